package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MineralTallyTest {
  private static final int SAMPLES = 4;
  private static final int LINES = 10;
  private static final DepthInterval BOX = new DepthInterval(0, 2);
  private static final List<MapClass> CLASSES =
      List.of(
          new MapClass(0, MineralMapper.ASPECTRAL, MineralGroup.INVALID, ""),
          new MapClass(1, "Kaolinite", MineralGroup.KAOLIN, "k"),
          new MapClass(2, "Calcite", MineralGroup.CARBONATE, "c"),
          new MapClass(3, "Wood", MineralGroup.NOTAROK, "w"),
          new MapClass(4, "Unknown", MineralGroup.UNKNOWN, ""));
  private static final List<String> COMPONENTS =
      List.of("Kaolinite", "Calcite", MineralMapper.NOTAROK, MineralMapper.ASPECTRAL);

  @Test
  void rowsOfCoreFillTheLogInDepth() {
    MineralTally tally = tally();
    tally.add(block(1, 2), 0, SAMPLES);

    List<DownholeRow> log = tally.downhole();
    assertEquals(
        List.of(
            MineralGroup.KAOLIN,
            MineralGroup.KAOLIN,
            MineralGroup.CARBONATE,
            MineralGroup.CARBONATE),
        log.stream().map(DownholeRow::group).toList());
    assertEquals(0.8, log.get(0).fractions().get(MineralGroup.KAOLIN), 1e-6);
    assertEquals(0.2, log.get(0).fractions().get(MineralGroup.CARBONATE), 1e-6);
    assertEquals(List.of(), log.get(0).flags());
  }

  @Test
  void trayAndWoodAreNotRock() {
    MineralTally tally = tally();
    tally.add(block(1, 3), 0, SAMPLES);

    List<DownholeRow> log = tally.downhole();
    assertEquals(MineralGroup.NOTAROK, log.get(3).group());
    assertTrue(log.get(3).fractions().isEmpty());
    assertEquals(List.of("no-rock"), log.get(3).flags());
    List<MineralTally.Share> shares = tally.shares(1);
    assertEquals("Kaolinite", shares.getFirst().mineral());
    assertEquals(0.8, shares.getFirst().fraction(), 1e-6);
    assertEquals(1, shares.stream().mapToDouble(MineralTally.Share::fraction).sum(), 1e-6);
  }

  @Test
  void unknownPixelsAreNoRockOfAClassAndAreTold() {
    MineralTally tally = tally();
    MappedBlock block = block(1, 2);
    for (int pixel = 0; pixel < block.pixels(); pixel++) {
      if (pixel % SAMPLES >= SAMPLES / 2) {
        block.put(pixel, new MappedBlock.Told(4, Float.NaN, 2, 0.8f, PixelFlag.UNKNOWN.bit()));
      }
    }
    tally.add(block, 0, SAMPLES);

    List<DownholeRow> log = tally.downhole();
    assertEquals(MineralGroup.KAOLIN, log.get(0).group());
    assertEquals(MineralGroup.INVALID, log.get(3).group());
    assertEquals(List.of("no-rock", "unknown"), log.get(3).flags());
    assertEquals(0.8, tally.shares(1).getFirst().fraction(), 1e-6);
    assertEquals(List.of(MineralGroup.KAOLIN, MineralGroup.CARBONATE), tally.rockGroups());
  }

  @Test
  void lostAndMissingLinesAreTold() {
    MineralTally tally = tally();
    MappedBlock block = block(1, 2);
    for (int pixel = 0; pixel < SAMPLES; pixel++) {
      block.put(pixel, new MappedBlock.Told(0, Float.NaN, 0, Float.NaN, PixelFlag.LOST_LINE.bit()));
      Arrays.fill(
          block.abundances(),
          pixel * COMPONENTS.size(),
          (pixel + 1) * COMPONENTS.size(),
          Float.NaN);
    }
    tally.add(block, 0, SAMPLES);
    assertEquals(List.of("lost-lines"), tally.downhole().get(0).flags());

    MineralTally half = tally();
    half.add(half(block(1, 2)), 0, SAMPLES);
    assertEquals(List.of("not-scanned"), half.downhole().get(1).flags());
    assertEquals(MineralGroup.INVALID, half.downhole().get(1).group());
  }

  @Test
  void closureErrorIsTheLargest() {
    MineralTally tally = tally();
    MappedBlock block = block(1, 2);
    block.abundances()[0] += 0.01f;
    tally.add(block, 0, SAMPLES);
    assertEquals(0.01, tally.closureMaxError(), 1e-6);
  }

  @Test
  void intervalHoldsTheShareAndWidensWithTheSpread() {
    double[] weights = new double[100];
    Arrays.fill(weights, 10);
    double[] even = new double[100];
    Arrays.fill(even, 4);
    double[] uneven = new double[100];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < uneven.length; i++) {
      uneven[i] = random.nextBoolean() ? 8 : 0;
    }
    BlockBootstrap bootstrap = new BlockBootstrap(weights, 5);
    BlockBootstrap.Interval narrow = bootstrap.interval(even);
    BlockBootstrap.Interval wide = bootstrap.interval(uneven);
    assertEquals(0.4, narrow.lower(), 1e-9);
    assertEquals(0.4, narrow.upper(), 1e-9);
    double share = Arrays.stream(uneven).sum() / 1000;
    assertTrue(wide.lower() < share && share < wide.upper(), wide.toString());
    // Independent intervals of variance 0.16: a standard error of 0.04, 90 % within 1.645 of it.
    assertEquals(2 * 1.645 * 0.04, wide.upper() - wide.lower(), 0.05);
    assertEquals(wide, new BlockBootstrap(weights, 5).interval(uneven), "the same seed");
  }

  private static MineralTally tally() {
    return new MineralTally(
        BoxTemplate.equalRows(2, SAMPLES),
        BOX,
        DepthIntervals.equal(4, BOX),
        LINES,
        new MineralTally.Legend(CLASSES, COMPONENTS));
  }

  /** Ten lines whose left half is one class and whose right half another, four fifths pure. */
  private static MappedBlock block(int left, int right) {
    MappedBlock block = new MappedBlock(CLASSES, COMPONENTS, LINES * SAMPLES);
    for (int pixel = 0; pixel < LINES * SAMPLES; pixel++) {
      int index = pixel % SAMPLES < SAMPLES / 2 ? left : right;
      int other = index == 1 ? 2 : 1;
      block.put(pixel, new MappedBlock.Told(index, 1, other, 0, 0));
      block.abundances()[pixel * COMPONENTS.size() + index - 1] = 0.8f;
      block.abundances()[pixel * COMPONENTS.size() + other - 1] = 0.2f;
    }
    return block;
  }

  private static MappedBlock half(MappedBlock whole) {
    MappedBlock half = new MappedBlock(CLASSES, COMPONENTS, LINES / 2 * SAMPLES);
    for (int pixel = 0; pixel < half.pixels(); pixel++) {
      half.put(pixel, new MappedBlock.Told(whole.best(pixel).index(), 1, 0, 0, 0));
    }
    System.arraycopy(whole.abundances(), 0, half.abundances(), 0, half.abundances().length);
    return half;
  }
}

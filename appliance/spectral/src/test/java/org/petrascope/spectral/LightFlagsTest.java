package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LightFlagsTest {
  private static final int SAMPLES = 30;
  private static final Wavelengths SENSOR =
      Wavelengths.ofNanometres(new double[] {1000, 1010, 1020});
  private static final AcquisitionConditions STATED =
      AcquisitionConditions.UNSTATED.withExposureMs(8).withBinning(1, 1).withDnMax(4095);

  /** Dark 100, white 1100: a DN is a thousandth. */
  private final short[] dn = new short[2 * SAMPLES * 3];

  LightFlagsTest() {
    Arrays.fill(dn, (short) 500);
  }

  private void show(int sample, int... bandsDn) {
    for (int band = 0; band < bandsDn.length; band++) {
      dn[band * SAMPLES + sample] = (short) bandsDn[band];
    }
  }

  private final Calibration calibration =
      Calibration.of(
          new ReferenceSet(
              reference(Reference.Kind.DARK, 100),
              reference(Reference.Kind.WHITE, 1100),
              Panel.perfect()),
          SENSOR,
          STATED);

  private final Calibration.Room room = calibration.room(2);

  private ReflectanceCube cube() {
    BitSet lost = new BitSet();
    lost.set(1);
    return calibration.reflectance(RawCube.over(new CubeShape(2, SAMPLES, 3), 0, dn, lost), room);
  }

  private static Reference reference(Reference.Kind kind, float level) {
    float[] mean = new float[SAMPLES * 3];
    Arrays.fill(mean, level);
    return Reference.of(kind, new CubeShape(50, SAMPLES, 3), STATED, mean);
  }

  private List<String> labels(int sample) {
    cube();
    return PixelFlag.labels(room.light().word(sample));
  }

  @Test
  void valuesOutsideOfDarkAndWhiteAreFlaggedAndKept() {
    show(3, 500, 1130, 500);
    show(9, 500, 500, 70);
    assertEquals(List.of("out-of-range"), labels(3));
    assertEquals(List.of("out-of-range"), labels(9));
    assertArrayEquals(new float[] {0.4f, 1.03f, 0.4f}, cube().spectrum(0, 3), 1e-6f);
    assertArrayEquals(new float[] {0.4f, 0.4f, -0.03f}, cube().spectrum(0, 9), 1e-6f);
  }

  @Test
  void noiseAboutBlackAndWhiteIsInRange() {
    Arrays.fill(dn, 0, 3 * SAMPLES, (short) 1118);
    assertEquals(List.of(), labels(3));
    Arrays.fill(dn, 0, 3 * SAMPLES, (short) 82);
    assertEquals(List.of(), labels(9));
  }

  @Test
  void crackBetweenPiecesIsShadowAndDarkRockIsNot() {
    show(12, 170, 170, 170);
    assertEquals(List.of("shadow-or-specular"), labels(12));
    assertEquals(List.of(), labels(11));
    Arrays.fill(dn, 0, 3 * SAMPLES, (short) 170);
    assertEquals(List.of(), labels(12));
  }

  @Test
  void mirrorIsSpecularAndBrightRockIsNot() {
    show(12, 1600, 1600, 1600);
    assertEquals(List.of("shadow-or-specular", "out-of-range"), labels(12));
    Arrays.fill(dn, 0, 3 * SAMPLES, (short) 1115);
    assertEquals(List.of(), labels(12));
  }

  @Test
  void lostLineShowsNothing() {
    Arrays.fill(dn, (short) 4000);
    RawCube whole = RawCube.over(new CubeShape(2, SAMPLES, 3), 0, dn);
    calibration.reflectance(whole, room);
    assertEquals(PixelFlag.OUT_OF_RANGE.bit(), room.light().word(SAMPLES + 4));
    cube();
    assertEquals(0, room.light().word(SAMPLES + 4), "what the block before showed is forgotten");
  }

  @Test
  void pixelWithoutAValueIsNeitherShadowNorBesideOne() {
    Reference white = reference(Reference.Kind.WHITE, 1100);
    float[] dark = new float[SAMPLES * 3];
    Arrays.fill(dark, 100);
    // The white is not above the dark in any band of three samples.
    for (int band = 0; band < 3; band++) {
      Arrays.fill(dark, band * SAMPLES + 10, band * SAMPLES + 13, 1200);
    }
    Calibration blind =
        Calibration.of(
            new ReferenceSet(
                Reference.of(Reference.Kind.DARK, new CubeShape(50, SAMPLES, 3), STATED, dark),
                white,
                Panel.perfect()),
            SENSOR,
            STATED);
    Calibration.Room own = blind.room(1);
    show(14, 150, 150, 150);
    blind.reflectance(RawCube.over(new CubeShape(1, SAMPLES, 3), 0, dn), own);
    assertEquals(0, own.light().word(11));
    assertEquals(PixelFlag.SHADOW_OR_SPECULAR.bit(), own.light().word(14));
  }

  @Property(tries = 200)
  void contrastIsThatOfTheMedianBeside(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int sample = 0; sample < SAMPLES; sample++) {
      // No level is at a limit, nor is the limit of another.
      int level = 101 + 4 * random.nextInt(random.nextBoolean() ? 50 : 600);
      show(sample, level, level, level);
    }
    float[] means = new float[SAMPLES];
    ReflectanceCube cube = cube();
    for (int sample = 0; sample < SAMPLES; sample++) {
      means[sample] = cube.spectrum(0, sample)[0];
    }
    for (int sample = 0; sample < SAMPLES; sample++) {
      assertEquals(
          contrast(means, sample),
          PixelFlag.SHADOW_OR_SPECULAR.in(room.light().word(sample)),
          "seed %d, sample %d".formatted(seed, sample));
    }
  }

  private static boolean contrast(float[] means, int sample) {
    float[] beside =
        Arrays.copyOfRange(means, Math.max(0, sample - 8), Math.min(means.length, sample + 9));
    Arrays.sort(beside);
    double usual = beside[beside.length / 2];
    double own = means[sample];
    return (usual > 0.02 && own < 0.1 && own < usual / 3) || (own > 1 && own > 1.5 * usual);
  }
}

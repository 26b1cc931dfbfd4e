package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlatForestTest {
  // Two outputs from 0.25 and 0.5; a split of column 1 at 2, and a single leaf.
  private static final String VERSION_1 =
      "5053464f5245535400000001000000030000000200000002"
          + "3e8000003f000000"
          + "000000000000000200000003"
          + "408000000000000140000000"
          + "40400000ffffffff3f8000003f000000"
          + "3f800000ffffffffbf80000000000000"
          + "000000010000000100000001"
          + "40800000ffffffff3dcccccd"
          + "e26b63b0f21b1ac23498edf22f411984c19697728d9b308cbf99c61f804aab5e";

  @TempDir Path folder;

  private static FlatForest small() {
    TreeBuilder split = new TreeBuilder(3, 0, 2);
    split.cover(0, 4);
    int child = split.split(0, 1, 2);
    split.cover(child, 3);
    split.leaf(child, 1, 0.5f);
    split.cover(child + 1, 1);
    split.leaf(child + 1, -1, 0);
    TreeBuilder leaf = new TreeBuilder(3, 1, 1);
    leaf.cover(0, 4);
    leaf.leaf(0, 0.1f);
    return new FlatForest(3, new float[] {0.25f, 0.5f}, List.of(split.build(), leaf.build()));
  }

  @Property(tries = 60)
  void forestAnswersExactlyAsAPlainWalkOfEveryRow(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    int outputs = 1 + random.nextInt(4);
    float[] base = new float[outputs];
    List<PlainTree> plain = new ArrayList<>();
    List<DecisionTree> flat = new ArrayList<>();
    List<Integer> firsts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int first = random.nextInt(outputs);
      int width = 1 + random.nextInt(outputs - first);
      plain.add(PlainTree.random(random, columns, width, random.nextInt(10)));
      flat.add(PlainTree.flat(plain.getLast(), new TreeBuilder(columns, first, width)));
      firsts.add(first);
    }
    int count = 1 + random.nextInt(300);
    float[] values = new float[count * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = PlainTree.value(random);
    }
    Rows rows = new Rows(count, columns, values);
    float[] expected = new float[count * outputs];
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < plain.size(); i++) {
        float[] leaf = PlainTree.leaf(plain.get(i), rows.row(row));
        for (int k = 0; k < leaf.length; k++) {
          expected[row * outputs + firsts.get(i) + k] += leaf[k];
        }
      }
    }
    assertArrayEquals(expected, new FlatForest(columns, base, flat).predict(rows).values());
  }

  @Test
  void moreRowsThanATileAndMoreTilesThanAPartAreAnsweredAlike() {
    SplittableRandom random = new SplittableRandom(3);
    DecisionTree tree = PlainTree.flat(PlainTree.random(random, 5, 1, 9), new TreeBuilder(5, 0, 1));
    FlatForest forest = new FlatForest(5, new float[1], List.of(tree));
    float[] values = new float[3000 * 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = PlainTree.value(random);
    }
    Rows rows = new Rows(3000, 5, values);
    Rows together = forest.predict(rows);
    for (int row = 0; row < 3000; row += 37) {
      assertEquals(forest.predict(rows.select(row)).at(0, 0), together.at(row, 0));
    }
  }

  @Test
  void treeAsDeepAsItHasSplitsIsWalkedToItsEnd() {
    TreeBuilder chain = new TreeBuilder(1, 0, 1);
    int node = 0;
    for (int split = 0; split < 500; split++) {
      chain.cover(node, 501 - split);
      int child = chain.split(node, 0, split);
      chain.cover(child, 1);
      chain.leaf(child, split);
      node = child + 1;
    }
    chain.cover(node, 1);
    chain.leaf(node, 500);
    FlatForest forest = new FlatForest(1, new float[1], List.of(chain.build()));
    float[] values = new float[502];
    for (int i = 0; i < values.length; i++) {
      values[i] = i - 1;
    }
    float[] told = forest.predict(new Rows(502, 1, values)).values();
    for (int i = 0; i < values.length; i++) {
      assertEquals(Math.clamp(i, 0, 500), told[i]);
    }
  }

  @Test
  void rowWithANaNOfEitherSignGetsNaN() {
    float negative = Float.intBitsToFloat(0xffc00001);
    Rows told =
        small().predict(new Rows(3, 3, new float[] {0, negative, 0, 0, 1, 0, Float.NaN, 1, 0}));
    assertTrue(Float.isNaN(told.at(0, 0)) && Float.isNaN(told.at(0, 1)));
    assertEquals(1.25f, told.at(1, 0));
    assertTrue(Float.isNaN(told.at(2, 0)) && Float.isNaN(told.at(2, 1)));
  }

  @Test
  void expectationIsTheMeanOverTheRowsItWasGrownFrom() {
    assertEquals(0.25 + (3 - 1) / 4.0, small().expectation(0), 1e-9);
    assertEquals(0.5 + 3 * 0.5 / 4 + 0.1, small().expectation(1), 1e-7);
  }

  @Test
  void forestIsReadBackAsItWasWritten() throws IOException {
    Path file = folder.resolve("forest.bin");
    ForestFile.write(small(), file);
    assertEquals(VERSION_1, HexFormat.of().formatHex(Files.readAllBytes(file)));
    FlatForest read = ForestFile.read(file);
    Rows rows = new Rows(2, 3, new float[] {0, 1, 0, 0, 2, 0});
    assertArrayEquals(small().predict(rows).values(), read.predict(rows).values());
    assertEquals(small().expectation(1), read.expectation(1));
  }

  @Test
  void forestOfVersion1StaysReadable() throws IOException {
    Path file = folder.resolve("forest.bin");
    Files.write(file, HexFormat.of().parseHex(VERSION_1));
    float[] told = ForestFile.read(file).predict(new Rows(1, 3, new float[] {0, 1, 0})).values();
    assertArrayEquals(new float[] {1.25f, 1.1f}, told);
  }

  @Test
  void damagedFileIsRefusedWhereverItIsDamaged() throws IOException {
    byte[] whole = HexFormat.of().parseHex(VERSION_1);
    Path file = folder.resolve("forest.bin");
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Files.write(file, damaged);
      assertRefused(file);
      Files.write(file, Arrays.copyOf(whole, i));
      assertRefused(file);
    }
  }

  private static void assertRefused(Path file) {
    String message =
        String.valueOf(
            assertThrows(LearningException.class, () -> ForestFile.read(file)).getMessage());
    assertTrue(message.contains(file.toString()) && !message.contains("\n"), message);
  }

  @Test
  void treeThatIsNotFinishedIsNotBuilt() {
    TreeBuilder tree = new TreeBuilder(3, 0, 1);
    tree.cover(0, 2);
    int child = tree.split(0, 2, 0.5f);
    tree.cover(child, 1);
    tree.leaf(child, 1);
    assertThrows(IllegalStateException.class, tree::build);
    assertThrows(IllegalArgumentException.class, () -> tree.leaf(child, 2));
    assertThrows(IllegalArgumentException.class, () -> tree.split(child + 1, 3, 0));
    assertThrows(IllegalArgumentException.class, () -> tree.split(child + 1, 0, Float.NaN));
    tree.leaf(child + 1, 2);
    assertThrows(IllegalStateException.class, tree::build, "a node has no cover");
  }

  @Test
  void treeTooLargeForItsColumnsIsRefusedWithTheRemedy() {
    TreeBuilder tree = new TreeBuilder(1 << 20, 0, 1);
    LearningException refused =
        assertThrows(
            LearningException.class,
            () -> {
              for (int node = 0; node < 4096; node++) {
                tree.split(node, 0, 0);
              }
            });
    assertEquals(
        "tree has more than 4096 nodes, the most on rows of 1048576 columns: raise the number of rows of a leaf",
        refused.getMessage());
  }
}

package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkLayoutTest {
  private static final List<String> NAMES = List.of("quartz", "calcite");
  private static final Labels LABELS = new Labels(NAMES, 0, 1);

  @TempDir Path folder;

  private static RowShape shape(int side, int bands) {
    return new RowShape(side, IntStream.range(0, bands).mapToDouble(b -> 1000 + 5 * b).toArray());
  }

  @Test
  void layersAreReadBackAsTheyWereDescribed() {
    for (RowShape shape : List.of(shape(1, 203), shape(5, 64))) {
      NetworkLayout layout =
          shape.side() == 1
              ? NetworkLayout.forSpectra(shape, LABELS)
              : NetworkLayout.forPatches(shape, LABELS);
      ModelFile description = ModelFile.describing("network", shape, NAMES);
      layout.describe(description);
      Path file = folder.resolve("model.json");
      description.write(file);
      assertEquals(layout, NetworkLayout.described(ModelFile.read(file, "network")));
    }
  }

  @Test
  void descriptionThatMakesNoSenseIsRefused() {
    RowShape shape = shape(1, 64);
    ModelFile description = ModelFile.describing("network", shape, NAMES);
    NetworkLayout.forSpectra(shape, LABELS).describe(description);
    description.with("kernels", 4, 4);
    Path file = folder.resolve("model.json");
    description.write(file);
    assertThrows(
        LearningException.class, () -> NetworkLayout.described(ModelFile.read(file, "network")));
  }

  @Test
  void fewBandsKeepTheirPositionsAndManyArePooled() {
    assertEquals(8, NetworkLayout.forSpectra(shape(1, 8), LABELS).positions());
    int positions = NetworkLayout.forSpectra(shape(1, 401), LABELS).positions();
    assertTrue(positions >= 40 && positions <= 60, positions + " positions");
  }

  @Test
  void targetsThatDoNotCloseGetOutputsOfTheirOwn() {
    Compositions closed =
        Compositions.exact(NAMES, new Rows(2, 2, new float[] {0.2f, 0.8f, 0.5f, 0.5f}));
    Compositions open =
        Compositions.exact(NAMES, new Rows(2, 2, new float[] {0.2f, 0.1f, 0.5f, 0.5f}));
    assertEquals(NetworkLayout.Head.SHARES, NetworkLayout.forSpectra(shape(1, 64), closed).head());
    assertEquals(NetworkLayout.Head.EACH, NetworkLayout.forSpectra(shape(1, 64), open).head());
  }
}

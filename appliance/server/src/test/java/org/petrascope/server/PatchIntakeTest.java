package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.laboratory.PatchTruth;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.RowShape;

class PatchIntakeTest {
  @TempDir private Path folder;

  @Test
  void groupsAreLearnedFromTheBandsThatTellThemInEveryPixel() {
    PatchRocks rocks =
        new PatchRocks()
            .add(
                8,
                3,
                2,
                (table, row) -> new PatchTruth.Labelled(row % 2 == 0 ? "KAOLIN" : "CARBONATE"));
    Path database = rocks.write(folder.resolve("a.h5"));
    TrainingData sharp = read(database, LearningTask.CLASSIFY);
    assertTrue(sharp.notes().contains(SharpBands.LEARNED_ALONE), sharp.notes().toString());
    RowShape taught = sharp.data().shape();
    assertEquals(1320, taught.centreNm(0));
    assertEquals(2440, taught.centreNm(taught.bands() - 1));
    Path other = new PatchRocks().add(8, 3, 2, PatchRocks::assay).write(folder.resolve("b.h5"));
    Dataset whole = read(other, LearningTask.ABUNDANCE).data();
    for (int row = 0; row < 8; row++) {
      for (int i = 0; i < taught.columns(); i++) {
        int there = i / taught.bands() * whole.shape().bands() + 1 + i % taught.bands();
        assertEquals(whole.rows().at(row, there), sharp.data().rows().at(row, i));
      }
    }
  }

  private static TrainingData read(Path database, LearningTask task) {
    return new PatchOrder(database, 0, List.of(), task, PatchGroup.HOLE).read();
  }
}

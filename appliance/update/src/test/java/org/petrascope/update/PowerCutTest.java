package org.petrascope.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power ends before every single change of the disk, one after the other. */
class PowerCutTest {
  @TempDir private Path folder;

  private interface Sequence {
    void run(Slots slots) throws IOException;
  }

  /** Whether the sequence came to its end. */
  private static boolean cut(SlotBox box, int step, Sequence sequence) throws IOException {
    try {
      sequence.run(box.slotsUntil(step));
      return true;
    } catch (SlotBox.PowerCut e) {
      return false;
    }
  }

  @Test
  void cutOffInstallationLeavesTheOldReleaseOrTheNewOneOnProbation() throws IOException {
    int cuts = 0;
    int old = 0;
    boolean ended = false;
    while (!ended) {
      SlotBox box = SlotBox.make(folder.resolve("install-" + cuts));
      ended = cut(box, cuts, box::install);
      box.slots().recover(box);
      if (box.isOnProbation()) {
        box.requireOnProbation();
        box.startNew();
        box.slots().rollBack("a test", box);
      } else {
        old++;
      }
      box.requireOld();
      box.install(box.slots());
      box.requireOnProbation();
      cuts++;
    }
    assertTrue(cuts > 15, "only " + cuts + " steps were seen");
    assertEquals(cuts - 1, old, "only the last step brings the new release");
  }

  @Test
  void cutOffConfirmationLeavesTheNewReleaseOnProbationOrForGood() throws IOException {
    int cuts = 0;
    boolean ended = false;
    while (!ended) {
      SlotBox box = SlotBox.make(folder.resolve("confirm-" + cuts));
      box.install(box.slots());
      box.startNew();
      ended = cut(box, cuts, Slots::confirm);
      box.slots().recover(box);
      if (box.isOnProbation()) {
        box.requireOnProbation();
        box.slots().confirm();
      }
      box.requireNew();
      cuts++;
    }
    assertTrue(cuts > 3, "only " + cuts + " steps were seen");
  }

  @Test
  void rollbackThatIsCutOffTwiceEndsOnTheOldReleaseWithItsData() throws IOException {
    int cuts = 0;
    int pairs = 0;
    boolean ended = false;
    while (!ended) {
      boolean recovered = false;
      for (int second = 0; !recovered; second++) {
        SlotBox box = SlotBox.make(folder.resolve("back-%d-%d".formatted(cuts, second)));
        box.install(box.slots());
        box.startNew();
        ended = cut(box, cuts, slots -> slots.rollBack("a test", box));
        recovered = cut(box, second, slots -> slots.recover(box));
        box.slots().recover(box);
        if (box.isOnProbation()) {
          assertEquals(0, cuts, "a rollback that has begun is ended by itself");
          box.slots().rollBack("a test", box);
        }
        box.requireOld();
        pairs++;
      }
      cuts++;
    }
    assertTrue(cuts > 8 && pairs > 40, "only %d and %d steps".formatted(cuts, pairs));
  }
}

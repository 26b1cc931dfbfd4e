package org.petrascope.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotsTest {
  @TempDir private Path folder;
  private SlotBox box;

  @BeforeEach
  void makeTheBox() throws IOException {
    box = SlotBox.make(folder.resolve("box"));
  }

  private String refusal(ReleaseManifest manifest) {
    Installation installation = new Installation(box.folders(), box.slots(), release -> {});
    return assertThrows(UpdateException.class, () -> installation.run(manifest, box.payload(), box))
        .getMessage();
  }

  @Test
  void onProbationNoScanMayBeginAndTheNoteTellsWhatGoesBack() throws IOException {
    Probation probation = new Probation(box.folders());
    assertEquals(Optional.empty(), probation.refusal());
    box.install(box.slots());
    assertEquals(
        Optional.of(
            "release 1.1.0 is being installed over 1.0.0 and has to prove itself first: scan again in a minute"),
        Probation.in(box.folders().home()).refusal());
    assertEquals(
        List.of(
            "version=1.1.0",
            "previous=1.0.0",
            "database=" + box.folders().database(),
            "configuration=" + box.folders().configuration(),
            "cameras=swir,vnir"),
        Files.readAllLines(box.folders().probationNote()));
    assertEquals(List.of("swir", "vnir"), probation.note().orElseThrow().cameras());
    box.startNew();
    box.slots().confirm();
    assertEquals(Optional.empty(), probation.refusal());
    box.requireNew();
  }

  @Test
  void theServiceSeesTheNoteButNotTheCopies() throws IOException {
    box.install(box.slots());
    assertEquals("rwxr-xr-x", rights(box.folders().probation()));
    assertEquals("rw-r--r--", rights(box.folders().probationNote()));
    assertEquals("rwx------", rights(box.folders().snapshot()));
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void boxThatIsBeingScannedIsNotInterrupted() throws IOException {
    box.isBusy("box 7 of hole A is being scanned");
    String why = refusal(box.manifest());
    assertEquals(
        "box 7 of hole A is being scanned: software is installed between boxes, try again then",
        why);
    box.requireOld();
  }

  @Test
  void releaseThatCannotReadTheDatabaseIsRefused() throws IOException {
    String why = refusal(box.manifest(List.of("x86_64"), 4, 1000));
    assertTrue(why.contains("up to schema 4, this one has 5"), why);
    box.requireOld();
  }

  @Test
  void diskThatIsTooSmallIsSaidBeforeAnythingIsWritten() throws IOException {
    String why = refusal(box.manifest(List.of("x86_64"), 5, 1L << 60));
    assertTrue(why.contains("installing petrascope 1.1.0 needs 1152921504.6 GB"), why);
    box.requireOld();
  }

  @Test
  void payloadThatUnpacksToMoreThanWasSignedIsRefused() throws IOException {
    String why = refusal(box.manifest(List.of("x86_64"), 5, 10));
    assertTrue(why.contains("10 bytes"), why);
    box.requireOld();
    assertFalse(Files.exists(box.folders().release(SlotBox.NEW)));
  }

  @Test
  void secondInstallationWaitsForTheFirstOneToProveItself() throws IOException {
    box.install(box.slots());
    String why = refusal(box.manifest());
    assertTrue(why.contains("on probation already"), why);
    box.requireOnProbation();
  }

  @Test
  void goingBackIsRememberedWithItsReason() throws IOException {
    box.install(box.slots());
    box.startNew();
    box.slots().rollBack("it did not start", box);
    box.requireOld();
    assertEquals(
        List.of("version=1.1.0", "reason=it did not start"),
        Files.readAllLines(box.folders().rolledBack()));
    assertThrows(UpdateException.class, () -> box.slots().rollBack("again", box));
  }

  @Test
  void onlyTheReleaseBeforeIsKept() throws IOException {
    Path older = box.folders().release("0.9.0");
    Files.createDirectories(older);
    Files.writeString(older.resolve("a"), "a");
    box.install(box.slots());
    box.startNew();
    box.slots().confirm();
    assertFalse(Files.exists(older));
    box.requireNew();
    assertTrue(Files.exists(box.folders().release(SlotBox.OLD)));
  }
}

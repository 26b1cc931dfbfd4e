package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureJournalTest {
  @TempDir Path folder;

  @Test
  void lostLinesAreReadBack() {
    assertEquals("{17, 18, 21, 40}", CaptureJournal.read(written()).toString());
  }

  @Test
  void tornEntryIsLeftOut() throws Exception {
    Path file = written();
    String whole = Files.readString(file);
    for (int cut = 1; cut <= 10; cut++) {
      Files.writeString(file, whole.substring(0, whole.length() - cut));
      String expected = cut == 1 ? "{17, 18, 21, 40}" : "{17, 18, 21}";
      assertEquals(expected, CaptureJournal.read(file).toString(), "cut " + cut);
    }
    Files.writeString(file, whole);
    Files.writeString(file, "lost 9 1 00000000\n", StandardOpenOption.APPEND);
    assertEquals("{17, 18, 21, 40}", CaptureJournal.read(file).toString());
  }

  @Test
  void formOnDiskNeverChanges() throws Exception {
    assertEquals(
        List.of(
            "petrascope capture 1 8bccd38e",
            "lost 17 2 ed87679f",
            "lost 21 1 62b6e579",
            "lost 40 1 461fd092"),
        Files.readAllLines(written()));
  }

  @Test
  void journalOfAnotherReleaseIsOneSentence() throws Exception {
    Path file = written();
    String title = "petrascope capture 2";
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(title.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    Files.writeString(file, "%s %08x\n".formatted(title, crc.getValue()));
    ScanException refused = assertThrows(ScanException.class, () -> CaptureJournal.read(file));
    assertTrue(refused.getMessage().contains("another release"), refused.getMessage());
  }

  @Test
  void reasonsAreReadBackAndLeaveTheLinesAlone() throws Exception {
    Path file = folder.resolve("x.log");
    List<Loss> losses =
        List.of(new Loss(17, 2, "camera gone 0.1 s (it was -> pulled)"), new Loss(40, 1, "x"));
    try (CaptureJournal journal = CaptureJournal.create(file)) {
      journal.because(losses);
      journal.because(List.of(new Loss(50, 1, "two\nlines of \u00fc")));
    }
    assertEquals("{}", CaptureJournal.read(file).toString());
    assertEquals(losses, CaptureJournal.reasons(file).subList(0, 2));
    assertEquals("two?lines of ?", CaptureJournal.reasons(file).get(2).reason());
    assertEquals("because 40 1 x 9fb18a89", Files.readAllLines(file).get(2));
  }

  private Path written() {
    Path file = folder.resolve("x.log");
    BitSet first = new BitSet();
    first.set(1, 3);
    first.set(5);
    BitSet second = new BitSet();
    second.set(0);
    try (CaptureJournal journal = CaptureJournal.create(file)) {
      journal.lost(16, first);
      journal.lost(40, second);
    }
    return file;
  }
}

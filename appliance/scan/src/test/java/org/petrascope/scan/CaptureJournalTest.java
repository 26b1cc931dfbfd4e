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

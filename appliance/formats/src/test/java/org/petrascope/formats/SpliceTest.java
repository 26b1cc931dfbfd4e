package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpliceTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() {
    Path header = folder.resolve("box.hdr");
    Splice splice =
        new Splice(
            List.of(
                new Splice.Piece(120, 4, 33, "../rescans/1/capture/box 1.hdr"),
                new Splice.Piece(0, 1, 0, "other.hdr")));
    splice.write(header);
    assertEquals(splice, Splice.beside(header));
    BitSet lines = new BitSet();
    lines.set(120, 124);
    lines.set(0);
    assertEquals(lines, Splice.beside(header).lines());
  }

  @Test
  void piecesThatGoOnInBothRecordingsAreOne() {
    Splice.Piece piece = new Splice.Piece(120, 4, 33, "other.hdr");
    assertTrue(piece.goesOn(new Splice.Piece(124, 1, 37, "other.hdr")));
    assertFalse(piece.goesOn(new Splice.Piece(124, 1, 38, "other.hdr")));
    assertFalse(piece.goesOn(new Splice.Piece(125, 1, 37, "other.hdr")));
    assertFalse(piece.goesOn(new Splice.Piece(124, 1, 37, "another.hdr")));
    assertEquals(
        new Splice.Piece(120, 6, 33, "other.hdr"),
        piece.with(new Splice.Piece(124, 2, 37, "other.hdr")));
  }

  @Test
  void aRecordingWithoutOneIsReadAsItIs() {
    assertEquals(List.of(), Splice.beside(folder.resolve("box.hdr")).pieces());
  }

  @Test
  void everyChangedCharacterIsNoticed() throws IOException {
    Path header = folder.resolve("box.hdr");
    new Splice(List.of(new Splice.Piece(120, 4, 33, "other.hdr"))).write(header);
    Path file = folder.resolve("box.splice");
    String text = Files.readString(file);
    for (int i = 0; i < text.length() - 1; i++) {
      Files.writeString(file, text.substring(0, i) + '#' + text.substring(i + 1));
      FormatException refused =
          assertThrows(FormatException.class, () -> Splice.beside(header), "character " + i);
      assertTrue(refused.getMessage().contains("box.splice is damaged"), refused.getMessage());
    }
  }
}

package org.petrascope.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Which lines of a recording are to be read from other recordings, because they were lost in it or
 * saturated, and taken again. It stands beside the recording's header, which it does not change;
 * every entry ends with its checksum.
 *
 * <pre>
 * petrascope splice 1 0f4aa7a4
 * line 120 4 from 33 of ../rescans/1/capture/box.hdr 6e7c1c0a
 * </pre>
 *
 * @param pieces no line stands in two of them
 */
public record Splice(List<Piece> pieces) {
  static final Splice NONE = new Splice(List.of());

  private static final String TITLE = "petrascope splice 1";
  private static final String EXTENSION = ".splice";
  private static final Pattern FORM =
      Pattern.compile("line (\\d{1,9}) (\\d{1,9}) from (\\d{1,9}) of (.+)");
  private static final int CHECKSUM_DIGITS = 8;

  /**
   * Successive lines.
   *
   * @param firstLine in the recording
   * @param firstThere the line that stands for it in the other
   * @param recording header of the other, from the folder of this one's header
   */
  public record Piece(int firstLine, int lines, int firstThere, String recording) {
    public Piece {
      if (firstLine < 0 || lines < 1 || firstThere < 0) {
        throw new IllegalArgumentException(
            "%d lines from %d for line %d are none".formatted(lines, firstThere, firstLine));
      }
    }

    /** Whether another piece, of the same recording, follows this one in both. */
    public boolean goesOn(Piece next) {
      return next.firstLine == firstLine + lines
          && next.firstThere == firstThere + lines
          && next.recording.equals(recording);
    }

    /** The same with a piece that follows it. */
    public Piece with(Piece next) {
      return new Piece(firstLine, lines + next.lines, firstThere, recording);
    }

    boolean holds(int line) {
      return line >= firstLine && line < firstLine + lines;
    }

    private String entry() {
      return "line %d %d from %d of %s".formatted(firstLine, lines, firstThere, recording);
    }
  }

  public Splice {
    pieces = List.copyOf(pieces);
  }

  /** The lines that are read from elsewhere. */
  public BitSet lines() {
    BitSet lines = new BitSet();
    for (Piece piece : pieces) {
      lines.set(piece.firstLine(), piece.firstLine() + piece.lines());
    }
    return lines;
  }

  Optional<Piece> holding(int line) {
    return pieces.stream().filter(piece -> piece.holds(line)).findFirst();
  }

  /** Writes it beside the header of the recording, whole or not at all. */
  public void write(Path header) {
    StringBuilder text = new StringBuilder();
    text.append(sealed(TITLE));
    pieces.forEach(piece -> text.append(sealed(piece.entry())));
    DurableFiles.write(
        EnviFiles.sibling(header, EXTENSION), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What stands beside the header of a recording; nothing where no line was taken again. */
  public static Splice beside(Path header) {
    Path file = EnviFiles.sibling(header, EXTENSION);
    if (!Files.exists(file)) {
      return NONE;
    }
    List<Piece> pieces = new ArrayList<>();
    try {
      List<String> entries = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (entries.isEmpty() || !opened(file, entries.getFirst()).equals(TITLE)) {
        throw damaged(file);
      }
      for (String entry : entries.subList(1, entries.size())) {
        pieces.add(piece(file, opened(file, entry)));
      }
    } catch (IOException e) {
      throw FormatException.reading(file, e);
    }
    return new Splice(pieces);
  }

  private static Piece piece(Path file, String entry) {
    Matcher form = FORM.matcher(entry);
    if (!form.matches()) {
      throw damaged(file);
    }
    return new Piece(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        Integer.parseInt(form.group(3)),
        form.group(4));
  }

  private static String sealed(String entry) {
    return entry + " " + checksum(entry) + "\n";
  }

  private static String opened(Path file, String line) {
    int end = line.length() - CHECKSUM_DIGITS - 1;
    if (end < 0 || !line.equals(line.substring(0, end) + " " + checksum(line.substring(0, end)))) {
      throw damaged(file);
    }
    return line.substring(0, end);
  }

  private static FormatException damaged(Path file) {
    return new FormatException(
        "%s is damaged or of another release: remove it to read the recording without the lines that were taken again"
            .formatted(file));
  }

  private static String checksum(String entry) {
    CRC32 crc = new CRC32();
    crc.update(entry.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }
}

package org.petrascope.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The text file beside a raw file that tells which of its lines were lost and why, written before
 * their places in the raw file are filled. Every entry ends with its checksum, so an entry that a
 * crash tore is known. For one thread at a time.
 *
 * <pre>
 * petrascope capture 1 8bccd38e
 * because 17 2 packets did not come in time 1249f78e
 * lost 17 2 ed87679f
 * </pre>
 */
final class CaptureJournal implements AutoCloseable {
  private static final String TITLE = "petrascope capture 1";
  private static final String LOST = "lost";
  private static final String BECAUSE = "because";
  private static final int CHECKSUM_DIGITS = 8;

  private final Path file;
  private final FileChannel channel;

  private CaptureJournal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static CaptureJournal create(Path file) {
    try {
      CaptureJournal journal =
          new CaptureJournal(
              file,
              FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      journal.write(TITLE);
      return journal;
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Remembers the lost lines of a block that begins at this line of the scan. */
  void lost(int firstLine, BitSet lost) {
    for (int from = lost.nextSetBit(0); from >= 0; ) {
      int to = lost.nextClearBit(from);
      write("%s %d %d".formatted(LOST, firstLine + from, to - from));
      from = lost.nextSetBit(to);
    }
  }

  /** Remembers why lines were lost. */
  void because(List<Loss> losses) {
    for (Loss loss : losses) {
      String ascii = loss.reason().replaceAll("[^ -~]", "?");
      write("%s %d %d %s".formatted(BECAUSE, loss.firstLine(), loss.lines(), ascii));
    }
  }

  private void write(String entry) {
    byte[] line = (entry + " " + checksum(entry) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = ByteBuffer.wrap(line);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Makes the entries survive a power cut; may be called by another thread. */
  void sync() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** The lost lines that a journal tells, up to the first entry that is torn. */
  static BitSet read(Path file) {
    BitSet lost = new BitSet();
    entries(file).forEach(entry -> mark(entry, lost));
    return lost;
  }

  /** Why lines were lost, up to the first entry that is torn. */
  static List<Loss> reasons(Path file) {
    List<Loss> reasons = new ArrayList<>();
    for (String entry : entries(file)) {
      String[] words = entry.split(" ", 4);
      if (words.length == 4 && words[0].equals(BECAUSE)) {
        reasons.add(new Loss(Integer.parseInt(words[1]), Integer.parseInt(words[2]), words[3]));
      }
    }
    return reasons;
  }

  /** The whole entries after the title, without their checksums. */
  private static List<String> entries(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw failure(file, e);
    }
    List<String> entries = new ArrayList<>();
    for (String line : lines) {
      int end = line.length() - CHECKSUM_DIGITS - 1;
      if (end < 0
          || !line.equals(line.substring(0, end) + " " + checksum(line.substring(0, end)))) {
        break;
      }
      entries.add(line.substring(0, end));
    }
    if (entries.isEmpty()) {
      return entries;
    }
    requireTitle(file, entries.getFirst());
    return entries.subList(1, entries.size());
  }

  private static void requireTitle(Path file, String entry) {
    if (!entry.equals(TITLE)) {
      throw new ScanException(
          "%s begins with '%s', expected '%s': it was written by another release, use that one"
              .formatted(file, entry, TITLE));
    }
  }

  private static void mark(String entry, BitSet lost) {
    String[] words = entry.split(" ", -1);
    if (words.length == 3 && words[0].equals(LOST)) {
      int from = Integer.parseInt(words[1]);
      lost.set(from, from + Integer.parseInt(words[2]));
    }
  }

  private static String checksum(String entry) {
    CRC32 crc = new CRC32();
    crc.update(entry.getBytes(StandardCharsets.ISO_8859_1));
    return "%08x".formatted(crc.getValue());
  }

  private static ScanException failure(Path file, IOException e) {
    return new ScanException(
        "capture journal %s: %s; check the disk".formatted(file, e.getMessage()), e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failure(file, e);
    }
  }
}

package org.petrascope.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The text file beside a raw file that tells which of its lines were lost, written before their
 * places in the raw file are filled. Every entry ends with its checksum, so an entry that a crash
 * tore is known. For one thread at a time.
 *
 * <pre>
 * petrascope capture 1 8bccd38e
 * lost 17 2 ed87679f
 * </pre>
 */
final class CaptureJournal implements AutoCloseable {
  private static final String TITLE = "petrascope capture 1";
  private static final String LOST = "lost";
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
    List<String> entries;
    try {
      entries = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw failure(file, e);
    }
    BitSet lost = new BitSet();
    for (int i = 0; i < entries.size(); i++) {
      String line = entries.get(i);
      int end = line.length() - CHECKSUM_DIGITS - 1;
      if (end < 0
          || !line.equals(line.substring(0, end) + " " + checksum(line.substring(0, end)))) {
        break;
      }
      String entry = line.substring(0, end);
      if (i == 0) {
        requireTitle(file, entry);
      } else {
        mark(entry, lost);
      }
    }
    return lost;
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

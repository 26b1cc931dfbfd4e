package org.petrascope.laboratory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The last bytes of a patch database, behind the end of its HDF5 content, where HDF5 readers do not
 * look: a mark and the SHA-256 of all bytes before. With it damage is found before anything of the
 * file is believed; jHDF itself, led astray, may ask for any amount of memory.
 */
final class PatchSeal {
  private static final String MARK = "\npetrascope-patches sha256 ";
  private static final int SUM_DIGITS = 64;
  private static final int LENGTH = MARK.length() + SUM_DIGITS + 1;
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
  private static final int BUFFER_BYTES = 1 << 20;

  private PatchSeal() {}

  /** Seals a file that was written. */
  static void put(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = channel.size();
      ByteBuffer seal = ByteBuffer.wrap(seal(sum(channel, end)));
      for (long at = end; seal.hasRemaining(); ) {
        at += channel.write(seal, at);
      }
    }
  }

  private static byte[] seal(String sum) {
    return (MARK + sum + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** Refuses a file that is not, to the byte, what was sealed. */
  static void requireWhole(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (!HexFormat.of().formatHex(HDF5).equals(hex(channel, 0, HDF5.length))) {
        throw new LaboratoryException(
            "%s is no HDF5 file, or its beginning is damaged: take another copy".formatted(file));
      }
      long end = channel.size() - LENGTH;
      byte[] mark = MARK.getBytes(StandardCharsets.US_ASCII);
      if (!HexFormat.of().formatHex(mark).equals(hex(channel, Math.max(0, end), mark.length))) {
        throw new LaboratoryException(
            "%s does not end as a patch database does: it was truncated or written to by other software, or is another HDF5 file; take another copy"
                .formatted(file));
      }
      byte[] seal = seal(sum(channel, end));
      if (!HexFormat.of().formatHex(seal).equals(hex(channel, end, LENGTH))) {
        throw new LaboratoryException(
            "patch database %s was altered since it was written: take another copy"
                .formatted(file));
      }
    } catch (IOException e) {
      throw new LaboratoryException(
          "cannot read patch database %s (%s): check its name and the disk"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Bytes of the file as hexadecimal digits, fewer at its end. */
  private static String hex(FileChannel channel, long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    long at = from;
    for (int read = 0; read >= 0 && bytes.hasRemaining(); at += Math.max(0, read)) {
      read = channel.read(bytes, at);
    }
    return HexFormat.of().formatHex(bytes.array(), 0, bytes.position());
  }

  private static String sum(FileChannel channel, long end) throws IOException {
    MessageDigest digest = PatchDigest.sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    for (long at = 0; at < end; ) {
      buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - at));
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new IOException("it became shorter while it was read");
      }
      digest.update(buffer.flip());
      at += read;
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

package org.petrascope.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Writes files so that they are there whole or not at all, and stay after a power cut: temporary
 * name, fsync, rename, fsync of the folder.
 */
public final class DurableFiles {
  private DurableFiles() {}

  /** What a file shall hold. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a file of its own by name, as libraries do that take no stream. */
  @FunctionalInterface
  public interface NamedContent {
    void writeTo(Path file) throws IOException;
  }

  /** Replaces the file by these bytes. */
  public static void write(Path target, byte[] bytes) {
    write(target, out -> out.write(bytes));
  }

  /** Replaces the file by what the content writes; when that fails the old file stays. */
  public static void write(Path target, Content content) {
    Path temporary = temporaryName(target);
    try {
      try (FileChannel channel = create(temporary);
          OutputStream out = Channels.newOutputStream(channel)) {
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      rename(temporary, target);
    } catch (IOException e) {
      throw FormatException.writing(target, e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /**
   * The same for content that opens the file itself: it is given the temporary name and must have
   * closed it when it returns.
   */
  public static void writeNamed(Path target, NamedContent content) {
    Path temporary = temporaryName(target);
    try {
      content.writeTo(temporary);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      rename(temporary, target);
    } catch (IOException e) {
      throw FormatException.writing(target, e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /** The hidden name next to the target under which it is written. */
  static Path temporaryName(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".partial");
  }

  static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  /** Gives a file that was forced to disk its final name, and makes the name durable. */
  static void rename(Path temporary, Path target) throws IOException {
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(target);
  }

  /** Makes the names in the folder of this file durable. */
  private static void forceFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Makes a new or vanished name in this folder durable. */
  public static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw FormatException.writing(folder, e);
    }
  }

  /** Removes what is left of a failed write; what cannot be removed is overwritten next time. */
  static void deleteQuietly(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      temporary.toFile().deleteOnExit();
    }
  }

  /** SHA-256 of a file as 64 lower-case hexadecimal digits. */
  public static String sha256(Path file) {
    MessageDigest digest = digest();
    try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, sink);
    } catch (IOException e) {
      throw FormatException.reading(file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

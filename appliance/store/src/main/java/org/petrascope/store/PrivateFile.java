package org.petrascope.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.petrascope.formats.DurableFiles;

/** Files that only the user of the appliance may read: keys and tokens. */
public final class PrivateFile {
  private static final FileAttribute<Set<PosixFilePermission>> OWN_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWN_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private PrivateFile() {}

  /**
   * Replaces the file, whole or not at all; it was never readable by others, not even while it was
   * written. Its folder is made, for its owner alone, if need be.
   */
  public static void write(Path file, byte[] content) {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.resolveSibling(".").normalize();
    Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".partial");
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder, OWN_FOLDER);
      }
      Files.deleteIfExists(temporary);
      Files.createFile(temporary, OWN_FILE);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.syncFolder(folder);
    } catch (IOException e) {
      throw new StoreException(
          "%s cannot be written (%s): look at the disk and at the rights of its folder"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}

package org.petrascope.fleet;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Packs a folder into a zip file, the same bytes for the same folder. */
final class PayloadArchive {
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Map<String, Object> NEW =
      Map.of("create", true, "enablePosixFileAttributes", true, "useTempFile", true);

  private PayloadArchive() {}

  /**
   * Packs all files with their right to be run; links are followed.
   *
   * @return sum of the files' bytes
   */
  static long pack(Path content, Path zip) throws IOException {
    long bytes = 0;
    try (FileSystem packed = FileSystems.newFileSystem(zip, NEW)) {
      Path top = packed.getPath("/");
      for (Path file : inside(content)) {
        Path entry = top.resolve(content.relativize(file).toString());
        boolean folder = Files.isDirectory(file);
        if (folder) {
          Files.createDirectory(entry);
        } else {
          Files.copy(file, entry);
          bytes += Files.size(file);
        }
        boolean runs = folder || Files.isExecutable(file);
        Files.setPosixFilePermissions(
            entry, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
        Files.getFileAttributeView(entry, BasicFileAttributeView.class).setTimes(TIME, TIME, TIME);
      }
    }
    return bytes;
  }

  private static List<Path> inside(Path content) throws IOException {
    try (Stream<Path> files = Files.walk(content, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(file -> !file.equals(content)).sorted().toList();
    }
  }
}

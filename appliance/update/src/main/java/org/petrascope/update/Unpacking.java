package org.petrascope.update;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Takes a payload out of its zip file, with the rights of its files. */
final class Unpacking {
  private static final int FILES_MAX = 100_000;
  private static final Map<String, Object> WITH_RIGHTS = Map.of("enablePosixFileAttributes", true);

  private final Steps steps;

  Unpacking(Steps steps) {
    this.steps = steps;
  }

  /**
   * Unpacks beside the place and gives it its name when all is on the disk.
   *
   * @param bytesMax sum of the files, as the manifest states it
   */
  void into(Path place, Path zip, long bytesMax) throws IOException {
    Path fresh = Steps.fresh(place);
    steps.clear(fresh);
    steps.folder(place.resolveSibling(".").normalize());
    try (FileSystem packed = FileSystems.newFileSystem(zip, WITH_RIGHTS)) {
      Path top = packed.getPath("/");
      requireSmall(top, zip, bytesMax);
      for (Path entry : inside(top)) {
        unpack(entry, fresh.resolve(top.relativize(entry).toString()).normalize(), fresh);
      }
    }
    steps.discard(place);
    steps.move(fresh, place);
  }

  private static List<Path> inside(Path top) throws IOException {
    try (Stream<Path> entries = Files.walk(top)) {
      return entries.limit(FILES_MAX + 1).toList();
    }
  }

  private static void requireSmall(Path top, Path zip, long bytesMax) throws IOException {
    List<Path> entries = inside(top);
    long bytes = 0;
    for (Path entry : entries) {
      bytes += Files.isRegularFile(entry) ? Files.size(entry) : 0;
    }
    if (bytes > bytesMax || entries.size() > FILES_MAX) {
      throw new UpdateException(
          "%s unpacks to %d bytes in %d files, %d bytes in at most %d files are signed: have it released again"
              .formatted(zip, bytes, entries.size(), bytesMax, FILES_MAX));
    }
  }

  private void unpack(Path entry, Path target, Path fresh) throws IOException {
    if (!target.startsWith(fresh)) {
      throw new UpdateException(
          "entry %s of a payload leads out of its folder: have it released again".formatted(entry));
    }
    if (Files.isDirectory(entry)) {
      steps.folder(target);
      return;
    }
    Set<PosixFilePermission> rights = new HashSet<>(Files.getPosixFilePermissions(entry));
    rights.add(PosixFilePermission.OWNER_READ);
    rights.add(PosixFilePermission.OWNER_WRITE);
    steps.write(
        target,
        file -> {
          Files.deleteIfExists(file);
          Files.copy(entry, file);
          Files.setPosixFilePermissions(file, rights);
        });
  }
}

package org.petrascope.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.petrascope.store.Store;
import org.petrascope.store.StoredFile;

/** Where the files of a cube lie that was joined of two scans, beside those of other such cubes. */
record JoinFiles(Path folder, String name) {
  static JoinFiles of(Store store, String name) {
    return new JoinFiles(store.root().resolve("joins"), name);
  }

  void makeFolder() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ScanException(
          "folder %s of joined cubes cannot be made (%s): check the disk"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private Path file(String extension) {
    return folder.resolve(name + extension);
  }

  Path header() {
    return file(".hdr");
  }

  Path data() {
    return file(".img");
  }

  Path manifest() {
    return file(".manifest.json");
  }

  Path signature() {
    return file(".signature.json");
  }

  FileEvidence.Signed signed() {
    return new FileEvidence.Signed("cube " + name, manifest(), signature(), "join the scans again");
  }

  /** Header and data with their checksums, as far as they are there. */
  List<StoredFile> checksums() {
    List<StoredFile> found = new ArrayList<>();
    for (Path file : List.of(header(), data())) {
      if (Files.exists(file)) {
        found.add(checksum(file));
      }
    }
    return found;
  }

  private static StoredFile checksum(Path file) {
    try {
      return ScanFiles.checksum(file, String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new ScanException(
          "file %s of the joined cube cannot be read (%s): check the disk"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}

package org.petrascope.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Asks whether something fits a disk before it is begun. */
public final class DiskSpace {
  private DiskSpace() {}

  /**
   * Refuses when the disk of this folder has less than these bytes to spare.
   *
   * @param what what needs the space, as it stands at the start of a sentence: "the scan"
   */
  public static void require(String what, long bytes, Path folder) {
    long free = free(folder);
    if (free < bytes) {
      throw new FormatException(
          "%s needs %s, %s are free at %s: delete or export old scans, or choose another disk"
              .formatted(what, readable(bytes), readable(free), folder));
    }
  }

  /** Bytes this process may still write to the disk of a folder, which need not exist yet. */
  public static long free(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null) {
      throw new FormatException("%s lies on no disk: choose another folder".formatted(folder));
    }
    // Not through FileStore: that looks for the mount point, which a container may hide.
    return existing.toFile().getUsableSpace();
  }

  /** Bytes as people read them: "12.3 GB" (powers of ten, as disks are sold). */
  public static String readable(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}

package org.petrascope.store;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.ScanId;

/** The folder of an appliance's data and where everything lies in it. Holds its lock while open. */
public final class DataFolder implements AutoCloseable {
  static final String DATABASE = "petrascope.db";
  static final String SCANS = "scans";

  /** Encoded names stay well below the 255 bytes that file systems allow. */
  private static final int NAME_MAX = 80;

  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.";

  private final Path root;
  private final DataLock lock;

  private DataFolder(Path root, DataLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Makes the folder if need be and locks it. */
  public static DataFolder open(Path root) {
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new StoreException(
          "data folder %s cannot be made (%s): give one that this user may write"
              .formatted(root, e.getMessage()),
          e);
    }
    return new DataFolder(root.toAbsolutePath().normalize(), DataLock.take(root));
  }

  public Path root() {
    return root;
  }

  public Path database() {
    return root.resolve(DATABASE);
  }

  /** Where the key of the box lies. */
  static Path identity(Path root) {
    return root.resolve("identity");
  }

  /** Refuses while an appliance or a process that sends works in the folder. */
  public static void requireUnused(Path root) {
    DataLock.requireFree(root);
  }

  /** Where a scan lies, relative to the root: names are percent-encoded, the id makes it unique. */
  static String scanFolder(String hole, String box, DepthInterval depth, ScanId id) {
    return "%s/%s/%s_%s_%s_%s"
        .formatted(
            SCANS, encoded(hole), encoded(box), metres(depth.fromM()), metres(depth.toM()), id);
  }

  static String referenceFolder(String id) {
    return "references/" + id;
  }

  static String modelFolder(String name, String version) {
    return "models/%s/%s".formatted(encoded(name), encoded(version));
  }

  /** The file or folder a stored relative path means. */
  public Path resolve(String relative) {
    return root.resolve(relative);
  }

  private static String metres(double metres) {
    return BigDecimal.valueOf(metres).stripTrailingZeros().toPlainString();
  }

  /** A name as part of a path: letters, digits, hyphen and inner dots stay, the rest is %XX. */
  static String encoded(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = PLAIN.indexOf(c) >= 0 && (c != '.' || !out.isEmpty());
      out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    if (out.isEmpty() || out.length() > NAME_MAX) {
      throw new StoreException(
          "'%s' cannot name a folder: expected 1 to %d characters, of which accented ones count six"
              .formatted(name, NAME_MAX));
    }
    return out.toString();
  }

  @Override
  public void close() {
    lock.close();
  }
}

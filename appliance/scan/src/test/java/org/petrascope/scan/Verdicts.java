package org.petrascope.scan;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.petrascope.store.ScanRecord;

/** What is found of scans, and the damage that is to be found. */
final class Verdicts {
  private Verdicts() {}

  static ScanVerification.Verdict verify(Bench bench, ScanRecord scan, PixelChoice choice) {
    return new ScanVerification(bench.store, IdentificationShelf.only(Bench.LIBRARY_ALONE))
        .of(scan, choice);
  }

  /** What does not hold, a line each. */
  static String broken(ScanVerification.Verdict verdict) {
    return String.join(
        "\n",
        verdict.evidence().stream()
            .filter(one -> !one.holds())
            .map(one -> one.of() + ": " + one.sentence())
            .toList());
  }

  /** Turns one bit of a file over. */
  static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(at);
      int before = open.read();
      open.seek(at);
      open.write(before ^ 1);
    }
  }
}

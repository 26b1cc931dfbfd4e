package org.petrascope.scan;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.petrascope.formats.CsvWriter;
import org.petrascope.spectral.BadPixels;
import org.petrascope.spectral.Wavelengths;

/** The bad pixels of a detector as a table: {@code sample, band, centre_nm, kind}, both from 0. */
final class BadPixelTable {
  private BadPixelTable() {}

  static void write(Path file, BadPixels bad, Wavelengths sensor) {
    try (CsvWriter csv = CsvWriter.create(file, List.of("sample", "band", "centre_nm", "kind"))) {
      for (int band = 0; band < sensor.count(); band++) {
        for (int sample = 0; sample < bad.samples(); sample++) {
          int s = sample;
          int b = band;
          bad.kind(sample, band).ifPresent(kind -> csv.row(cells(s, b, sensor, kind)));
        }
      }
      csv.commit();
    }
  }

  private static List<String> cells(int sample, int band, Wavelengths sensor, BadPixels.Kind kind) {
    return List.of(
        Integer.toString(sample),
        Integer.toString(band),
        String.format(Locale.ROOT, "%.2f", sensor.centreNm(band)),
        kind.label());
  }
}

package org.petrascope.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.petrascope.formats.SpectraTable;
import org.petrascope.spectral.Wavelengths;

/** Puts the spectra of a table into the shadow. */
final class Shadow {
  static final String DESCRIPTION =
      "at 5 to 25 % of its light, that of the walls around by up to 20 % bluer or redder from end to"
          + " end, with noise of 0.002 of full reflectance in every band";

  private static final double LIGHT_MIN = 0.05;
  private static final double LIGHT_MAX = 0.25;
  private static final double TILT = 0.2;
  private static final double NOISE = 0.002;
  private static final long SEED = 1;

  private Shadow() {}

  static void write(Path lit, Path out) throws IOException {
    SpectraTable table = SpectraTable.read(lit, "id");
    Wavelengths bands = table.wavelengths();
    SplittableRandom random = new SplittableRandom(SEED);
    try (BufferedWriter csv = Files.newBufferedWriter(out)) {
      StringBuilder line = new StringBuilder("id");
      for (int band = 0; band < bands.count(); band++) {
        line.append(',').append(bands.centreNm(band));
      }
      csv.append(line).append('\n');
      for (int row = 0; row < table.size(); row++) {
        line = new StringBuilder(table.id(row));
        double light = random.nextDouble(LIGHT_MIN, LIGHT_MAX);
        double tilt = random.nextDouble(-TILT, TILT);
        float[] spectrum = table.spectrum(row);
        for (int band = 0; band < spectrum.length; band++) {
          double along =
              (bands.centreNm(band) - bands.firstNm()) / (bands.lastNm() - bands.firstNm()) - 0.5;
          double value =
              spectrum[band] * light * (1 + tilt * along) + NOISE * random.nextGaussian();
          line.append(Double.isNaN(value) ? "," : String.format(Locale.ROOT, ",%.6f", value));
        }
        csv.append(line).append('\n');
      }
    }
  }
}

package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.petrascope.laboratory.AssayMethod;
import org.petrascope.laboratory.ComponentFraction;
import org.petrascope.laboratory.Composition;
import org.petrascope.laboratory.Patch;
import org.petrascope.laboratory.PatchDatabase;
import org.petrascope.laboratory.PatchRecord;
import org.petrascope.laboratory.PatchSource;
import org.petrascope.laboratory.PatchTruth;
import org.petrascope.spectral.CalibrationRef;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.Wavelengths;

/** Patch databases of the rocks of a {@link RockTable}, as tests need them. */
final class PatchRocks {
  private static final double[] BANDS = RockTable.bands(1300, 2460, 20);
  private static final int HOLES = 6;
  private static final double ERROR = 0.02;

  private final List<Patch> patches = new ArrayList<>();

  /** What is known of a patch that shows a row of the table. */
  @FunctionalInterface
  interface Truth {
    PatchTruth of(RockTable table, int row);
  }

  static PatchTruth assay(RockTable table, int row) {
    List<ComponentFraction> parts = new ArrayList<>();
    for (int i = 0; i < RockTable.MINERALS.size(); i++) {
      String name = RockTable.MINERALS.get(i);
      String phase = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      parts.add(new ComponentFraction(phase, table.fraction(row, i), ERROR));
    }
    return new PatchTruth.Assayed(new Composition(AssayMethod.XRD, parts));
  }

  static PatchTruth label(RockTable table, int row) {
    return new PatchTruth.Labelled(table.label(row));
  }

  static PatchTruth oxide(double silica) {
    return new PatchTruth.Assayed(
        new Composition(AssayMethod.XRF, List.of(new ComponentFraction("SiO2", silica, ERROR))));
  }

  /** Patches of one rock each, every pixel of which has its own brightness and noise. */
  PatchRocks add(int count, int side, long seed, Truth truth) {
    int pixels = side * side;
    RockTable table = RockTable.ofSpecimens(count, pixels, seed, BANDS);
    float[] all = table.bip();
    int length = pixels * BANDS.length;
    for (int i = 0; i < count; i++) {
      float[] values = Arrays.copyOfRange(all, i * length, (i + 1) * length);
      patches.add(Patch.of(side, values, about(patches.size(), truth.of(table, i * pixels))));
    }
    return this;
  }

  /** One more patch with one value missing. */
  PatchRocks addWithGap(int side, PatchTruth truth) {
    float[] values = RockTable.of(side * side, 99, BANDS).bip();
    values[BANDS.length + 2] = Float.NaN;
    patches.add(Patch.of(side, values, about(patches.size(), truth)));
    return this;
  }

  private static PatchRecord about(int index, PatchTruth truth) {
    PatchSource source =
        new PatchSource(
            "scan-" + index % HOLES,
            new Sensor("Specim", "SWIR", "7", ""),
            new CalibrationRef("dark", "white", "panel", List.of()),
            "");
    return new PatchRecord(
        source, "DH-" + index % HOLES, index % 2 == 0 ? "Upper" : "", "R" + index, index, 0, truth);
  }

  Path write(Path file) {
    PatchDatabase.create(file, Wavelengths.ofNanometres(BANDS));
    PatchDatabase.append(file, patches::forEach);
    return file;
  }
}

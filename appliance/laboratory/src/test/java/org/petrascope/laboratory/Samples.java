package org.petrascope.laboratory;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.petrascope.spectral.CalibrationRef;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.Wavelengths;

/** Compositions, sources and patches for tests. */
final class Samples {
  static final Wavelengths BANDS =
      Wavelengths.ofNanometres(new double[] {1000, 1250, 1500, 1750, 2000, 2250});

  private Samples() {}

  static Composition quartz(double fraction) {
    return new Composition(
        AssayMethod.XRD,
        List.of(
            new ComponentFraction("Quartz", fraction, 0.01),
            new ComponentFraction("Kaolinite", 1 - fraction, 0.02)));
  }

  static PatchSource source(String scan) {
    return new PatchSource(
        scan,
        new Sensor("Specim", "SWIR \u00B5", "42", "pack-7"),
        new CalibrationRef("dark-1", "white-1", "R90", List.of("binning", "temperature")),
        "");
  }

  /** A patch of random values of which a hundredth is missing. */
  static Patch patch(PatchRecord about, int side, SplittableRandom random) {
    float[] values = new float[side * side * BANDS.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(100) == 0 ? Float.NaN : (float) random.nextDouble();
    }
    return Patch.of(side, values, about);
  }

  static PatchRecord record(PatchSource source, int line, PatchTruth truth) {
    return new PatchRecord(source, "DH-" + line % 3, "Upper", "R" + line % 2, line, 7, truth);
  }

  /** Patches of sides 1 and 3 of one scan, labelled, assayed and unknown ones. */
  static List<Patch> patches(String scan, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PatchSource source = source(scan);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                patch(
                    record(
                        source,
                        i,
                        switch (i % 4) {
                          case 0 -> new PatchTruth.Labelled("Kaolinite");
                          case 1 -> new PatchTruth.Assayed(quartz(i / (count + 1.0)));
                          case 2 -> new PatchTruth.Labelled("Alunite");
                          default -> new PatchTruth.Unknown();
                        }),
                    i % 3 == 0 ? 3 : 1,
                    random))
        .toList();
  }

  /** A database of these patches. */
  static Path database(Path file, List<Patch> patches) {
    PatchDatabase.create(file, BANDS);
    PatchDatabase.append(file, patches::forEach);
    return file;
  }
}

package org.petrascope.scan;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Labels;
import org.petrascope.learning.ModelCard;
import org.petrascope.learning.ModelPackage;
import org.petrascope.learning.Progress;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Target;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.Training;
import org.petrascope.learning.TrainingPlan;
import org.petrascope.learning.ValidationPlan;
import org.petrascope.scenes.ParametricLibrary;
import org.petrascope.spectral.MineralDictionary;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;

/** Models that learned from the records of a library under changing light, and are on disk. */
final class SmallModels {
  static final List<Trainer> TRAINERS = List.of(new KernelMean());
  private static final int GROUPS = 6;
  private static final int ROWS_EACH = 4;
  private static final double NOISE = 0.002;
  private static final long SEED = 11;

  private SmallModels() {}

  /** Rows under way: spectra with what they are, and the specimen they are of. */
  private static final class Table {
    private final List<float[]> spectra = new ArrayList<>();
    private final List<Integer> records = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();

    Table(SpectralLibrary library) {
      SplittableRandom random = new SplittableRandom(SEED);
      for (int record = 0; record < library.size(); record++) {
        for (int row = 0; row < GROUPS * ROWS_EACH; row++) {
          double light = 0.6 + 0.8 * random.nextDouble();
          float[] spectrum = library.reflectance(record);
          for (int band = 0; band < spectrum.length; band++) {
            spectrum[band] = (float) (light * spectrum[band] + NOISE * random.nextGaussian());
          }
          spectra.add(spectrum);
          records.add(record);
          groups.add("specimen " + row % GROUPS);
        }
      }
    }

    Rows rows() {
      int bands = spectra.getFirst().length;
      float[] values = new float[spectra.size() * bands];
      for (int row = 0; row < spectra.size(); row++) {
        System.arraycopy(spectra.get(row), 0, values, row * bands, bands);
      }
      return new Rows(spectra.size(), bands, values);
    }
  }

  /** The mineral of every record. */
  static List<String> minerals(SpectralLibrary library) {
    return library.records().stream()
        .map(record -> MineralDictionary.builtIn().ofRecord(record).orElseThrow().name())
        .toList();
  }

  /** Tells the minerals of a library apart. */
  static ModelPackage classes(Path folder, SpectralLibrary library) {
    Table table = new Table(library);
    List<String> minerals = minerals(library);
    List<String> classes = minerals.stream().distinct().toList();
    int[] labels =
        table.records.stream().mapToInt(record -> classes.indexOf(minerals.get(record))).toArray();
    return trained(folder, library, table, new Labels(classes, labels));
  }

  /**
   * Tells how much of every component the records of a library hold.
   *
   * @param fractions [record][component]
   */
  static ModelPackage fractions(
      Path folder, SpectralLibrary library, List<String> components, float[][] fractions) {
    Table table = new Table(library);
    float[] values = new float[table.records.size() * components.size()];
    for (int row = 0; row < table.records.size(); row++) {
      System.arraycopy(
          fractions[table.records.get(row)], 0, values, row * components.size(), components.size());
    }
    Rows known = new Rows(table.records.size(), components.size(), values);
    return trained(folder, library, table, Compositions.exact(components, known));
  }

  /** What the camera in memory shows, on other bands. */
  static SpectralLibrary shown(double fromNm, double toNm, int bands) {
    double[] centres =
        IntStream.range(0, bands)
            .mapToDouble(band -> fromNm + (toNm - fromNm) * band / (bands - 1))
            .toArray();
    return ParametricLibrary.builtIn()
        .onBands(Wavelengths.ofNanometres(centres))
        .subset(IntStream.range(0, Bench.SAMPLES).toArray());
  }

  /** Tells the minerals of a library as fractions: every record is one mineral alone. */
  static ModelPackage pure(Path folder, SpectralLibrary library) {
    List<String> minerals = minerals(library);
    List<String> components = minerals.stream().distinct().toList();
    float[][] fractions = new float[library.size()][components.size()];
    for (int record = 0; record < fractions.length; record++) {
      fractions[record][components.indexOf(minerals.get(record))] = 1;
    }
    return fractions(folder, library, components, fractions);
  }

  private static ModelPackage trained(
      Path folder, SpectralLibrary library, Table table, Target target) {
    RowShape shape = new RowShape(1, library.wavelengths().centresNm());
    return trained(folder, new Dataset(shape, table.rows(), target, table.groups));
  }

  /** Trains, writes and opens again what an appliance would be given. */
  static ModelPackage trained(Path folder, Dataset data) {
    Training training =
        new Training(TRAINERS, ValidationPlan.folds(3, 1), TrainingPlan.seeded(SEED));
    ModelCard.Origin origin =
        new ModelCard.Origin(
            "clays",
            "7",
            "parametric spectra",
            "none",
            Map.of(),
            Map.of(),
            List.of(),
            "",
            Instant.EPOCH);
    ModelPackage.write(folder, training.run(data, Progress.SILENT), origin);
    return ModelPackage.open(folder, TRAINERS);
  }
}

package org.petrascope.learning;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.petrascope.kernels.Simplex;

/** The RELAB spectra with their modal abundances; tests are skipped where they are missing. */
final class Relab {
  private static final List<String> MINERALS =
      List.of("olivine", "orthopyroxene", "clinopyroxene", "plagioclase");
  private static final int SPECIMEN = 3;
  private static final int FIRST_MINERAL = 5;
  private static final int FIRST_BAND = 20;
  private static final int BANDS = 401;

  private Relab() {}

  static Dataset read() {
    String folder = System.getenv("PETRASCOPE_DATA");
    Path file = Path.of(folder == null ? "../../../shared/data" : folder, "relab/spectra.csv");
    assumeTrue(
        Files.exists(file),
        () -> file + " is missing: set PETRASCOPE_DATA to the folder with the real data");
    try {
      List<String[]> rows =
          Files.readAllLines(file).stream()
              .skip(1)
              .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
              .filter(cells -> IntStream.range(0, 4).noneMatch(i -> missing(cells, i)))
              .toList();
      List<String> specimens = rows.stream().map(cells -> cells[SPECIMEN]).toList();
      Rows truth = table(rows, FIRST_MINERAL, MINERALS.size());
      double[] centres = IntStream.range(0, BANDS).mapToDouble(band -> 450 + 5 * band).toArray();
      return new Dataset(
          new RowShape(1, centres),
          table(rows, FIRST_BAND, BANDS),
          Compositions.exact(MINERALS, truth),
          specimens);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean missing(String[] cells, int mineral) {
    String cell = cells[FIRST_MINERAL + mineral];
    return cell.isEmpty() || cell.equals("nan");
  }

  private static Rows table(List<String[]> rows, int first, int columns) {
    float[] values = new float[rows.size() * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(rows.get(i / columns)[first + i % columns]);
    }
    return new Rows(rows.size(), columns, values);
  }

  /** The error of all minerals, closed, in percentage points, in five folds of whole specimens. */
  static double error(Trainer trainer, Dataset data, long seed) {
    List<String> specimens = new ArrayList<>(data.groups().stream().distinct().sorted().toList());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = specimens.size() - 1; i > 0; i--) {
      specimens.set(i, specimens.set(random.nextInt(i + 1), specimens.get(i)));
    }
    int[] fold =
        IntStream.range(0, data.size()).map(i -> specimens.indexOf(data.group(i)) % 5).toArray();
    double squares = 0;
    for (int left = 0; left < 5; left++) {
      int out = left;
      int[] known = IntStream.range(0, data.size()).filter(i -> fold[i] != out).toArray();
      int[] unseen = IntStream.range(0, data.size()).filter(i -> fold[i] == out).toArray();
      try (Model model =
          trainer.train(data.select(known), TrainingPlan.seeded(1), Progress.SILENT)) {
        float[] told = model.predict(data.rows().select(unseen)).values();
        Simplex.close(told, MINERALS.size(), 0, unseen.length);
        float[] truth = ((Compositions) data.target().select(unseen)).fractions().values();
        squares +=
            IntStream.range(0, told.length)
                .mapToDouble(i -> told[i] - truth[i])
                .map(error -> error * error)
                .sum();
      }
    }
    return 100 * Math.sqrt(squares / data.size() / MINERALS.size());
  }

  /** The mean over three deals of the folds. */
  static double error(Trainer trainer) {
    Dataset data = read();
    return Arrays.stream(new long[] {1, 2, 3})
        .mapToDouble(seed -> error(trainer, data, seed))
        .average()
        .orElseThrow();
  }
}

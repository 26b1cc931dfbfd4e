package org.petrascope.learning;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Regularised least squares on every n-th band, for tests of what is built around trainers. Classes
 * are learned as 0 and 1, and clipped to probabilities.
 */
record PlainTrainer(String name, int step, double penalty) implements Trainer {
  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    return shape.side() > 1 ? Optional.of("it takes single spectra") : Optional.empty();
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    progress.report(0, "");
    int[] rows = known(data.target());
    DMatrixRMaj x = features(data.rows().select(rows), step);
    DMatrixRMaj y = wanted(data.target(), rows);
    DMatrixRMaj squares = new DMatrixRMaj(x.numCols, x.numCols);
    CommonOps_DDRM.multTransA(x, x, squares);
    for (int i = 1; i < x.numCols; i++) {
      squares.add(i, i, penalty);
    }
    DMatrixRMaj products = new DMatrixRMaj(x.numCols, y.numCols);
    CommonOps_DDRM.multTransA(x, y, products);
    DMatrixRMaj weights = new DMatrixRMaj(x.numCols, y.numCols);
    CommonOps_DDRM.solve(squares, products, weights);
    progress.report(1, "");
    return new PlainModel(
        data.shape(),
        new Learned(
            name,
            step,
            data.target().task().equals("classify"),
            data.target().names(),
            Arrays.stream(weights.data).boxed().toList()));
  }

  private static int[] known(Target target) {
    return IntStream.range(0, target.count())
        .filter(row -> !(target instanceof Labels labels) || labels.isKnown(row))
        .toArray();
  }

  private static DMatrixRMaj wanted(Target target, int[] rows) {
    DMatrixRMaj wanted = new DMatrixRMaj(rows.length, target.names().size());
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < target.names().size(); c++) {
        wanted.set(
            i,
            c,
            switch (target) {
              case Labels labels -> labels.label(rows[i]) == c ? 1 : 0;
              case Compositions compositions -> compositions.fractions().at(rows[i], c);
            });
      }
    }
    return wanted;
  }

  private static DMatrixRMaj features(Rows rows, int step) {
    int count = Math.ceilDiv(rows.columns(), step);
    DMatrixRMaj features = new DMatrixRMaj(rows.count(), count + 1);
    for (int row = 0; row < rows.count(); row++) {
      features.set(row, 0, 1);
      for (int f = 0; f < count; f++) {
        features.set(row, f + 1, rows.at(row, f * step));
      }
    }
    return features;
  }

  @Override
  public Model open(Path folder) {
    Stored stored = PackageFiles.read(folder.resolve("model.json"), Stored.class);
    return new PlainModel(
        new RowShape(1, stored.centresNm.stream().mapToDouble(Double::doubleValue).toArray()),
        stored.learned);
  }

  record Learned(
      String kind, int step, boolean classes, List<String> names, List<Double> weights) {}

  record Stored(List<Double> centresNm, Learned learned) {}

  private record PlainModel(RowShape shape, Learned learned) implements Model {
    @Override
    public String kind() {
      return learned.kind;
    }

    @Override
    public List<String> names() {
      return learned.names;
    }

    @Override
    public Rows predict(Rows rows) {
      int outputs = learned.names.size();
      DMatrixRMaj x = features(rows, learned.step);
      double[] weights = learned.weights.stream().mapToDouble(Double::doubleValue).toArray();
      DMatrixRMaj y = new DMatrixRMaj(rows.count(), outputs);
      CommonOps_DDRM.mult(x, DMatrixRMaj.wrap(x.numCols, outputs, weights), y);
      float[] values = new float[rows.count() * outputs];
      for (int row = 0; row < rows.count(); row++) {
        double sum = 0;
        for (int c = 0; c < outputs; c++) {
          double value = y.get(row, c);
          values[row * outputs + c] = (float) (learned.classes ? Math.max(1e-3, value) : value);
          sum += values[row * outputs + c];
        }
        for (int c = 0; c < outputs && learned.classes; c++) {
          values[row * outputs + c] /= (float) sum;
        }
      }
      return new Rows(rows.count(), outputs, values);
    }

    @Override
    public Optional<Rows> contributions(Rows rows, int output) {
      float[] shares = new float[rows.values().length];
      for (int i = 0; i < shares.length; i++) {
        int band = i % rows.columns();
        boolean used = band % learned.step == 0;
        int weight = (band / learned.step + 1) * learned.names.size() + output;
        shares[i] = used ? (float) (rows.values()[i] * learned.weights.get(weight)) : 0;
      }
      return Optional.of(new Rows(rows.count(), rows.columns(), shares));
    }

    @Override
    public void save(Path folder) {
      List<Double> centres = Arrays.stream(shape.centresNm()).boxed().toList();
      PackageFiles.write(folder.resolve("model.json"), new Stored(centres, learned));
    }
  }
}

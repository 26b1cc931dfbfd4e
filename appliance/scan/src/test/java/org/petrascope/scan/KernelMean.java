package org.petrascope.scan;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Labels;
import org.petrascope.learning.Model;
import org.petrascope.learning.Progress;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Target;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainingPlan;

/** The smallest learner: the mean of what was learned, by likeness of the spectra's shape. */
final class KernelMean implements Trainer {
  private static final double WIDTH = 0.05;

  @Override
  public String name() {
    return "kernel-mean";
  }

  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    return Optional.empty();
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    Rows truth =
        switch (data.target()) {
          case Compositions compositions -> compositions.fractions();
          case Labels labels -> oneHot(labels);
        };
    return new Learned(data.shape(), data.target().names(), data.rows(), truth);
  }

  private static Rows oneHot(Labels labels) {
    int classes = labels.names().size();
    float[] values = new float[labels.count() * classes];
    for (int row = 0; row < labels.count(); row++) {
      values[row * classes + labels.label(row)] = 1;
    }
    return new Rows(labels.count(), classes, values);
  }

  @Override
  public Model open(Path folder) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(folder.resolve("rows")))) {
      double[] centres = new double[in.readInt()];
      for (int band = 0; band < centres.length; band++) {
        centres[band] = in.readDouble();
      }
      List<String> names = Arrays.asList(in.readUTF().split("\n"));
      int side = in.readInt();
      int count = in.readInt();
      Rows rows = read(in, count, side * side * centres.length);
      return new Learned(new RowShape(side, centres), names, rows, read(in, count, names.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rows read(DataInputStream in, int count, int columns) throws IOException {
    float[] values = new float[count * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return new Rows(count, columns, values);
  }

  private record Learned(RowShape shape, List<String> names, Rows rows, Rows truth)
      implements Model {
    @Override
    public String kind() {
      return "kernel-mean";
    }

    @Override
    public Rows predict(Rows asked) {
      int outputs = names.size();
      float[] shapes = overMeans(rows);
      float[] wanted = overMeans(asked);
      float[] told = new float[asked.count() * outputs];
      for (int row = 0; row < asked.count(); row++) {
        double[] sums = new double[outputs];
        double total = 0;
        for (int known = 0; known < rows.count(); known++) {
          float squares = 0;
          for (int column = 0; column < rows.columns(); column++) {
            float difference =
                wanted[row * rows.columns() + column] - shapes[known * rows.columns() + column];
            squares += difference * difference;
          }
          double weight = Math.exp(-squares / rows.columns() / (2 * WIDTH * WIDTH)) + 1e-12;
          total += weight;
          for (int o = 0; o < outputs; o++) {
            sums[o] += weight * truth.at(known, o);
          }
        }
        for (int o = 0; o < outputs; o++) {
          told[row * outputs + o] = (float) (sums[o] / total);
        }
      }
      return new Rows(asked.count(), outputs, told);
    }

    private static float[] overMeans(Rows spectra) {
      float[] shapes = spectra.values().clone();
      for (int row = 0; row < spectra.count(); row++) {
        double sum = 0;
        for (int column = 0; column < spectra.columns(); column++) {
          sum += spectra.at(row, column);
        }
        for (int column = 0; column < spectra.columns(); column++) {
          shapes[row * spectra.columns() + column] *= (float) (spectra.columns() / sum);
        }
      }
      return shapes;
    }

    /** How far the shape of a spectrum lies from a flat one. */
    @Override
    public Optional<Rows> contributions(Rows asked, int output) {
      float[] away = overMeans(asked);
      for (int i = 0; i < away.length; i++) {
        away[i]--;
      }
      return Optional.of(new Rows(asked.count(), asked.columns(), away));
    }

    @Override
    public void save(Path folder) {
      try (DataOutputStream out =
          new DataOutputStream(Files.newOutputStream(folder.resolve("rows")))) {
        out.writeInt(shape.bands());
        for (double centre : shape.centresNm()) {
          out.writeDouble(centre);
        }
        out.writeUTF(String.join("\n", names));
        out.writeInt(shape.side());
        out.writeInt(rows.count());
        write(out, rows);
        write(out, truth);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void write(DataOutputStream out, Rows table) throws IOException {
      for (float value : table.values()) {
        out.writeFloat(value);
      }
    }
  }
}

package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.petrascope.kernels.AreaMean;

/**
 * What a camera saw of the box in a few grey pictures: the combinations of its bands that hold most
 * structure above their noise. Immutable; made by {@link Maker} from the lines of a cube.
 */
public final class StructurePlanes {
  /** Neighbouring bands averaged to so many groups. */
  private static final int GROUPS_MAX = 8;

  /** Pictures. */
  static final int PLANES = 3;

  /** Added to a reflectance before its logarithm, so that shadows do not shout. */
  private static final double LOG_FLOOR = 0.03;

  /** A group must be there in this share of the pixels that hold anything. */
  private static final double FOUND_MIN = 0.9;

  /** From the median of absolute values to a standard deviation. */
  private static final double MEDIAN_TO_DEVIATION = 1.4826;

  private static final int POWER_STEPS = 60;

  private final int lines;
  private final int samples;
  private final List<float[]> planes;

  private StructurePlanes(int lines, int samples, List<float[]> planes) {
    this.lines = lines;
    this.samples = samples;
    this.planes = planes;
  }

  int lines() {
    return lines;
  }

  int samples() {
    return samples;
  }

  /** [lines][samples] each; NaN where there is no measurement; to be read only. */
  List<float[]> planes() {
    return planes;
  }

  /** The same with pixels twice as large; a last odd line or sample is left out. */
  StructurePlanes halved() {
    return coarser(2, 2);
  }

  /**
   * The same with pixels so many times as large, at least 1; what is left at the end is cut off.
   */
  StructurePlanes coarser(double factorLines, double factorSamples) {
    if (factorLines == 1 && factorSamples == 1) {
      return this;
    }
    int coarseLines = (int) (lines / factorLines);
    int coarseSamples = (int) (samples / factorSamples);
    float[] down = new float[coarseLines * samples];
    List<float[]> coarse = new ArrayList<>();
    for (float[] plane : planes) {
      AreaMean.of(plane, 1, lines, samples, coarseLines, factorLines, down);
      float[] across = new float[coarseLines * coarseSamples];
      AreaMean.of(down, coarseLines, samples, 1, coarseSamples, factorSamples, across);
      coarse.add(across);
    }
    return new StructurePlanes(coarseLines, coarseSamples, List.copyOf(coarse));
  }

  /** Gathers the pictures from successive blocks of lines. For one thread. */
  public static final class Maker {
    private final int lines;
    private final int samples;
    private final int bands;
    private final float[][] groups;

    /** For a cube of this shape. */
    public Maker(CubeShape shape) {
      lines = shape.lines();
      samples = shape.samples();
      bands = shape.bands();
      groups = new float[Math.min(GROUPS_MAX, bands)][Math.toIntExact(shape.pixels())];
      for (float[] group : groups) {
        Arrays.fill(group, Float.NaN);
      }
    }

    /** Takes the lines of a block; lines that nobody gives count as lost. */
    public Maker add(ReflectanceCube block) {
      if (block.shape().samples() != samples || block.shape().bands() != bands) {
        throw new IllegalArgumentException(
            "a block of %s among %d samples x %d bands".formatted(block.shape(), samples, bands));
      }
      float[] bip = block.bip();
      for (int pixel = 0; pixel < block.shape().pixels(); pixel++) {
        int to = block.firstLine() * samples + pixel;
        for (int group = 0; group < groups.length; group++) {
          int from = pixel * bands + group * bands / groups.length;
          int end = pixel * bands + (group + 1) * bands / groups.length;
          groups[group][to] = logMean(bip, from, end);
        }
      }
      return this;
    }

    private static float logMean(float[] bip, int from, int to) {
      float sum = 0;
      int count = 0;
      for (int i = from; i < to; i++) {
        if (!Float.isNaN(bip[i])) {
          sum += bip[i];
          count++;
        }
      }
      return count == 0 ? Float.NaN : (float) Math.log(Math.max(0, sum / count) + LOG_FLOOR);
    }

    public StructurePlanes planes() {
      List<float[]> whole = new ArrayList<>();
      int found = Arrays.stream(groups).mapToInt(Maker::count).max().orElse(0);
      for (float[] group : groups) {
        if (count(group) > FOUND_MIN * found) {
          whole.add(standardised(group));
        }
      }
      double[][] weights = principal(covariance(whole));
      List<float[]> planes = new ArrayList<>();
      for (double[] weight : weights) {
        planes.add(sum(whole, weight));
      }
      return new StructurePlanes(lines, samples, List.copyOf(planes));
    }

    private static int count(float[] group) {
      int count = 0;
      for (float value : group) {
        count += Float.isNaN(value) ? 0 : 1;
      }
      return count;
    }

    // Divided by its noise, told by second differences along the line, where structure is smooth.
    private float[] standardised(float[] group) {
      float[] bends = new float[group.length];
      int count = 0;
      for (int at = 1; at < group.length - 1; at++) {
        float bend = Math.abs(group[at - 1] - 2 * group[at] + group[at + 1]);
        if (!Float.isNaN(bend)) {
          bends[count++] = bend;
        }
      }
      Arrays.sort(bends, 0, count);
      double noise = count == 0 ? 0 : MEDIAN_TO_DEVIATION * bends[count / 2] / Math.sqrt(6);
      float scale = (float) (1 / Math.max(noise, 1e-4));
      float[] scaled = new float[group.length];
      for (int at = 0; at < group.length; at++) {
        scaled[at] = group[at] * scale;
      }
      return scaled;
    }

    private double[][] covariance(List<float[]> whole) {
      List<float[]> fine = whole.stream().map(p -> BandPass.of(p, lines, samples)).toList();
      double[][] covariance = new double[whole.size()][whole.size()];
      for (int i = 0; i < covariance.length; i++) {
        for (int j = 0; j <= i; j++) {
          double sum = 0;
          float[] a = fine.get(i);
          float[] b = fine.get(j);
          for (int at = 0; at < a.length; at++) {
            float product = a[at] * b[at];
            sum += Float.isNaN(product) ? 0 : product;
          }
          covariance[i][j] = sum;
          covariance[j][i] = sum;
        }
      }
      return covariance;
    }

    /** Directions of most variance, by orthogonal iteration. */
    private static double[][] principal(double[][] covariance) {
      int size = covariance.length;
      double[][] directions = new double[Math.min(PLANES, size)][size];
      for (int k = 0; k < directions.length; k++) {
        for (int i = 0; i < size; i++) {
          directions[k][i] = Math.cos(Math.PI * k * (i + 0.5) / size);
        }
      }
      for (int step = 0; step < POWER_STEPS; step++) {
        for (int k = 0; k < directions.length; k++) {
          directions[k] = orthogonal(times(covariance, directions[k]), directions, k);
        }
      }
      return directions;
    }

    private static double[] times(double[][] matrix, double[] vector) {
      double[] product = new double[vector.length];
      for (int i = 0; i < product.length; i++) {
        for (int j = 0; j < vector.length; j++) {
          product[i] += matrix[i][j] * vector[j];
        }
      }
      return product;
    }

    private static double[] orthogonal(double[] vector, double[][] directions, int before) {
      for (int k = 0; k < before; k++) {
        double share = dot(vector, directions[k]);
        for (int i = 0; i < vector.length; i++) {
          vector[i] -= share * directions[k][i];
        }
      }
      double length = Math.sqrt(dot(vector, vector));
      for (int i = 0; i < vector.length; i++) {
        vector[i] = length > 0 ? vector[i] / length : 0;
      }
      return vector;
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }

    private static float[] sum(List<float[]> whole, double[] weights) {
      float[] sum = new float[whole.getFirst().length];
      for (int group = 0; group < weights.length; group++) {
        float[] plane = whole.get(group);
        float weight = (float) weights[group];
        for (int at = 0; at < sum.length; at++) {
          sum[at] += weight * plane[at];
        }
      }
      return sum;
    }
  }
}

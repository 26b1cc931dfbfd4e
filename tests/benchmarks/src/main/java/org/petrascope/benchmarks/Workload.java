package org.petrascope.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.petrascope.kernels.Calibrate;
import org.petrascope.kernels.ReflectanceLines;

/**
 * What both sides work on: a stretch of seeded core as an FX17 would record it, its references, and
 * the spectra it is made of. The same numbers reach the other side as files.
 */
final class Workload {
  static final int LINES = 128;
  static final int SAMPLES = 640;
  static final int BANDS = 224;
  static final int ROWS = LINES * SAMPLES;
  static final int REFERENCES = 12;
  static final int ENDMEMBERS = 5;

  static final int DN_MAX = 4095;

  /** Rows that the NNLS loop is given; it takes seconds for them. */
  static final int NNLS_ROWS = 4096;

  private static final long SEED = 20260101;
  private static final int LINE = SAMPLES * BANDS;

  final short[] dn = new short[LINES * LINE];
  final float[] dark = new float[LINE];
  final float[] white = new float[LINE];
  final float[] panel = new float[BANDS];
  final float[] gain = new float[LINE];

  /** {@code [REFERENCES][BANDS]}; the first of them are the endmembers. */
  final float[] references = new float[REFERENCES * BANDS];

  final float[] reflectance = new float[ROWS * BANDS];

  Workload() {
    var random = new SplittableRandom(SEED);
    for (int r = 0; r < REFERENCES; r++) {
      System.arraycopy(spectrum(random, BANDS), 0, references, r * BANDS, BANDS);
    }
    for (int band = 0; band < BANDS; band++) {
      panel[band] = 0.99f - 0.0002f * band;
      for (int i = band * SAMPLES; i < (band + 1) * SAMPLES; i++) {
        dark[i] = 120 + 10 * random.nextFloat();
        white[i] = 2600 + 800 * random.nextFloat();
      }
    }
    Calibrate.gain(panel, white, dark, SAMPLES, BANDS, gain);
    for (int row = 0; row < ROWS; row++) {
      expose(random, row);
    }
    calibrate(new ReflectanceLines(dark, gain, SAMPLES, BANDS), 0, LINES, reflectance);
  }

  /** Lines of {@link #dn} to reflectance in their places. */
  void calibrate(ReflectanceLines lines, int from, int to, float[] out) {
    var scratch = lines.scratch();
    boolean[] saturated = new boolean[SAMPLES];
    for (int line = from; line < to; line++) {
      lines.compute(dn, line * LINE, out, line * LINE, DN_MAX, saturated, scratch);
    }
  }

  float[] endmembers() {
    return java.util.Arrays.copyOf(references, ENDMEMBERS * BANDS);
  }

  void write(Path folder) throws IOException {
    write(folder.resolve("dn"), 2 * dn.length, b -> b.asShortBuffer().put(dn));
    write(folder.resolve("dark"), dark);
    write(folder.resolve("white"), white);
    write(folder.resolve("panel"), panel);
    write(folder.resolve("references"), references);
    write(folder.resolve("reflectance"), reflectance);
    for (Frames.Format format : Frames.Format.values()) {
      new Frames(format, this).write(folder);
    }
  }

  static void write(Path file, float[] values) throws IOException {
    write(file, 4 * values.length, b -> b.asFloatBuffer().put(values));
  }

  static float[] read(Path file) throws IOException {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /** A sloping continuum with three absorptions. */
  static float[] spectrum(SplittableRandom random, int bands) {
    float[] spectrum = new float[bands];
    double level = 0.3 + 0.5 * random.nextDouble();
    double slope = 0.3 * (random.nextDouble() - 0.5);
    double[] centres = random.doubles(3, 0, bands).toArray();
    double[] depths = random.doubles(3, 0.05, 0.4).toArray();
    for (int band = 0; band < bands; band++) {
      double value = level + slope * band / bands;
      for (int k = 0; k < centres.length; k++) {
        value *= 1 - depths[k] * Math.exp(-Math.pow((band - centres[k]) / 8, 2));
      }
      spectrum[band] = (float) value;
    }
    return spectrum;
  }

  /** A mixture of two or three endmembers with photon noise, as DN. */
  private void expose(SplittableRandom random, int row) {
    double[] shares = new double[ENDMEMBERS];
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      double share = random.nextDouble();
      shares[random.nextInt(ENDMEMBERS)] += share;
      sum += share;
    }
    int line = row / SAMPLES;
    int sample = row % SAMPLES;
    for (int band = 0; band < BANDS; band++) {
      double reflectance = 0;
      for (int e = 0; e < ENDMEMBERS; e++) {
        reflectance += shares[e] / sum * references[e * BANDS + band];
      }
      int i = band * SAMPLES + sample;
      double value = dark[i] + reflectance * (white[i] - dark[i]) / panel[band];
      value += 0.1 * Math.sqrt(value) * random.nextGaussian();
      dn[line * LINE + i] = (short) Math.clamp(Math.round(value), 0, DN_MAX);
    }
  }

  private interface Filling {
    void fill(ByteBuffer bytes);
  }

  private static void write(Path file, int size, Filling filling) throws IOException {
    var bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    filling.fill(bytes);
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }
}

package org.petrascope.formats;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.Wavelengths;

/**
 * The false-colour picture of a scan: three bands as red, green and blue, each stretched so that 2
 * % of its values are dark and 2 % bright. Takes blocks as they come; long scans are thinned out,
 * so memory has a bound. Lines that never came and pixels without a value are black. For one thread
 * at a time.
 */
public final class FalseColour {
  private static final int COLOURS = 3;
  private static final double STRETCH_SHARE = 0.02;
  private static final int LEVEL_MAX = 255;

  /** More values than this tell the limits no better. */
  private static final int STRETCH_VALUES_MAX = 200_000;

  /** SWIR: brightness, the depth of hydroxyl, the depth of carbonate. */
  private static final double[] SWIR_NM = {1650, 2200, 2330};

  private static final double[] VISIBLE_NM = {640, 550, 460};

  private final int samples;
  private final LineGrid grid;
  private final int[] bands;
  private final float[] values;

  /** An empty picture; its bands follow from what the sensor sees. */
  public FalseColour(int lines, int samples, Wavelengths sensor) {
    this.samples = samples;
    this.grid = LineGrid.of(lines);
    boolean swir = sensor.cover(SWIR_NM[0], SWIR_NM[2]);
    this.bands = Arrays.stream(swir ? SWIR_NM : VISIBLE_NM).mapToInt(sensor::nearest).toArray();
    this.values = new float[Math.multiplyExact(grid.height() * samples, COLOURS)];
    Arrays.fill(values, Float.NaN);
  }

  /** Paints the lines of a block in their places. */
  public void add(ReflectanceCube block) {
    for (int i = 0; i < block.shape().lines(); i++) {
      int line = block.firstLine() + i;
      for (int sample = 0; sample < samples && grid.shows(line); sample++) {
        int at = (grid.row(line) * samples + sample) * COLOURS;
        for (int colour = 0; colour < COLOURS; colour++) {
          values[at + colour] = block.bip()[block.offset(i, sample) + bands[colour]];
        }
      }
    }
  }

  /** Writes the picture as PNG. */
  public void write(Path file) {
    BufferedImage image = new BufferedImage(samples, grid.height(), BufferedImage.TYPE_INT_RGB);
    float[][] limits = new float[COLOURS][];
    for (int colour = 0; colour < COLOURS; colour++) {
      limits[colour] = limits(colour);
    }
    for (int row = 0; row < grid.height(); row++) {
      for (int sample = 0; sample < samples; sample++) {
        image.setRGB(sample, row, rgb((row * samples + sample) * COLOURS, limits));
      }
    }
    PngFile.write(image, file);
  }

  private int rgb(int at, float[][] limits) {
    int rgb = 0;
    for (int colour = 0; colour < COLOURS; colour++) {
      float low = limits[colour][0];
      float high = limits[colour][1];
      float share = (values[at + colour] - low) / (high - low);
      // NaN becomes 0 in the cast.
      rgb = (rgb << 8) | (int) Math.clamp(share * LEVEL_MAX, 0f, (float) LEVEL_MAX);
    }
    return rgb;
  }

  private float[] limits(int colour) {
    int pixels = values.length / COLOURS;
    int step = Math.max(1, Math.ceilDiv(pixels, STRETCH_VALUES_MAX));
    float[] sorted = new float[Math.ceilDiv(pixels, step)];
    int count = 0;
    for (int pixel = 0; pixel < pixels; pixel += step) {
      float value = values[pixel * COLOURS + colour];
      if (!Float.isNaN(value)) {
        sorted[count++] = value;
      }
    }
    Arrays.sort(sorted, 0, count);
    if (count == 0) {
      return new float[] {0, 1};
    }
    float low = sorted[(int) (STRETCH_SHARE * (count - 1))];
    float high = sorted[(int) Math.ceil((1 - STRETCH_SHARE) * (count - 1))];
    return new float[] {low, high > low ? high : low + 1};
  }
}

package org.petrascope.scenes;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.petrascope.formats.EnviReader;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Wavelengths;

/** Pictures that others measured, of which two cameras see different bands. */
final class MeasuredPictures {
  /** Bands of each camera. */
  private static final int GROUPS = 8;

  /** Of the Samson scene, which its file does not state. */
  private static final double SAMSON_FIRST_NM = 401;

  private static final double SAMSON_LAST_NM = 889;
  private static final double VNIR_END_NM = 700;

  /** A camera's pixel is a quarter of one of the Samson scene, whose 95 would be too few. */
  private static final int ENLARGED = 8;

  private static final int SAMSON_SIDE = 267;
  private static final int PHOTOGRAPH_LINES = 464;
  private static final int PHOTOGRAPH_SAMPLES = 642;

  private final CameraPair.Surfaces surfaces;
  private final int lines;
  private final int samples;

  private MeasuredPictures(CameraPair.Surfaces surfaces, int lines, int samples) {
    this.surfaces = surfaces;
    this.lines = lines;
    this.samples = samples;
  }

  /** Two cameras somewhere over the picture. */
  CameraPair pair(long seed) {
    return CameraPair.of(new SplittableRandom(seed), lines, samples, surfaces);
  }

  /** The Samson scene: soil, trees and water from 401 to 700 nm and from 700 to 889 nm. */
  static MeasuredPictures samson(Path header) {
    try (EnviReader reader = EnviReader.open(header)) {
      CubeShape shape = reader.shape();
      float[] bip = new float[Math.toIntExact(shape.values())];
      reader.values(0, shape.lines(), bip);
      double step = (SAMSON_LAST_NM - SAMSON_FIRST_NM) / (shape.bands() - 1);
      int seam = (int) Math.ceil((VNIR_END_NM - SAMSON_FIRST_NM) / step);
      return new MeasuredPictures(
          new CameraPair.Surfaces(
              enlarged(bip, shape, 0, seam), enlarged(bip, shape, seam, shape.bands())),
          SAMSON_SIDE,
          SAMSON_SIDE);
    }
  }

  // Bands [from, to) in groups, every pixel as so many on a side.
  private static CameraPair.Surface enlarged(float[] bip, CubeShape shape, int from, int to) {
    double step = (SAMSON_LAST_NM - SAMSON_FIRST_NM) / (shape.bands() - 1);
    double[] centres = new double[GROUPS];
    float[][] pictures = new float[GROUPS][];
    for (int group = 0; group < GROUPS; group++) {
      int first = from + group * (to - from) / GROUPS;
      int end = from + (group + 1) * (to - from) / GROUPS;
      float[] mean = new float[Math.toIntExact(shape.pixels())];
      for (int pixel = 0; pixel < mean.length; pixel++) {
        for (int band = first; band < end; band++) {
          mean[pixel] += bip[pixel * shape.bands() + band] / (end - first);
        }
      }
      centres[group] = SAMSON_FIRST_NM + step * (first + end - 1) / 2;
      pictures[group] = enlarged(mean, shape.lines(), shape.samples());
    }
    return surface(centres, pictures, shape.lines() * ENLARGED, shape.samples() * ENLARGED);
  }

  // Cubic convolution along the lines, then across them.
  private static float[] enlarged(float[] picture, int lines, int samples) {
    float[] wide = new float[lines * samples * ENLARGED];
    for (int line = 0; line < lines; line++) {
      for (int fine = 0; fine < samples * ENLARGED; fine++) {
        wide[line * samples * ENLARGED + fine] = cubic(picture, line * samples, 1, samples, fine);
      }
    }
    int width = samples * ENLARGED;
    float[] large = new float[lines * ENLARGED * width];
    for (int fine = 0; fine < lines * ENLARGED; fine++) {
      for (int sample = 0; sample < width; sample++) {
        large[fine * width + sample] = cubic(wide, sample, width, lines, fine);
      }
    }
    return large;
  }

  private static float cubic(float[] values, int from, int stride, int count, int fine) {
    double at = (fine + 0.5) / ENLARGED - 0.5;
    int before = (int) Math.floor(at);
    double t = at - before;
    double[] weights = {
      t * (-0.5 + t * (1 - 0.5 * t)),
      1 + t * t * (-2.5 + 1.5 * t),
      t * (0.5 + t * (2 - 1.5 * t)),
      t * t * (-0.5 + 0.5 * t)
    };
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * values[from + stride * Math.clamp(before - 1 + i, 0, count - 1)];
    }
    return (float) sum;
  }

  /** A photograph of which one camera sees blue and green and the other red. */
  static MeasuredPictures photograph(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      return new MeasuredPictures(
          new CameraPair.Surfaces(
              surface(new double[] {450, 550}, image, 0, 8),
              surface(new double[] {650}, image, 16)),
          PHOTOGRAPH_LINES,
          PHOTOGRAPH_SAMPLES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CameraPair.Surface surface(double[] centres, BufferedImage image, int... shifts) {
    float[][] pictures = new float[shifts.length][image.getWidth() * image.getHeight()];
    for (int band = 0; band < shifts.length; band++) {
      for (int at = 0; at < pictures[band].length; at++) {
        int rgb = image.getRGB(at % image.getWidth(), at / image.getWidth());
        pictures[band][at] = (rgb >> shifts[band] & 0xff) / 255f;
      }
    }
    return surface(centres, pictures, image.getHeight(), image.getWidth());
  }

  private static CameraPair.Surface surface(
      double[] centres, float[][] pictures, int lines, int samples) {
    return new CameraPair.Surface(
        Wavelengths.ofNanometres(centres),
        lines,
        samples,
        (line, sample, weight, out) -> {
          for (int band = 0; band < pictures.length; band++) {
            out[band] += weight * pictures[band][line * samples + sample];
          }
        });
  }
}

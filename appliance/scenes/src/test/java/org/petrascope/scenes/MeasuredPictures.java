package org.petrascope.scenes;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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

  /** Margins on both sides of a grid that moves, see {@link CameraPair}. */
  private static final double MARGINS_SHARE = 0.12;

  private static final int MARGINS = 80;
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

  /**
   * The Samson scene: soil, trees and water from 401 to 700 nm and from 700 to 889 nm.
   *
   * @param times how many pixels of a camera one of the scene is wide, whose 95 would be too few
   */
  static MeasuredPictures samson(Path header, double times) {
    int enlarged = (int) (CameraPair.FINE * times);
    try (EnviReader reader = EnviReader.open(header)) {
      CubeShape shape = reader.shape();
      float[] bip = new float[Math.toIntExact(shape.values())];
      reader.values(0, shape.lines(), bip);
      double step = (SAMSON_LAST_NM - SAMSON_FIRST_NM) / (shape.bands() - 1);
      int seam = (int) Math.ceil((VNIR_END_NM - SAMSON_FIRST_NM) / step);
      int side = (int) ((shape.lines() * times - MARGINS) / (1 + MARGINS_SHARE));
      return new MeasuredPictures(
          new CameraPair.Surfaces(
              enlarged(bip, shape, new Part(0, seam, enlarged)),
              enlarged(bip, shape, new Part(seam, shape.bands(), enlarged))),
          side,
          side);
    }
  }

  /** Bands [from, to), every pixel as so many on a side. */
  private record Part(int from, int to, int enlarged) {}

  // Bands in groups.
  private static CameraPair.Surface enlarged(float[] bip, CubeShape shape, Part part) {
    int from = part.from();
    int to = part.to();
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
      pictures[group] = enlarged(mean, shape.lines(), shape.samples(), part.enlarged());
    }
    return surface(
        centres, pictures, shape.lines() * part.enlarged(), shape.samples() * part.enlarged());
  }

  // Cubic convolution along the lines, then across them.
  private static float[] enlarged(float[] picture, int lines, int samples, int times) {
    int width = samples * times;
    float[] wide = new float[lines * width];
    for (int line = 0; line < lines; line++) {
      for (int fine = 0; fine < width; fine++) {
        Row row = new Row(line * samples, 1, samples);
        wide[line * width + fine] = cubic(picture, row, (fine + 0.5) / times - 0.5);
      }
    }
    float[] large = new float[lines * times * width];
    for (int fine = 0; fine < lines * times; fine++) {
      for (int sample = 0; sample < width; sample++) {
        Row row = new Row(sample, width, lines);
        large[fine * width + sample] = cubic(wide, row, (fine + 0.5) / times - 0.5);
      }
    }
    return large;
  }

  /** Values that lie so far from each other. */
  private record Row(int from, int stride, int count) {
    double at(float[] values, int i) {
      return values[from + stride * Math.clamp(i, 0, count - 1)];
    }
  }

  private static float cubic(float[] values, Row row, double at) {
    int before = (int) Math.floor(at);
    double t = at - before;
    return (float)
        (t * (-0.5 + t * (1 - 0.5 * t)) * row.at(values, before - 1)
            + (1 + t * t * (-2.5 + 1.5 * t)) * row.at(values, before)
            + t * (0.5 + t * (2 - 1.5 * t)) * row.at(values, before + 1)
            + t * t * (-0.5 + 0.5 * t) * row.at(values, before + 2));
  }

  /**
   * A photograph of which one camera sees blue and green and the other red. Its lens has laid the
   * colours a little beside each other, which is not the cameras' error.
   */
  static MeasuredPictures photograph(Path file) {
    BufferedImage image = read(file);
    return photograph(surface(false, image, 0, 8), surface(false, image, 16));
  }

  /** The same, upside down, and with it what its lens did. */
  static MeasuredPictures photographTurned(Path file) {
    BufferedImage image = read(file);
    return photograph(surface(true, image, 0, 8), surface(true, image, 16));
  }

  /** A photograph of which both cameras see red, the other one as a pale negative. */
  static MeasuredPictures negative(Path file) {
    BufferedImage image = read(file);
    CameraPair.Surface positive = surface(false, image, 16);
    CameraPair.Surface negative =
        new CameraPair.Surface(
            positive.wavelengths(),
            positive.lines(),
            positive.samples(),
            (line, sample, weight, out) -> {
              float[] value = new float[1];
              positive.pixels().add(line, sample, 1, value);
              out[0] += (float) (weight * (1 - 0.5 * Math.sqrt(value[0])));
            });
    return photograph(positive, negative);
  }

  private static MeasuredPictures photograph(
      CameraPair.Surface reference, CameraPair.Surface other) {
    return new MeasuredPictures(
        new CameraPair.Surfaces(reference, other), PHOTOGRAPH_LINES, PHOTOGRAPH_SAMPLES);
  }

  private static BufferedImage read(Path file) {
    try {
      return ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Colours, by where they begin in a pixel's bits: blue, green and red are 0, 8 and 16. */
  private static CameraPair.Surface surface(boolean turned, BufferedImage image, int... shifts) {
    int pixels = image.getWidth() * image.getHeight();
    float[][] pictures = new float[shifts.length][pixels];
    for (int band = 0; band < shifts.length; band++) {
      for (int i = 0; i < pixels; i++) {
        int at = turned ? pixels - 1 - i : i;
        int rgb = image.getRGB(at % image.getWidth(), at / image.getWidth());
        pictures[band][i] = (rgb >> shifts[band] & 0xff) / 255f;
      }
    }
    double[] centres = IntStream.of(shifts).mapToDouble(shift -> 450 + 12.5 * shift).toArray();
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

package org.petrascope.scenes;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.petrascope.camera.BandTable;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.GridTransform;
import org.petrascope.spectral.StructurePlanes;
import org.petrascope.spectral.Wavelengths;

/**
 * Two cameras over one surface, each with its own bands, grid, noise, dust, uneven light, stripes
 * and lost lines. The surface is a picture twice as fine as the cameras' pixels, which average it
 * over their area.
 */
final class CameraPair {
  /** Pixels of the surface in one of the reference camera. */
  static final double FINE = 2;

  private static final int MARGIN = 40;
  private static final double MARGIN_SHARE = 0.06;
  private static final int PARTS = 3;

  /** What one camera would see, [line][sample][band], finely. */
  record Surface(Wavelengths wavelengths, int lines, int samples, Pixels pixels) {}

  /** The spectrum at a fine pixel, added to out with a weight. */
  @FunctionalInterface
  interface Pixels {
    void add(int line, int sample, float weight, float[] out);
  }

  private final GridTransform truth;
  private final StructurePlanes reference;
  private final StructurePlanes other;
  private final int lines;
  private final int samples;

  /** What both cameras would see. */
  record Surfaces(Surface first, Surface second) {}

  private CameraPair(SplittableRandom random, int lines, int samples, Surfaces surfaces) {
    Surface first = surfaces.first();
    Surface second = surfaces.second();
    this.lines = lines;
    this.samples = samples;
    truth = truth(random, lines, samples);
    double line0 = FINE * (MARGIN + MARGIN_SHARE * lines);
    double sample0 = FINE * (MARGIN + MARGIN_SHARE * samples);
    GridTransform toSurface = new GridTransform(line0, FINE, 0, sample0, 0, FINE);
    reference = seen(random, first, toSurface, new CubeShape(lines, samples, bands(first)));
    int otherLines = lines + random.nextInt(-10, 11);
    other =
        seen(
            random,
            second,
            truth.inverse().then(toSurface),
            new CubeShape(otherLines, samples, bands(second)));
  }

  /** Fine pixels along an axis that surfaces for so many camera pixels need. */
  static int fine(int pixels) {
    return (int) (FINE * (pixels * (1 + 2 * MARGIN_SHARE) + 2 * MARGIN));
  }

  static CameraPair of(SplittableRandom random, int lines, int samples, Surfaces surfaces) {
    return new CameraPair(random, lines, samples, surfaces);
  }

  private static int bands(Surface surface) {
    return surface.wavelengths().count();
  }

  /** Anywhere in the limits, about the centre or about the first pixel. */
  private static GridTransform truth(SplittableRandom random, int lines, int samples) {
    boolean aboutCentre = random.nextBoolean();
    double line = aboutCentre ? (lines - 1) / 2.0 : 0;
    double sample = aboutCentre ? (samples - 1) / 2.0 : 0;
    double byLine = random.nextDouble(0.97, 1.03);
    double bySample = random.nextDouble(0.97, 1.03);
    double turn = Math.toRadians(random.nextDouble(-0.5, 0.5));
    double ll = byLine * Math.cos(turn);
    double ls = -bySample * Math.sin(turn);
    double sl = byLine * Math.sin(turn);
    double ss = bySample * Math.cos(turn);
    return new GridTransform(
        line + random.nextDouble(-12, 12) - ll * line - ls * sample,
        ll,
        ls,
        sample + random.nextDouble(-12, 12) - sl * line - ss * sample,
        sl,
        ss);
  }

  private static StructurePlanes seen(
      SplittableRandom random, Surface surface, GridTransform toSurface, CubeShape shape) {
    float[] bip = new float[Math.toIntExact(shape.values())];
    float[] spectrum = new float[shape.bands()];
    double noise = new double[] {0.001, 0.003, 0.01, 0.02}[random.nextInt(4)];
    double[] stripes = random.doubles(shape.samples(), 0.995, 1.005).toArray();
    double shade = random.nextDouble(-0.3, 0.3);
    for (int line = 0; line < shape.lines(); line++) {
      for (int sample = 0; sample < shape.samples(); sample++) {
        Arrays.fill(spectrum, 0);
        average(surface, toSurface.line(line, sample), toSurface.sample(line, sample), spectrum);
        double light = stripes[sample] * (1 + shade * ((double) sample / shape.samples() - 0.5));
        int to = (line * shape.samples() + sample) * shape.bands();
        for (int band = 0; band < shape.bands(); band++) {
          bip[to + band] = (float) (light * spectrum[band] + noise * random.nextGaussian());
        }
      }
    }
    spoil(random, shape, bip);
    return new StructurePlanes.Maker(shape)
        .add(Calibration.stored(shape, 0, surface.wavelengths(), bip))
        .planes();
  }

  private static void average(Surface surface, double line, double sample, float[] out) {
    float weight = 1f / (PARTS * PARTS);
    for (int i = 0; i < PARTS; i++) {
      for (int j = 0; j < PARTS; j++) {
        double l = Math.clamp(line + FINE * ((i + 0.5) / PARTS - 0.5), 0, surface.lines() - 1.001);
        double s =
            Math.clamp(sample + FINE * ((j + 0.5) / PARTS - 0.5), 0, surface.samples() - 1.001);
        int l0 = (int) l;
        int s0 = (int) s;
        float below = (float) (l - l0);
        float right = (float) (s - s0);
        surface.pixels().add(l0, s0, weight * (1 - below) * (1 - right), out);
        surface.pixels().add(l0, s0 + 1, weight * (1 - below) * right, out);
        surface.pixels().add(l0 + 1, s0, weight * below * (1 - right), out);
        surface.pixels().add(l0 + 1, s0 + 1, weight * below * right, out);
      }
    }
  }

  // Dust that only this camera saw, and lines that it lost.
  private static void spoil(SplittableRandom random, CubeShape shape, float[] bip) {
    int specks = random.nextBoolean() ? (int) (shape.pixels() / 1000) : 0;
    for (int speck = 0; speck < specks; speck++) {
      int line = random.nextInt(shape.lines() - 3);
      int sample = random.nextInt(shape.samples() - 3);
      float grey = (float) random.nextDouble();
      for (int i = 0; i < random.nextInt(1, 4); i++) {
        int from = ((line + i) * shape.samples() + sample) * shape.bands();
        Arrays.fill(bip, from, from + 3 * shape.bands(), grey);
      }
    }
    int lost = random.nextBoolean() ? shape.lines() / 200 : 0;
    for (int i = 0; i < lost; i++) {
      int from = random.nextInt(shape.lines()) * shape.lineValues();
      Arrays.fill(bip, from, from + shape.lineValues(), Float.NaN);
    }
  }

  GridTransform truth() {
    return truth;
  }

  /** Of the reference's grid. */
  int lines() {
    return lines;
  }

  int samples() {
    return samples;
  }

  StructurePlanes reference() {
    return reference;
  }

  StructurePlanes other() {
    return other;
  }

  /** Largest error of a map over the reference's grid, in pixels. */
  double error(GridTransform found) {
    return found.farthest(truth, lines, samples);
  }

  /** A few bands of a camera of these wavelengths. */
  static BandTable bands(double fromNm, double toNm, int count) {
    double step = (toNm - fromNm) / (count - 1);
    double[] centres = IntStream.range(0, count).mapToDouble(i -> fromNm + step * i).toArray();
    double[] widths = new double[count];
    Arrays.fill(widths, step);
    return new BandTable(centres, widths);
  }

  /** A scene as a camera of these bands sees it, all of it in memory. */
  static Surface surface(CoreScene scene) {
    int lines = scene.lines();
    int samples = scene.samples();
    int bands = scene.bands().bands();
    float[] bil = new float[samples * bands * lines];
    float[] line = new float[samples * bands];
    for (int i = 0; i < lines; i++) {
      scene.reflectance(i, line);
      System.arraycopy(line, 0, bil, i * line.length, line.length);
    }
    return new Surface(
        Wavelengths.ofNanometres(scene.bands().centresNm(), scene.bands().fwhmsNm()),
        lines,
        samples,
        (l, s, weight, out) -> {
          for (int band = 0; band < bands; band++) {
            out[band] += weight * bil[(l * bands + band) * samples + s];
          }
        });
  }
}

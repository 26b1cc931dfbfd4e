package org.petrascope.simulator;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.petrascope.camera.PixelFormat;

/**
 * Renders the frames of one acquisition. Used by the stream thread alone.
 *
 * <p>Noise comes from a table of unit normals that every line enters at a random place: a Gaussian
 * per pixel would cost more than everything else together.
 */
final class LineRenderer {
  private static final int NOISE_STARTS = 1 << 15;

  private final Scene scene;
  private final SensorModel sensor;
  private final Region region;
  private final PixelFormat format;
  private final boolean statusLine;
  private final SplittableRandom random;
  private final float[] noise;
  private final float[] whole;
  private final float[] reflectance;
  private final float[] dark;
  private final float[] light;
  private final float[] noiseFactor;
  private final int[] dn;
  private View shown = new View(Double.NaN, Double.NaN, View.Source.SHUTTER);
  private int shownLine = -1;

  LineRenderer(Scene scene, SensorModel sensor, FrameFormat format, long seed) {
    this.scene = scene;
    this.sensor = sensor;
    this.region = format.region();
    this.format = format.pixelFormat();
    statusLine = format.statusLine();
    random = new SplittableRandom(seed);
    noise = new float[NOISE_STARTS + region.pixels()];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    whole = new float[region.samples() * region.bands()];
    reflectance = new float[region.pixels()];
    dark = new float[region.pixels()];
    light = new float[region.pixels()];
    noiseFactor = new float[region.pixels()];
    sensor.noiseFactor(whole);
    region.reduce(whole, noiseFactor);
    dn = new int[region.pixels()];
  }

  /**
   * Fills {@code out} with the frame that shows this scene line; before the beginning the first
   * one, beyond the end the last.
   */
  void render(View view, long line, byte[] out) {
    look(view, (int) Math.clamp(line, 0L, scene.lines() - 1L));
    double scale =
        Math.scalb(1.0, Integer.SIZE - Integer.numberOfLeadingZeros(format.dnMax()) - 12);
    float gain = view.gain();
    float readVariance =
        (float)
            (gain
                * gain
                * sensor.parameters().readNoiseDn()
                * sensor.parameters().readNoiseDn()
                / region.pixelsPerBin());
    float shotPerDn =
        (float) (gain / (sensor.parameters().electronsPerDn() * region.pixelsPerBin()));
    expose(
        dark,
        light,
        reflectance,
        noise,
        noiseFactor,
        random.nextInt(NOISE_STARTS),
        readVariance,
        shotPerDn,
        (float) scale,
        format.dnMax(),
        dn);
    if (statusLine) {
      writeStatus(line);
    }
    PixelPacker.pack(format, dn, out);
  }

  /** The last row: the number of the line, bit by bit, and nothing of the scene. */
  private void writeStatus(long line) {
    int start = dn.length - region.width();
    for (int sample = 0; sample < region.width(); sample++) {
      dn[start + sample] = (line >> sample % Long.SIZE & 1) == 1 ? format.dnMax() : 0;
    }
  }

  // One line, all arrays [bands][samples]. dark, light: 12-bit DN; normal: unit normals from
  // normalFrom on; out = scale x (dark + light x reflectance + normal x noiseFactor x sqrt(read
  // variance + shot variance)), rounded, from 0 to top.
  private static void expose(
      float[] dark,
      float[] light,
      float[] reflectance,
      float[] normal,
      float[] noiseFactor,
      int normalFrom,
      float readVariance,
      float shotPerDn,
      float scale,
      float top,
      int[] out) {
    for (int i = 0; i < out.length; i++) {
      float signal = light[i] * reflectance[i];
      float sigma = (float) Math.sqrt(readVariance + shotPerDn * Math.max(signal, 0f));
      float analogue = dark[i] + signal + normal[normalFrom + i] * noiseFactor[i] * sigma;
      out[i] = (int) Math.max(0f, Math.min(top, scale * analogue + 0.5f));
    }
  }

  private void look(View view, int line) {
    if (view.exposureUs() != shown.exposureUs()
        || view.temperatureC() != shown.temperatureC()
        || view.gainDb() != shown.gainDb()) {
      sensor.dark(view.exposureUs(), view.temperatureC(), whole);
      region.reduce(whole, dark);
      amplify(dark, view.gain());
      sensor.light(view.exposureUs(), whole);
      region.reduce(whole, light);
      amplify(light, view.gain());
    }
    boolean moved = view.source() != shown.source() || shownLine < 0;
    switch (view.source()) {
      case SHUTTER -> {
        if (moved) {
          Arrays.fill(reflectance, 0);
        }
      }
      case WHITE_PANEL -> {
        if (moved) {
          lookAtPanel();
        }
      }
      case CORE -> {
        if (moved || line != shownLine) {
          lookAtCore(line);
        }
      }
    }
    shown = view;
    shownLine = line;
  }

  private static void amplify(float[] signal, float gain) {
    for (int i = 0; i < signal.length; i++) {
      signal[i] *= gain;
    }
  }

  private void lookAtPanel() {
    float[] panel = sensor.panel();
    for (int band = 0; band < panel.length; band++) {
      int start = band * region.samples();
      Arrays.fill(whole, start, start + region.samples(), panel[band]);
    }
    region.reduce(whole, reflectance);
  }

  private void lookAtCore(int line) {
    if (region.isWhole()) {
      scene.reflectance(line, reflectance);
    } else {
      scene.reflectance(line, whole);
      region.reduce(whole, reflectance);
    }
  }
}

package org.petrascope.simulator;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.petrascope.camera.BandTable;

/**
 * Turns reflectance into DN: {@code DN = dark(sample, band, temperature) + exposure x
 * responsivity(sample, band) x illumination(sample, band) x reflectance}, plus shot and read noise,
 * quantised and saturating. Immutable: any thread.
 *
 * <p>The tables hold DN of a 12-bit converter. A pixel format of n bits carries the same analogue
 * signal quantised to n bits, {@code DN x 2^(n-12)}: full scale is always full scale, Mono8 has the
 * coarsest steps and Mono16 the finest.
 */
public final class SensorModel {
  /** Full scale of the converter that the tables are in. */
  static final double FULL_SCALE_DN = 4095;

  /** Second radiation constant in nm K (CODATA 2018). */
  private static final double C2_NM_K = 1.438776877e7;

  /** Keeps the places of bad pixels apart from the fixed patterns of the same seed. */
  private static final long BAD_PIXEL_SEED = 0xBADL;

  /** Part of the peak signal that every band reaches at least: order filters and coatings. */
  private static final double FLOOR = 0.25;

  /** How far a cut-off reaches into the range, as a share of half of it. */
  private static final double CUT_WIDTH = 0.05;

  /** Sintered PTFE panel of nominal 99 %: wavelength in nm and reflectance, linear in between. */
  private static final double[][] PANEL_KNOTS = {
    {300, 0.980},
    {400, 0.990},
    {1300, 0.991},
    {1700, 0.986},
    {2000, 0.968},
    {2130, 0.955},
    {2250, 0.965},
    {2450, 0.945},
    {2550, 0.940}
  };

  private final SensorParameters parameters;
  private final int samples;
  private final BandTable bands;
  private final float[] panel;
  private final float[] bias;
  private final float[] darkRate;
  private final float[] lightRate;
  private final float[] noiseFactor;
  private final BadPixel[] badPixels;

  private SensorModel(SensorParameters parameters, int samples, BandTable bands, float[] panel) {
    this.parameters = parameters;
    this.samples = samples;
    this.bands = bands;
    this.panel = panel;
    int pixels = Math.multiplyExact(samples, bands.bands());
    bias = new float[pixels];
    darkRate = new float[pixels];
    lightRate = new float[pixels];
    noiseFactor = new float[pixels];
    badPixels = new BadPixel[pixels];
    Arrays.fill(noiseFactor, 1);
    Arrays.fill(badPixels, BadPixel.NONE);
    fillTables();
    plantBadPixels();
  }

  /** The default sensor for this scene, with a sintered PTFE panel of nominal 99 %. */
  public static SensorModel of(Scene scene) {
    return of(SensorParameters.DEFAULT, scene.samples(), scene.bands());
  }

  /** A sensor with a sintered PTFE panel of nominal 99 %. */
  public static SensorModel of(SensorParameters parameters, int samples, BandTable bands) {
    return withPanel(parameters, samples, bands, whitePanel(bands));
  }

  /** A sensor that sees this panel, one reflectance a band, when the white panel is in view. */
  public static SensorModel withPanel(
      SensorParameters parameters, int samples, BandTable bands, float[] panel) {
    if (samples < 1) {
      throw new IllegalArgumentException("a sensor of " + samples + " samples: at least 1 needed");
    }
    if (panel.length != bands.bands()) {
      throw new IllegalArgumentException(
          "the white panel has %d reflectances, the sensor %d bands: one each is needed"
              .formatted(panel.length, bands.bands()));
    }
    return new SensorModel(parameters, samples, bands, panel.clone());
  }

  /** Reflectance of the default white panel at each band centre. */
  public static float[] whitePanel(BandTable bands) {
    double[] centresNm = bands.centresNm();
    float[] reflectance = new float[centresNm.length];
    for (int band = 0; band < reflectance.length; band++) {
      reflectance[band] = (float) interpolate(PANEL_KNOTS, centresNm[band]);
    }
    return reflectance;
  }

  public SensorParameters parameters() {
    return parameters;
  }

  public int samples() {
    return samples;
  }

  public BandTable bands() {
    return bands;
  }

  /** A copy of the white panel's reflectance, one value a band. */
  public float[] panel() {
    return panel.clone();
  }

  /** Noiseless, unquantised, unsaturated dark signal in 12-bit DN. */
  public double darkDn(int sample, int band, double exposureUs, double temperatureC) {
    int pixel = band * samples + sample;
    return bias[pixel] + exposureUs * darkRate[pixel] * darkFactor(temperatureC);
  }

  /** Noiseless, unquantised, unsaturated signal above the dark in 12-bit DN. */
  public double lightDn(int sample, int band, double exposureUs, double reflectance) {
    return exposureUs * lightRate[band * samples + sample] * reflectance;
  }

  /** What is wrong with a pixel. */
  public BadPixel badPixel(int sample, int band) {
    return badPixels[band * samples + sample];
  }

  /** How many times as noisy as a good one every pixel is, [bands][samples]. */
  void noiseFactor(float[] out) {
    System.arraycopy(noiseFactor, 0, out, 0, out.length);
  }

  /** Dark signal of all pixels, 12-bit DN, [bands][samples]. */
  void dark(double exposureUs, double temperatureC, float[] out) {
    float current = (float) (exposureUs * darkFactor(temperatureC));
    for (int i = 0; i < out.length; i++) {
      out[i] = bias[i] + current * darkRate[i];
    }
  }

  /** Signal of a perfect white above the dark, 12-bit DN, [bands][samples]. */
  void light(double exposureUs, float[] out) {
    float exposure = (float) exposureUs;
    for (int i = 0; i < out.length; i++) {
      out[i] = exposure * lightRate[i];
    }
  }

  private double darkFactor(double temperatureC) {
    return Math.pow(
        2, (temperatureC - parameters.referenceTemperatureC()) / parameters.darkDoublingC());
  }

  private void fillTables() {
    SplittableRandom random = new SplittableRandom(parameters.seed());
    double[] centresNm = bands.centresNm();
    double[] spectrum = throughput();
    double brightest = 0;
    for (int band = 0; band < spectrum.length; band++) {
      brightest = Math.max(brightest, spectrum[band] * panel[band]);
    }
    double whiteDn =
        parameters.whiteFraction() * FULL_SCALE_DN
            - parameters.biasDn()
            - parameters.darkDnPerUs() * parameters.whiteExposureUs();
    double peakRate = whiteDn / parameters.whiteExposureUs() / Math.max(brightest, 1e-6);
    for (int band = 0; band < spectrum.length; band++) {
      for (int sample = 0; sample < samples; sample++) {
        int pixel = band * samples + sample;
        bias[pixel] =
            (float) (parameters.biasDn() + parameters.biasPatternDn() * random.nextGaussian());
        darkRate[pixel] =
            (float)
                (parameters.darkDnPerUs()
                    * Math.max(0, 1 + parameters.darkPattern() * random.nextGaussian())
                    * thermalExcess(centresNm[band]));
        double responsivity = 1 + parameters.responsivityPattern() * random.nextGaussian();
        lightRate[pixel] =
            (float) (peakRate * spectrum[band] * illumination(sample) * Math.max(0, responsivity));
      }
    }
  }

  /** Draws the pixels of every kind; those that fall on a bad one are drawn again. */
  private void plantBadPixels() {
    SplittableRandom random = new SplittableRandom(parameters.seed() ^ BAD_PIXEL_SEED);
    long each = Math.round(parameters.badPixelShare() * badPixels.length);
    for (BadPixel kind : BadPixel.values()) {
      for (long planted = 0; planted < each && kind != BadPixel.NONE; ) {
        int pixel = random.nextInt(badPixels.length);
        if (badPixels[pixel] == BadPixel.NONE) {
          badPixels[pixel] = kind;
          spoil(pixel, kind, random);
          planted++;
        }
      }
    }
  }

  private void spoil(int pixel, BadPixel kind, SplittableRandom random) {
    switch (kind) {
      case NONE -> {}
      case DEAD -> lightRate[pixel] = 0;
      case STUCK -> {
        bias[pixel] = (float) (FULL_SCALE_DN * random.nextDouble());
        darkRate[pixel] = 0;
        lightRate[pixel] = 0;
        noiseFactor[pixel] = 0;
      }
      case OFFSET -> {
        double offset = FULL_SCALE_DN * random.nextDouble(0.05, 0.25);
        bias[pixel] += (float) (random.nextBoolean() ? offset : -offset);
      }
      case FLICKERING -> noiseFactor[pixel] = (float) random.nextDouble(5, 15);
    }
  }

  /** Lamp x glass x grating x detector per band, 1 in the best band, never below the floor. */
  private double[] throughput() {
    double[] centresNm = bands.centresNm();
    double middle = (centresNm[0] + centresNm[centresNm.length - 1]) / 2;
    double half = Math.max(1, Math.abs(centresNm[centresNm.length - 1] - middle));
    double[] curve = new double[centresNm.length];
    double best = 0;
    for (int band = 0; band < curve.length; band++) {
      double fromMiddle = (centresNm[band] - middle) / half;
      double grating = Math.exp(-0.8 * fromMiddle * fromMiddle);
      curve[band] = lampPhotons(centresNm[band]) * glass(centresNm[band]) * grating;
      best = Math.max(best, curve[band]);
    }
    for (int band = 0; band < curve.length; band++) {
      double fromEnd = half - Math.abs(centresNm[band] - middle);
      curve[band] = (FLOOR + (1 - FLOOR) * curve[band] / best) * cut(fromEnd / half);
    }
    return curve;
  }

  /** Where the detector cuts on and off: at an end, and as a share of half the range from it. */
  private double cut(double fromEnd) {
    double z = fromEnd / CUT_WIDTH;
    return 1 - (1 - parameters.endResponse()) * Math.exp(-z * z);
  }

  /** Planck's law in photons per nm, up to a constant: lambda^-4 / (exp(c2 / lambda T) - 1). */
  private double lampPhotons(double nm) {
    double micrometres = nm / 1000;
    return Math.pow(micrometres, -4) / Math.expm1(C2_NM_K / (nm * parameters.lampK()));
  }

  /** Transmission of the lamp's quartz and the lens: hydroxyl bands at 1380 and 2210 nm. */
  private static double glass(double nm) {
    return 1 - 0.06 * bell(nm, 1380, 40) - 0.12 * bell(nm, 2210, 70);
  }

  /** Warm optics glow into the long-wave bands: factor on the dark current. */
  private static double thermalExcess(double nm) {
    return 1 + 3 * bell(Math.min(nm, 2600), 2600, 250);
  }

  private double illumination(int sample) {
    double middle = (samples - 1) / 2.0;
    double fromMiddle = middle == 0 ? 0 : (sample - middle) / middle;
    return 1 - parameters.edgeFalloff() * fromMiddle * fromMiddle;
  }

  private static double bell(double x, double centre, double sigma) {
    double z = (x - centre) / sigma;
    return Math.exp(-0.5 * z * z);
  }

  private static double interpolate(double[][] knots, double x) {
    if (x <= knots[0][0]) {
      return knots[0][1];
    }
    for (int i = 1; i < knots.length; i++) {
      if (x <= knots[i][0]) {
        double part = (x - knots[i - 1][0]) / (knots[i][0] - knots[i - 1][0]);
        return knots[i - 1][1] + part * (knots[i][1] - knots[i - 1][1]);
      }
    }
    return knots[knots.length - 1][1];
  }
}

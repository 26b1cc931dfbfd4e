package org.petrascope.spectral;

import java.util.Arrays;

/**
 * A white panel or a tile: its reflectance by wavelength, as its certificate states it. Immutable.
 */
public final class Panel {
  /**
   * Points and reach of the Gaussian a band sees the certificate through, in standard deviations.
   */
  private static final int HALF_POINTS = 60;

  private static final double REACH_SIGMAS = 3;
  private static final double FWHM_PER_SIGMA = 2 * Math.sqrt(2 * Math.log(2));

  /** More than this cannot be the reflectance of a panel as a fraction. */
  private static final double REFLECTANCE_MAX = 1.5;

  private final String name;
  private final double[] nm;
  private final double[] reflectance;

  private Panel(String name, double[] nm, double[] reflectance) {
    this.name = name;
    this.nm = nm;
    this.reflectance = reflectance;
  }

  /** A panel that reflects everything; what is calibrated with it is relative to the real one. */
  public static Panel perfect() {
    return flat("perfect panel", 1);
  }

  /** A panel of the same reflectance at every wavelength. */
  public static Panel flat(String name, double fraction) {
    return certified(name, new double[] {0, Double.MAX_VALUE}, new double[] {fraction, fraction});
  }

  /**
   * A panel with a certificate.
   *
   * @param name what to call it in messages
   * @param nm wavelengths in nm, strictly rising; copied
   * @param reflectance reflectance at each as a fraction; copied
   */
  public static Panel certified(String name, double[] nm, double[] reflectance) {
    if (nm.length < 2 || nm.length != reflectance.length) {
      throw new SpectralException(
          "panel %s has %d wavelengths and %d reflectances: both must be equal and at least two"
              .formatted(name, nm.length, reflectance.length));
    }
    for (int i = 0; i < nm.length; i++) {
      if (i > 0 && !(nm[i] > nm[i - 1])) {
        throw new SpectralException(
            "panel %s: wavelengths do not rise at point %d: sort the certificate"
                .formatted(name, i + 1));
      }
      if (!(reflectance[i] > 0 && reflectance[i] <= REFLECTANCE_MAX)) {
        throw new SpectralException(
            "panel %s: reflectance %s at %.1f nm is not a fraction above zero: correct the certificate"
                .formatted(name, reflectance[i], nm[i]));
      }
    }
    return new Panel(name, nm.clone(), reflectance.clone());
  }

  public String name() {
    return name;
  }

  /** Wavelengths of the certificate in nm, strictly rising. */
  public double[] nm() {
    return nm.clone();
  }

  /** Reflectance at each of the certificate's wavelengths as a fraction. */
  public double[] fractions() {
    return reflectance.clone();
  }

  /** Reflectance in each band of a sensor, seen through the band's Gaussian response. */
  public float[] reflectance(Wavelengths sensor) {
    if (sensor.firstNm() < nm[0] || sensor.lastNm() > nm[nm.length - 1]) {
      throw new SpectralException(
          "certificate of panel %s covers %.0f to %.0f nm, the sensor sees %.0f to %.0f nm: use the certificate of a panel measured over the whole range"
              .formatted(name, nm[0], nm[nm.length - 1], sensor.firstNm(), sensor.lastNm()));
    }
    float[] bands = new float[sensor.count()];
    for (int band = 0; band < bands.length; band++) {
      bands[band] = (float) seen(sensor.centreNm(band), sensor.fwhmNm(band));
    }
    return bands;
  }

  /** Where the certificate begins. */
  double firstNm() {
    return nm[0];
  }

  /** Where the certificate ends. */
  double lastNm() {
    return nm[nm.length - 1];
  }

  /** Reflectance seen through a Gaussian response; the certificate's ends go on beyond them. */
  double seen(double centreNm, double fwhmNm) {
    double sigma = fwhmNm / FWHM_PER_SIGMA;
    double sum = 0;
    double weights = 0;
    for (int i = -HALF_POINTS; i <= HALF_POINTS; i++) {
      double sigmas = REACH_SIGMAS * i / HALF_POINTS;
      double weight = Math.exp(-sigmas * sigmas / 2);
      sum += weight * at(centreNm + sigmas * sigma);
      weights += weight;
    }
    return sum / weights;
  }

  /** Linear between the points of the certificate, its first and last value beyond them. */
  private double at(double wanted) {
    int found = Arrays.binarySearch(nm, wanted);
    if (found >= 0) {
      return reflectance[found];
    }
    int above = -found - 1;
    if (above == 0 || above == nm.length) {
      return reflectance[Math.min(above, nm.length - 1)];
    }
    double share = (wanted - nm[above - 1]) / (nm[above] - nm[above - 1]);
    return reflectance[above - 1] + share * (reflectance[above] - reflectance[above - 1]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Panel that
        && name.equals(that.name)
        && Arrays.equals(nm, that.nm)
        && Arrays.equals(reflectance, that.reflectance);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(reflectance);
  }

  @Override
  public String toString() {
    return name;
  }
}

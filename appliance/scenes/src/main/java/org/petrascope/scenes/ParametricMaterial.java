package org.petrascope.scenes;

import java.util.List;
import org.petrascope.camera.BandTable;
import org.petrascope.spectral.MineralGroup;

/**
 * A mineral or a material of the tray as a formula: a smooth continuum times the absorptions that
 * the literature names. Valid from 1000 to 2500 nm.
 *
 * @param name the mineral's name in lower case, such as {@code kaolinite}
 * @param group its group; NOTAROK for tray and wood
 * @param continuum the reflectance without the absorptions
 * @param bands the absorptions
 * @param positionSource the publication that names the absorptions
 * @param measuredRecord the record of USGS splib07 on which widths and depths were measured
 */
public record ParametricMaterial(
    String name,
    MineralGroup group,
    Continuum continuum,
    List<AbsorptionBand> bands,
    String positionSource,
    String measuredRecord) {
  private static final double FWHM_PER_SIGMA = 2 * Math.sqrt(2 * Math.log(2));

  /** A band is averaged over this many points, half a sigma apart, three sigmas to either side. */
  private static final int POINTS = 13;

  public ParametricMaterial {
    bands = List.copyOf(bands);
  }

  /** Reflectance at one wavelength in nm, as an instrument of endless resolution would see it. */
  public double reflectance(double nm) {
    return reflectance(nm, 1);
  }

  /**
   * Reflectance in every band of a sensor, averaged under the band's Gaussian.
   *
   * @param strength factor on all absorbances: below 1 for fine grains, in which light travels a
   *     shorter way, above 1 for coarse ones
   */
  public float[] reflectance(BandTable sensor, double strength) {
    double[] centres = sensor.centresNm();
    double[] fwhms = sensor.fwhmsNm();
    float[] out = new float[centres.length];
    for (int band = 0; band < out.length; band++) {
      double sum = 0;
      double weights = 0;
      for (int point = 0; point < POINTS; point++) {
        double sigmas = (point - POINTS / 2) / 2.0;
        double weight = Math.exp(-sigmas * sigmas / 2);
        double nm = centres[band] + sigmas * fwhms[band] / FWHM_PER_SIGMA;
        sum += weight * reflectance(nm, strength);
        weights += weight;
      }
      out[band] = (float) (sum / weights);
    }
    return out;
  }

  private double reflectance(double nm, double strength) {
    double absorbance = 0;
    for (AbsorptionBand band : bands) {
      absorbance += band.absorbance(nm);
    }
    return continuum.reflectance(nm) * Math.exp(-strength * absorbance);
  }
}

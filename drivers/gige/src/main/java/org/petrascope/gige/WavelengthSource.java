package org.petrascope.gige;

import java.util.Arrays;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.CameraException;

/** Where the wavelengths of a camera's bands come from. */
public sealed interface WavelengthSource {
  /**
   * The bands that count of a frame.
   *
   * @param rows of a whole frame with the binning of the factory
   * @param used first of the rows that count, and how many
   */
  BandTable bands(AravisDevice device, int rows, SensorLayout.Region used);

  /**
   * The camera tells: one feature selects the band, others then give its centre and width in nm.
   *
   * @param fwhm empty if the camera does not tell widths; the spacing of the bands is taken then
   */
  record Told(String count, String index, String centre, String fwhm) implements WavelengthSource {
    @Override
    public BandTable bands(AravisDevice device, int rows, SensorLayout.Region used) {
      int count = Math.toIntExact(device.integer(this.count));
      double[] centresNm = new double[count];
      double[] fwhmsNm = new double[count];
      for (int band = 0; band < count; band++) {
        device.set(index, band);
        centresNm[band] = device.real(centre);
        if (!fwhm.isEmpty()) {
          fwhmsNm[band] = device.real(fwhm);
        }
      }
      return new BandTable(centresNm, fwhm.isEmpty() ? spacings(centresNm) : fwhmsNm)
          .part(used.firstBand(), used.bands());
    }

    private static double[] spacings(double[] centresNm) {
      double[] spacings = new double[centresNm.length];
      for (int band = 0; band < centresNm.length; band++) {
        int before = Math.max(0, band - 1);
        int after = Math.min(centresNm.length - 1, band + 1);
        spacings[band] =
            Math.abs(centresNm[after] - centresNm[before]) / Math.max(1, after - before);
      }
      return spacings;
    }
  }

  /**
   * The maker's nominal range, spread evenly over the frame's rows. Good enough to look at; to name
   * minerals the table of the camera's own calibration pack must replace it.
   */
  record Nominal(double firstNm, double lastNm, double fwhmNm) implements WavelengthSource {
    @Override
    public BandTable bands(AravisDevice device, int rows, SensorLayout.Region used) {
      double[] centresNm = new double[used.bands()];
      for (int band = 0; band < centresNm.length; band++) {
        int row = used.firstBand() + band;
        centresNm[band] = firstNm + (lastNm - firstNm) * row / Math.max(1, rows - 1);
      }
      return new BandTable(centresNm, filled(centresNm.length, fwhmNm));
    }
  }

  /** A table measured for one camera: of the rows that count, or of all rows of its frame. */
  record Measured(BandTable table) implements WavelengthSource {
    @Override
    public BandTable bands(AravisDevice device, int rows, SensorLayout.Region used) {
      if (table.bands() == rows) {
        return table.part(used.firstBand(), used.bands());
      }
      if (table.bands() != used.bands()) {
        throw new CameraException(
            "camera %s has %d bands, its wavelength table %d: use the table of this camera's calibration pack"
                .formatted(device.address(), used.bands(), table.bands()));
      }
      return table;
    }
  }

  private static double[] filled(int length, double value) {
    double[] values = new double[length];
    Arrays.fill(values, value);
    return values;
  }
}

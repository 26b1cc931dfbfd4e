package org.petrascope.simulator;

import org.petrascope.camera.BandTable;

/**
 * The part of the sensor that becomes a frame. Offsets and size are in binned pixels.
 *
 * @param samples samples of the whole sensor
 * @param bands bands of the whole sensor
 * @param offsetX first binned sample
 * @param offsetY first binned band
 * @param width binned samples of a frame
 * @param height binned bands of a frame
 * @param binningX samples averaged into one
 * @param binningY bands averaged into one
 */
record Region(
    int samples,
    int bands,
    int offsetX,
    int offsetY,
    int width,
    int height,
    int binningX,
    int binningY) {
  Region {
    if (offsetX < 0
        || offsetY < 0
        || width < 1
        || height < 1
        || (offsetX + width) * binningX > samples
        || (offsetY + height) * binningY > bands) {
      throw new IllegalArgumentException(
          "region %d x %d at %d, %d with binning %d x %d does not fit a sensor of %d x %d"
              .formatted(width, height, offsetX, offsetY, binningX, binningY, samples, bands));
    }
  }

  static Region whole(int samples, int bands) {
    return new Region(samples, bands, 0, 0, samples, bands, 1, 1);
  }

  boolean isWhole() {
    return width == samples && height == bands;
  }

  int pixels() {
    return width * height;
  }

  int pixelsPerBin() {
    return binningX * binningY;
  }

  /** Averages a table of the whole sensor, [bands][samples], into {@code out}, [height][width]. */
  void reduce(float[] whole, float[] out) {
    if (isWhole()) {
      System.arraycopy(whole, 0, out, 0, out.length);
      return;
    }
    float share = 1f / pixelsPerBin();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int corner = (offsetY + y) * binningY * samples + (offsetX + x) * binningX;
        out[y * width + x] = share * binSum(whole, corner);
      }
    }
  }

  private float binSum(float[] whole, int corner) {
    float sum = 0;
    for (int j = 0; j < binningY; j++) {
      for (int i = 0; i < binningX; i++) {
        sum += whole[corner + j * samples + i];
      }
    }
    return sum;
  }

  /**
   * Centres and widths of all bands after spectral binning. The variance of a joined band is the
   * mean of its parts' variances plus the variance of their centres.
   */
  static BandTable binned(BandTable bands, int binningY) {
    double[] centresNm = bands.centresNm();
    double[] fwhmsNm = bands.fwhmsNm();
    int count = bands.bands() / binningY;
    double[] joinedCentresNm = new double[count];
    double[] joinedFwhmsNm = new double[count];
    double squareOfFwhmOverSigma = 8 * Math.log(2);
    for (int band = 0; band < count; band++) {
      double centre = 0;
      double centreSquare = 0;
      double fwhmSquare = 0;
      for (int i = band * binningY; i < (band + 1) * binningY; i++) {
        centre += centresNm[i] / binningY;
        fwhmSquare += fwhmsNm[i] * fwhmsNm[i] / binningY;
      }
      for (int i = band * binningY; i < (band + 1) * binningY; i++) {
        centreSquare += (centresNm[i] - centre) * (centresNm[i] - centre) / binningY;
      }
      joinedCentresNm[band] = centre;
      joinedFwhmsNm[band] = Math.sqrt(fwhmSquare + squareOfFwhmOverSigma * centreSquare);
    }
    return new BandTable(joinedCentresNm, joinedFwhmsNm);
  }
}

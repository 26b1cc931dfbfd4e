package org.petrascope.camera;

import java.util.Set;

/**
 * What a camera can do.
 *
 * @param samplesMax spatial pixels of a line without binning or region of interest
 * @param bands the bands of a full frame with their wavelengths in nm
 * @param pixelFormats formats the camera offers
 * @param exposureUs permitted exposure time in microseconds
 * @param lineRateHz permitted line rate in lines per second
 * @param shutter whether the camera closes its own shutter
 * @param stage whether the camera moves the white panel and the core into view by itself
 * @param encoder whether lines can be started by an encoder
 * @param saturation part of a format's full scale at which the sensor says no more, above 0 to 1
 * @param gain permitted gain, {@link #NO_GAIN} where there is none to set
 */
public record Capabilities(
    int samplesMax,
    BandTable bands,
    Set<PixelFormat> pixelFormats,
    Limits exposureUs,
    Limits lineRateHz,
    boolean shutter,
    boolean stage,
    boolean encoder,
    double saturation,
    Limits gain) {
  /** Limits of a camera that has no gain to set. */
  public static final Limits NO_GAIN = new Limits(0, 0);

  public Capabilities {
    pixelFormats = Set.copyOf(pixelFormats);
    if (!(saturation > 0 && saturation <= 1)) {
      throw new IllegalArgumentException(
          "saturation at %s of full scale: it must lie above 0 and not above 1"
              .formatted(saturation));
    }
  }

  /** Of a camera that has no gain to set. */
  public Capabilities(
      int samplesMax,
      BandTable bands,
      Set<PixelFormat> pixelFormats,
      Limits exposureUs,
      Limits lineRateHz,
      boolean shutter,
      boolean stage,
      boolean encoder,
      double saturation) {
    this(
        samplesMax,
        bands,
        pixelFormats,
        exposureUs,
        lineRateHz,
        shutter,
        stage,
        encoder,
        saturation,
        NO_GAIN);
  }

  /** Of a camera without an input for an encoder, whose sensor fills the format's full scale. */
  public Capabilities(
      int samplesMax,
      BandTable bands,
      Set<PixelFormat> pixelFormats,
      Limits exposureUs,
      Limits lineRateHz,
      boolean shutter,
      boolean stage) {
    this(samplesMax, bands, pixelFormats, exposureUs, lineRateHz, shutter, stage, false, 1);
  }

  /** The lowest DN of this format that counts as saturated. */
  public int saturationDn(PixelFormat format) {
    return (int) Math.floor(saturation * format.dnMax());
  }
}

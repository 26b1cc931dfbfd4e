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
 */
public record Capabilities(
    int samplesMax,
    BandTable bands,
    Set<PixelFormat> pixelFormats,
    Limits exposureUs,
    Limits lineRateHz,
    boolean shutter,
    boolean stage) {
  public Capabilities {
    pixelFormats = Set.copyOf(pixelFormats);
  }
}

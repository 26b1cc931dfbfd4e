package org.petrascope.server;

import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.store.CaptureSettings;
import org.petrascope.store.ReferenceRecord;

/**
 * A dark or white reference as the API shows it.
 *
 * @param valid whether it fits the station's present settings
 * @param message why it does not; empty when it does
 * @param detector what a white told of the detector: bad pixels and noisy bands; else empty
 */
record ReferenceView(
    String id,
    String kind,
    String at,
    double exposureUs,
    int lines,
    int samples,
    int bands,
    double meanDn,
    boolean valid,
    String message,
    String detector) {

  static ReferenceView of(ReferenceRecord reference, AcquisitionSettings now) {
    String message = misfit(reference.settings(), now);
    return new ReferenceView(
        reference.id(),
        reference.kind().word(),
        reference.takenAt().toString(),
        reference.settings().exposureUs(),
        reference.lines(),
        reference.settings().samples(),
        reference.settings().bands(),
        reference.meanDn(),
        message.isEmpty(),
        message,
        reference.detector());
  }

  private static String misfit(CaptureSettings taken, AcquisitionSettings now) {
    if (taken.exposureUs() != now.exposureUs()) {
      return "taken with %s us, the station uses %s us: take a new one"
          .formatted(taken.exposureUs(), now.exposureUs());
    }
    if (taken.spatialBinning() != now.spatialBinning()
        || taken.spectralBinning() != now.spectralBinning()) {
      return "taken with binning %d x %d, the station uses %d x %d: take a new one"
          .formatted(
              taken.spatialBinning(),
              taken.spectralBinning(),
              now.spatialBinning(),
              now.spectralBinning());
    }
    if (!taken.pixelFormat().equals(now.pixelFormat().genicamName())) {
      return "taken with %s, the station uses %s: take a new one"
          .formatted(taken.pixelFormat(), now.pixelFormat().genicamName());
    }
    return "";
  }
}

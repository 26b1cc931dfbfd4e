package org.petrascope.scan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.petrascope.formats.LineRanges;
import org.petrascope.formats.SplicedCalibration;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CalibrationRef;
import org.petrascope.spectral.RetakenRef;
import org.petrascope.store.ReferencePair;

/**
 * The lines of a scan that come from recordings taken later, as its folder tells of them.
 *
 * @param files of the scan
 * @param spliced what calibrates its lines
 */
record RetakenLines(ScanFiles files, SplicedCalibration spliced) {
  private static final String REFERENCES = "references.json";

  /** Ids of the references that calibrate a recording. */
  record Ids(String darkId, String whiteId) {}

  /** Remembers what calibrates a recording that was not taken like its scan. */
  static void remember(ScanFiles recording, ReferencePair pair) {
    JsonFile.write(
        recording.folder().resolve(REFERENCES), new Ids(pair.dark().id(), pair.white().id()));
  }

  /** What calibrates all lines of the scan, each as it was taken. */
  Calibration calibration() {
    return spliced.calibration();
  }

  /** The same as where a scan's reflectance goes back to. */
  CalibrationRef reference(CalibrationRef usual) {
    return usual.with(spliced.parts().stream().map(part -> reference(part, usual)).toList());
  }

  private RetakenRef reference(SplicedCalibration.Part part, CalibrationRef usual) {
    Optional<Ids> own =
        Optional.of(part.header().resolveSibling("..").resolve(REFERENCES).normalize())
            .filter(Files::exists)
            .map(file -> JsonFile.read(file, Ids.class));
    Path header = files.folder().normalize().relativize(part.header());
    return new RetakenRef(
        header.toString(),
        LineRanges.of(part.lines()),
        part.conditions().exposureMs().orElse(0),
        own.map(Ids::darkId).orElse(usual.darkId()),
        own.map(Ids::whiteId).orElse(usual.whiteId()),
        part.calibration().maskedNm());
  }
}

package org.petrascope.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.ReferenceFile;
import org.petrascope.formats.SpecimFolder;
import org.petrascope.formats.Splice;
import org.petrascope.formats.SplicedCalibration;
import org.petrascope.scan.ScanFiles;
import org.petrascope.scan.ScanJoin;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CalibrationRef;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ReferenceSet;
import org.petrascope.spectral.ScanId;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;

/**
 * The calibrations of stored scans, from the references beside their raw lines. May be used by any
 * thread.
 */
final class ScanCalibrations {
  /** Calibrations kept: people ask about one scan at a time. */
  private static final int SCANS_MAX = 2;

  private final Store store;
  private final Panels panels;
  private final Map<Key, Calibration> known = new LinkedHashMap<>();

  /** A scan, and which of its lines come from elsewhere: these change while it is healed. */
  private record Key(ScanId scan, Splice splice) {}

  ScanCalibrations(Store store, Panels panels) {
    this.store = store;
    this.panels = panels;
  }

  /** A scan's raw lines; whoever opens them closes them. */
  EnviReader raw(ScanRecord scan) {
    return EnviReader.recover(recording(scan).header());
  }

  private SpecimFolder recording(ScanRecord scan) {
    return new SpecimFolder(store.folder(scan), scan.id().value());
  }

  /** What turns a scan's raw lines into reflectance. */
  synchronized Calibration of(ScanRecord scan, EnviReader raw) {
    SpecimFolder recording = recording(scan);
    Key key = new Key(scan.id(), Splice.beside(recording.header()));
    Calibration found = known.get(key);
    if (found != null) {
      return found;
    }
    ScanFiles files = new ScanFiles(store.folder(scan), scan.id().value());
    ReferenceSet references =
        new ReferenceSet(
            ReferenceFile.read(Reference.Kind.DARK, recording.header(Reference.Kind.DARK)),
            ReferenceFile.read(Reference.Kind.WHITE, recording.header(Reference.Kind.WHITE)),
            panels.of(scan.station()));
    double snrMin = panels.snrMin(scan.station());
    Calibration usual =
        Calibration.of(
            references,
            files.wavelengths(raw.requireWavelengths()),
            raw.header().conditions(),
            snrMin);
    Calibration calibration =
        SplicedCalibration.of(files.raw(), usual, references.panel(), snrMin).calibration();
    if (known.size() >= SCANS_MAX) {
      known.remove(known.keySet().iterator().next());
    }
    known.put(key, calibration);
    return calibration;
  }

  /** A finished scan as it is joined to another. */
  ScanJoin.Side side(ScanRecord scan) {
    return new ScanJoin.Side(scan, panels.of(scan.station()), panels.snrMin(scan.station()));
  }

  /** What a scan's reflectance goes back to. */
  CalibrationRef reference(ScanRecord scan, Calibration calibration) {
    return new CalibrationRef(
        scan.darkId(),
        scan.whiteId(),
        panels.of(scan.station()).name(),
        calibration.unstated(),
        calibration.maskedNm());
  }
}

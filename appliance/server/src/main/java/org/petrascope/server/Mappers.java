package org.petrascope.server;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.petrascope.scan.Identification;
import org.petrascope.scan.IdentificationShelf;
import org.petrascope.scan.ScanFiles;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.Wavelengths;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;

/**
 * The mappers that questions about single pixels need, opened once for every sensor. May be used by
 * any thread.
 */
final class Mappers {
  private static final int OPENED_MAX = 8;

  private final Store store;
  private final IdentificationShelf identifications;
  private final Map<Key, PixelMapper> opened = new LinkedHashMap<>();

  private record Key(ModelRef reference, Wavelengths sensor, BitSet maskedBands) {}

  Mappers(Store store, IdentificationShelf identifications) {
    this.store = store;
    this.identifications = identifications;
  }

  /** What a scan's minerals are told by. */
  synchronized PixelMapper of(ScanRecord scan, Calibration calibration) {
    Identification identification =
        identifications.of(new ScanFiles(store.folder(scan), scan.id().value()));
    BitSet masked = calibration.maskedBands();
    Key key = new Key(identification.reference(), calibration.wavelengths(), masked);
    PixelMapper known = opened.get(key);
    if (known != null) {
      return known;
    }
    if (opened.size() >= OPENED_MAX) {
      opened.remove(opened.keySet().iterator().next());
    }
    PixelMapper mapper = identification.open(calibration.wavelengths(), masked);
    opened.put(key, mapper);
    return mapper;
  }
}

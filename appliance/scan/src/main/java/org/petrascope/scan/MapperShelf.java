package org.petrascope.scan;

import java.util.Optional;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.Wavelengths;

/**
 * Opens mappers for a station's sensor and keeps the last one: opening takes its time, and most
 * scans are told alike. For one thread at a time.
 */
final class MapperShelf {
  private final IdentificationShelf identifications;
  private Optional<OpenedMapper> last = Optional.empty();

  MapperShelf(IdentificationShelf identifications) {
    this.identifications = identifications;
  }

  /** What new scans are told by. */
  OpenedMapper current(Wavelengths sensor) {
    return open(identifications.current(), sensor);
  }

  /** What a scan was to be told by when it began. */
  OpenedMapper asBegun(ScanFiles files, Wavelengths sensor) {
    return open(identifications.of(files), sensor);
  }

  private OpenedMapper open(Identification identification, Wavelengths sensor) {
    ModelRef reference = identification.reference();
    OpenedMapper opened =
        last.filter(l -> l.reference().equals(reference) && l.mapper().sensor().equals(sensor))
            .orElseGet(() -> new OpenedMapper(reference, identification.open(sensor)));
    last = Optional.of(opened);
    return opened;
  }
}

package org.petrascope.scan;

import java.util.BitSet;
import java.util.Optional;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.PixelMapper;

/**
 * Opens mappers for a station's sensor and keeps the last one: opening takes its time, and most
 * scans are told alike. For one thread at a time.
 */
final class MapperShelf {
  private final IdentificationShelf identifications;
  private Optional<Last> last = Optional.empty();

  private record Last(OpenedMapper opened, BitSet maskedBands) {
    boolean serves(ModelRef reference, Calibration calibration) {
      return opened.reference().equals(reference)
          && opened.mapper().sensor().equals(calibration.wavelengths())
          && maskedBands.equals(calibration.maskedBands());
    }
  }

  MapperShelf(IdentificationShelf identifications) {
    this.identifications = identifications;
  }

  /** What new scans are told by. */
  OpenedMapper current(Calibration calibration) {
    return open(identifications.current(), calibration);
  }

  /** What a scan was to be told by when it began. */
  OpenedMapper asBegun(ScanFiles files, Calibration calibration) {
    return open(identifications.of(files), calibration);
  }

  private OpenedMapper open(Identification identification, Calibration calibration) {
    ModelRef reference = identification.reference();
    Last serving =
        last.filter(l -> l.serves(reference, calibration))
            .orElseGet(() -> opened(identification, calibration));
    last = Optional.of(serving);
    return serving.opened();
  }

  private static Last opened(Identification identification, Calibration calibration) {
    BitSet masked = calibration.maskedBands();
    PixelMapper mapper = identification.open(calibration.wavelengths(), masked);
    return new Last(new OpenedMapper(identification.reference(), mapper), masked);
  }
}

package org.petrascope.scan;

import java.util.Optional;
import org.petrascope.spectral.ModelRef;

/**
 * Where stations find how minerals are told. What it hands out stays usable as long as the stations
 * do, whatever is chosen meanwhile. May be used by any thread.
 */
public interface IdentificationShelf {
  /** How minerals are told from now on. */
  Identification current();

  /** What that is called. */
  default ModelRef reference() {
    return current().reference();
  }

  /**
   * How a scan's minerals were told, by what its folder remembers; empty where that is no longer
   * here.
   */
  Optional<Identification> find(ModelRef reference);

  /**
   * How a scan was to be told when it began. Libraries of before are not kept, so what is there now
   * may take their place, as provenance tells; a model is never replaced by something else.
   *
   * @throws ScanException when the scan's model is no longer here
   */
  default Identification of(ScanFiles scan) {
    Optional<ModelRef> begun = scan.remembered();
    Optional<Identification> found = begun.flatMap(this::find);
    if (found.isEmpty() && begun.filter(ModelIdentification::made).isPresent()) {
      throw new ScanException(
          "scan %s was begun with model %s %s, which is not on this appliance: import that model first"
              .formatted(scan.name(), begun.get().name(), begun.get().version()));
    }
    return found.orElseGet(this::current);
  }

  /** A shelf that never holds anything else. */
  static IdentificationShelf only(Identification identification) {
    return new IdentificationShelf() {
      @Override
      public Identification current() {
        return identification;
      }

      @Override
      public Optional<Identification> find(ModelRef reference) {
        return Optional.of(identification).filter(one -> one.reference().equals(reference));
      }
    };
  }
}

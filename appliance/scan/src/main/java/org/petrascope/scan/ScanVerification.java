package org.petrascope.scan;

import java.util.ArrayList;
import java.util.List;
import org.petrascope.spectral.ModelRef;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.Store;

/**
 * Proves a finished scan: whether its manifest is signed by this box, its files and its model are
 * those that the manifest states, and its pixels are what raw lines, references and model give, bit
 * for bit. Writes nothing. May be used by any thread; those that come meanwhile wait.
 */
public final class ScanVerification {
  private final Store store;
  private final ModelEvidence models;

  public ScanVerification(Store store, IdentificationShelf shelf) {
    this.store = store;
    this.models = new ModelEvidence(store, shelf);
  }

  /** All that was found; the scan is proven when everything holds. */
  public record Verdict(List<Evidence> evidence) {
    public Verdict {
      evidence = List.copyOf(evidence);
    }

    public boolean holds() {
      return evidence.stream().allMatch(Evidence::holds);
    }
  }

  /** Looks at everything, also when something was found already. */
  public synchronized Verdict of(ScanRecord scan, PixelChoice choice) {
    if (scan.state() != ScanState.FINISHED) {
      throw new ScanException(
          "scan %s has no products to verify: finish it first".formatted(scan.id()));
    }
    ScanFiles files = ScanFiles.of(store.folder(scan), scan);
    FileEvidence here = new FileEvidence(files.signed());
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(here.signature(store.identity()));
    ScanManifest.Stated stated;
    try {
      stated = ScanManifest.read(files);
    } catch (ScanException | IllegalArgumentException e) {
      evidence.add(Evidence.bad("file", String.valueOf(e.getMessage())));
      return new Verdict(evidence);
    }
    evidence.addAll(here.files(stated.files(), files.checksums()));
    if (stated.model().isEmpty() || stated.recipe().isEmpty()) {
      evidence.add(
          Evidence.bad(
              "pixels",
              "manifest.json does not state what the products were made with: the scan was finished by an earlier release"));
      return new Verdict(evidence);
    }
    ModelRef reference = stated.model().get();
    Recipe recipe = stated.recipe().get();
    ModelEvidence.Found found = models.of(reference, recipe);
    evidence.add(found.evidence());
    found
        .identification()
        .ifPresent(told -> evidence.add(PixelEvidence.of(files, recipe, told, choice)));
    return new Verdict(evidence);
  }
}

package org.petrascope.scan;

import java.nio.file.Path;
import java.util.Optional;
import org.petrascope.formats.DurableFiles;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.ModelPackage;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.ModelRef;
import org.petrascope.store.ModelRecord;
import org.petrascope.store.Store;

/** Whether what told a scan's minerals is here as it was then. */
final class ModelEvidence {
  private static final String OF = "model";

  private final Store store;
  private final IdentificationShelf shelf;

  ModelEvidence(Store store, IdentificationShelf shelf) {
    this.store = store;
    this.shelf = shelf;
  }

  /**
   * What was found.
   *
   * @param identification to make pixels again with; empty when it is not the one of then
   */
  record Found(Evidence evidence, Optional<Identification> identification) {}

  /** The checksum that a manifest states of a model; empty for what is no model of the store. */
  static String stated(Store store, ModelRef reference) {
    return ModelIdentification.made(reference)
        ? store
            .models()
            .find(reference.name(), reference.version())
            .map(ModelRecord::sha256)
            .orElse("")
        : "";
  }

  Found of(ModelRef reference, Recipe recipe) {
    return ModelIdentification.made(reference) ? model(reference, recipe) : library(reference);
  }

  private Found model(ModelRef reference, Recipe recipe) {
    String called = "model %s %s".formatted(reference.name(), reference.version());
    Optional<ModelRecord> record = store.models().find(reference.name(), reference.version());
    if (record.isEmpty()) {
      return shelf
          .find(reference)
          .map(
              kept ->
                  new Found(Evidence.good(OF, called + " is the one of then"), Optional.of(kept)))
          .orElseGet(() -> bad("%s is not on this appliance: import it".formatted(called)));
    }
    Path folder = store.folder(record.get());
    try {
      ModelPackage.requireWhole(folder);
    } catch (LearningException e) {
      return bad(String.valueOf(e.getMessage()));
    }
    String sum = DurableFiles.sha256(folder.resolve(ModelPackage.CHECKSUMS));
    if (!sum.equals(recipe.modelSha256())) {
      return bad(
          "%s has the SHA-256 %s, the scan was told by one of %s: import that one"
              .formatted(called, sum, recipe.modelSha256()));
    }
    return new Found(
        Evidence.good(OF, "%s is whole and the one of then (SHA-256 %s)".formatted(called, sum)),
        shelf.find(reference));
  }

  /** A library is known by the checksum of its file; the method is the scan's. */
  private Found library(ModelRef reference) {
    Optional<LibraryIdentification> here =
        shelf
            .find(reference)
            .filter(LibraryIdentification.class::isInstance)
            .map(LibraryIdentification.class::cast);
    String called = "library %s".formatted(reference.name());
    if (here.isEmpty()) {
      return bad("%s, which told the scan's minerals, is not here: configure it".formatted(called));
    }
    LibraryIdentification library = here.get();
    if (!library.library().name().equals(reference.name())
        || !library.version().equals(reference.version())) {
      return bad(
          "the library here is %s of version %s, the scan was told by %s of version %s: restore that one"
              .formatted(
                  library.library().name(),
                  library.version(),
                  reference.name(),
                  reference.version()));
    }
    return new Found(
        Evidence.good(
            OF, "%s is the one of then (version %s)".formatted(called, library.version())),
        MapMethod.ofLabel(reference.method())
            .map(
                method -> new LibraryIdentification(library.library(), library.version(), method)));
  }

  private static Found bad(String sentence) {
    return new Found(Evidence.bad(OF, sentence), Optional.empty());
  }
}

package org.petrascope.scan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.petrascope.learning.ModelPackage;
import org.petrascope.learning.Trainer;
import org.petrascope.spectral.ModelRef;
import org.petrascope.store.ModelRecord;
import org.petrascope.store.Store;

/**
 * Minerals told by the appliance's active model, or by a library while no model is active. Models
 * are opened when they are first needed and stay open until this is closed: they are few, and a
 * scan may still use the one before. May be used by any thread.
 */
public final class StoredModels implements IdentificationShelf, AutoCloseable {
  private final Store store;
  private final List<Trainer> trainers;
  private final LibraryIdentification library;
  private final Map<ModelRef, ModelPackage> opened = new LinkedHashMap<>();

  /**
   * @param trainers the kinds of model that can be opened
   * @param library what tells minerals while no model is active
   */
  public StoredModels(Store store, List<Trainer> trainers, LibraryIdentification library) {
    this.store = store;
    this.trainers = List.copyOf(trainers);
    this.library = library;
  }

  @Override
  public Identification current() {
    Optional<ModelRecord> active = store.models().active();
    return active.isPresent() ? open(active.get()) : library;
  }

  @Override
  public ModelRef reference() {
    return store.models().active().map(StoredModels::name).orElseGet(library::reference);
  }

  @Override
  public Optional<Identification> find(ModelRef reference) {
    return ModelIdentification.made(reference)
        ? store.models().find(reference.name(), reference.version()).map(this::open)
        : Optional.of(library);
  }

  private synchronized ModelIdentification open(ModelRecord model) {
    ModelPackage trained =
        opened.computeIfAbsent(name(model), _ -> ModelPackage.open(store.folder(model), trainers));
    return new ModelIdentification(name(model), trained, model.resampling());
  }

  private static ModelRef name(ModelRecord model) {
    return ModelIdentification.named(model.name(), model.version());
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(ModelPackage::close);
    opened.clear();
  }
}

package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.learning.LearningException;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.ModelRef;
import org.petrascope.store.ModelRecord;
import org.petrascope.store.Store;

class StoredModelsTest {
  private static final LibraryIdentification LIBRARY =
      new LibraryIdentification(Bench.LIBRARY, "test", MapMethod.AUTO);

  @TempDir Path root;

  private static ModelRecord registered(Store store, String version) {
    ModelRecord model =
        ModelRecord.candidate(
            "clays", version, "classify", Instant.EPOCH, Instant.EPOCH, "ab".repeat(32));
    SmallModels.classes(store.folder(model), Bench.LIBRARY).close();
    store.models().add(model);
    return model;
  }

  @Test
  void libraryTellsUntilAModelIsActive() {
    try (Store store = Store.open(root, Clock.systemUTC());
        StoredModels models = new StoredModels(store, SmallModels.TRAINERS, LIBRARY)) {
      ModelRecord model = registered(store, "1");
      assertEquals(LIBRARY, models.current());
      assertEquals(LIBRARY.reference(), models.reference());
      store.models().activate(model.name(), model.version(), false, Instant.EPOCH);
      assertEquals(new ModelRef("clays", "1", "model"), models.current().reference());
      assertEquals(models.reference(), models.current().reference());
    }
  }

  @Test
  void modelOfAnEarlierScanStaysOpenBesideTheActiveOne() {
    try (Store store = Store.open(root, Clock.systemUTC());
        StoredModels models = new StoredModels(store, SmallModels.TRAINERS, LIBRARY)) {
      ModelRecord before = registered(store, "1");
      ModelRecord after = registered(store, "2");
      store.models().activate(before.name(), before.version(), false, Instant.EPOCH);
      Identification first = models.current();
      store.models().activate(after.name(), after.version(), false, Instant.EPOCH);
      assertEquals("2", models.current().reference().version());
      assertEquals(first, models.find(first.reference()).orElseThrow());
      assertEquals(
          Optional.empty(), models.find(new ModelRef("clays", "3", ModelIdentification.METHOD)));
      assertEquals(Optional.of(LIBRARY), models.find(new ModelRef("splib06", "x", "sam")));
    }
  }

  @Test
  void damagedModelIsNamedWithoutBeingOpenedAndRefusedWhenItIs() throws Exception {
    try (Store store = Store.open(root, Clock.systemUTC());
        StoredModels models = new StoredModels(store, SmallModels.TRAINERS, LIBRARY)) {
      ModelRecord model = registered(store, "1");
      store.models().activate(model.name(), model.version(), false, Instant.EPOCH);
      Files.delete(store.folder(model).resolve("doubt.json"));
      assertEquals(List.of("clays", "1"), List.of(models.reference().name(), model.version()));
      String refused = assertThrows(LearningException.class, models::current).getMessage();
      assertTrue(refused.contains("doubt.json is missing"), refused);
    }
  }
}

package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.DurableFiles;
import org.petrascope.learning.ModelPackage;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.Reference;
import org.petrascope.store.ModelRecord;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.Store;

/** Scans that prove themselves, and what is said of those that cannot. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ScanVerificationTest {
  private static final int LINES = 40;
  private static final PixelChoice ALL = new PixelChoice.All();
  private static final PixelChoice SOME = new PixelChoice.Sampled(20, 7);
  private static final Mishaps TWO_LOST =
      new Mishaps(Set.of(3L, 4L), Set.of(), Long.MAX_VALUE, Long.MAX_VALUE);

  @TempDir Path root;

  private static ScanRecord finished(Bench bench) throws InterruptedException {
    ScanRecord begun = bench.station.scan(Bench.request(LINES));
    ScanRecord scan = bench.station.await(begun.id());
    assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
    return scan;
  }

  private static ScanFiles files(Bench bench, ScanRecord scan) {
    return ScanFiles.of(bench.store.folder(scan), scan);
  }

  @Test
  void everyPixelOfAScanIsMadeAgainBitForBit() throws Exception {
    try (Bench bench = new Bench(root, TWO_LOST).withReferences()) {
      ScanRecord scan = finished(bench);
      ScanVerification.Verdict verdict = Verdicts.verify(bench, scan, ALL);
      assertEquals("", Verdicts.broken(verdict));
      assertTrue(verdict.holds());
      assertEquals(
          List.of("signature", "file", "model", "pixels"),
          verdict.evidence().stream().map(Evidence::of).toList());
      String pixels = verdict.evidence().getLast().sentence();
      assertTrue(pixels.startsWith("480 pixels (all) made again"), pixels);
      assertTrue(Verdicts.verify(bench, scan, SOME).holds());
      assertTrue(Verdicts.verify(bench, scan, new PixelChoice.One(3, 5)).holds());
      assertThrows(
          ScanException.class, () -> Verdicts.verify(bench, scan, new PixelChoice.One(LINES, 0)));
    }
  }

  @Test
  void changedBitsOfRawAreNamedAndTheirPixelDiffers() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.NONE).withReferences()) {
      ScanRecord scan = finished(bench);
      Path raw = files(bench, scan).raw();
      Path data = raw.resolveSibling(raw.getFileName().toString().replace(".hdr", ".raw"));
      // The high bytes of the first sample of line 10, in every second band.
      for (int band = 0; band < Bench.BANDS; band += 2) {
        Verdicts.flip(data, 2L * (10 * Bench.BANDS + band) * Bench.SAMPLES + 1);
      }
      String broken = Verdicts.broken(Verdicts.verify(bench, scan, ALL));
      assertTrue(
          broken.contains("file: raw capture/" + data.getFileName() + " was changed"), broken);
      assertTrue(broken.contains("the first at line 10, sample 0: "), broken);
    }
  }

  @Test
  void changedBitOfAReferenceIsNamedAndPixelsDiffer() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.NONE).withReferences()) {
      ScanRecord scan = finished(bench);
      Path white = files(bench, scan).recording().header(Reference.Kind.WHITE);
      Path data = white.resolveSibling(white.getFileName().toString().replace(".hdr", ".raw"));
      Verdicts.flip(data, 2L * (75 * Bench.SAMPLES + 4) + 1);
      String broken = Verdicts.broken(Verdicts.verify(bench, scan, ALL));
      assertTrue(broken.contains("file: reference capture/WHITEREF_"), broken);
      assertTrue(broken.contains("pixels: "), broken);
    }
  }

  @Test
  void changedBitOfAProductIsNamedWithWhatItShouldBe() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.NONE).withReferences()) {
      ScanRecord scan = finished(bench);
      Verdicts.flip(files(bench, scan).product("minerals.img"), 7L * Bench.SAMPLES + 2);
      String broken = Verdicts.broken(Verdicts.verify(bench, scan, ALL));
      assertTrue(broken.contains("file: product products/minerals.img was changed"), broken);
      assertTrue(
          broken.contains("1 of 480 pixels (all)")
              && broken.contains("line 7, sample 2: minerals.hdr holds"),
          broken);
    }
  }

  @Test
  void manifestThatWasForgedDoesNotFitItsSignature() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.NONE).withReferences()) {
      ScanRecord scan = finished(bench);
      ScanFiles files = files(bench, scan);
      Path map = files.product("minerals.img");
      String before = DurableFiles.sha256(map);
      Verdicts.flip(map, 0);
      String forged = Files.readString(files.manifest()).replace(before, DurableFiles.sha256(map));
      Files.writeString(files.manifest(), forged);
      String broken = Verdicts.broken(Verdicts.verify(bench, scan, SOME));
      assertTrue(broken.contains("signature.json does not fit manifest.json"), broken);
      assertFalse(broken.contains("file: "), broken);
    }
  }

  @Test
  void scanSignedByAnotherBoxIsNotThisBoxs() throws Exception {
    try (Bench bench = new Bench(root.resolve("a"), Mishaps.NONE).withReferences();
        Store other = Store.open(root.resolve("b"), Clock.systemUTC())) {
      ScanRecord scan = finished(bench);
      ScanFiles files = files(bench, scan);
      ManifestSignature theirs =
          ManifestSignature.by(other.identity(), Files.readAllBytes(files.manifest()));
      JsonFile.write(files.signature(), theirs);
      String broken = Verdicts.broken(Verdicts.verify(bench, scan, SOME));
      assertTrue(broken.contains("is signed by box " + other.identity().fingerprint()), broken);
      Files.delete(files.signature());
      assertTrue(
          Verdicts.broken(Verdicts.verify(bench, scan, SOME)).contains("has no signature.json"));
      Files.writeString(files.signature(), "{", StandardCharsets.UTF_8);
      assertFalse(Verdicts.verify(bench, scan, SOME).holds());
    }
  }

  @Test
  void missingAndAddedFilesAreNamed() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.NONE).withReferences()) {
      ScanRecord scan = finished(bench);
      Files.delete(files(bench, scan).product("downhole.csv"));
      Files.writeString(files(bench, scan).product("more.csv"), "x");
      String broken = Verdicts.broken(Verdicts.verify(bench, scan, SOME));
      assertTrue(broken.contains("product products/downhole.csv is missing"), broken);
      assertTrue(broken.contains("product products/more.csv was added"), broken);
    }
  }

  @Test
  void anotherLibraryIsNamedAndMakesNoPixels() throws Exception {
    try (Bench bench = new Bench(root, Mishaps.NONE).withReferences()) {
      ScanRecord scan = finished(bench);
      LibraryIdentification newer =
          new LibraryIdentification(Bench.LIBRARY, "newer", MapMethod.AUTO);
      IdentificationShelf shelf =
          new IdentificationShelf() {
            @Override
            public Identification current() {
              return newer;
            }

            @Override
            public Optional<Identification> find(ModelRef reference) {
              return Optional.of(newer);
            }
          };
      ScanVerification.Verdict verdict = new ScanVerification(bench.store, shelf).of(scan, SOME);
      assertTrue(
          Verdicts.broken(verdict).contains("model: the library here is"),
          Verdicts.broken(verdict));
      assertEquals("model", verdict.evidence().getLast().of());
    }
  }

  @Test
  void changedByteOfAModelIsNamed() throws Exception {
    ModelRecord model = model();
    try (Store store = Store.open(root, Clock.systemUTC())) {
      SmallModels.classes(store.folder(model), Bench.LIBRARY).close();
      store.models().add(model);
      Path checksums = store.folder(model).resolve(ModelPackage.CHECKSUMS);
      Recipe recipe = Recipe.of(Panel.perfect(), 1, DurableFiles.sha256(checksums));
      try (StoredModels models =
          new StoredModels(
              store, SmallModels.TRAINERS, (LibraryIdentification) Bench.LIBRARY_ALONE)) {
        ModelEvidence evidence = new ModelEvidence(store, models);
        ModelRef reference = ModelIdentification.named(model.name(), model.version());
        assertTrue(evidence.of(reference, recipe).evidence().holds());
        Recipe other = Recipe.of(Panel.perfect(), 1, "00");
        assertTrue(
            evidence.of(reference, other).evidence().sentence().contains("the scan was told by"));
        Verdicts.flip(store.folder(model).resolve("doubt.json"), 3);
        ModelEvidence.Found found = evidence.of(reference, recipe);
        assertTrue(
            found.evidence().sentence().contains("file doubt.json was changed"),
            found.evidence().sentence());
        assertTrue(found.identification().isEmpty());
      }
    }
  }

  @Test
  void pixelsOfAModelAreMadeAgainWithTheirIntervals() throws Exception {
    try (ModelPackage model = SmallModels.pure(root.resolve("model"), Bench.LIBRARY)) {
      IdentificationShelf shelf = IdentificationShelf.only(ModelIdentification.of(model, false));
      try (Bench bench = new Bench(root.resolve("data"), shelf, TWO_LOST).withReferences()) {
        ScanRecord scan = finished(bench);
        ScanVerification.Verdict verdict = new ScanVerification(bench.store, shelf).of(scan, ALL);
        assertEquals("", Verdicts.broken(verdict));
        Verdicts.flip(files(bench, scan).product("abundances-upper.img"), 5);
        assertTrue(
            Verdicts.broken(new ScanVerification(bench.store, shelf).of(scan, ALL))
                .contains("abundances-upper.hdr holds"));
      }
    }
  }

  private static ModelRecord model() {
    return ModelRecord.candidate(
        "clays", "1", "classify", Instant.EPOCH, Instant.EPOCH, "ab".repeat(32));
  }
}

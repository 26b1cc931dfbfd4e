package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviReader;
import org.petrascope.learning.ModelPackage;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Spectrum;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.ScanSummary;

/** Scans of a station whose minerals are told by a trained model. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ModelScanTest {
  private static final int LINES = 60;

  /** What the camera in memory shows, side by side. */
  private static final SpectralLibrary SHOWN =
      Bench.LIBRARY.subset(IntStream.range(0, Bench.SAMPLES).toArray());

  private static final List<String> MINERALS = SmallModels.minerals(SHOWN);

  @TempDir Path root;

  @Test
  void fractionsComeBackClosedWithTheirIntervals() throws Exception {
    try (ModelPackage model = SmallModels.pure(root.resolve("model"), SHOWN);
        Bench bench = bench(model, false, Mishaps.NONE)) {
      ScanRecord scan = finished(bench);
      ScanSummary summary = bench.store.scans().summary(scan.id()).orElseThrow();
      assertEquals(LINES, summary.lines());
      assertEquals(0, summary.linesLost());
      assertTrue(summary.closureMaxError() < 1e-3, "closure " + summary.closureMaxError());
      assertEquals(1, summary.minerals().stream().mapToDouble(m -> m.fraction()).sum(), 1e-6);
      assertMineralsInTheirPlaces(bench, scan);
      float[] values = values(bench, scan, MapFiles.ABUNDANCES);
      float[] lower = values(bench, scan, MapFiles.LOWER);
      float[] upper = values(bench, scan, MapFiles.UPPER);
      for (int i = 0; i < values.length; i++) {
        assertTrue(0 <= lower[i] && lower[i] <= values[i], lower[i] + " to " + values[i]);
        assertTrue(values[i] <= upper[i] && upper[i] <= 1, values[i] + " to " + upper[i]);
      }
    }
  }

  @Test
  void classifierTellsProbabilitiesWithoutIntervals() throws Exception {
    try (ModelPackage model = SmallModels.classes(root.resolve("model"), SHOWN);
        Bench bench = bench(model, false, Mishaps.NONE)) {
      ScanRecord scan = finished(bench);
      assertMineralsInTheirPlaces(bench, scan);
      assertFalse(Files.exists(files(bench, scan).product(MapFiles.LOWER)));
      EnviHeader header = EnviHeader.read(files(bench, scan).product(MapFiles.ABUNDANCES));
      assertEquals(MINERALS.stream().distinct().toList(), header.names(EnviHeader.Names.BANDS));
      assertTrue(bench.store.scans().summary(scan.id()).orElseThrow().closureMaxError() < 1e-3);
    }
  }

  @Test
  void productsNameTheModel() throws Exception {
    try (ModelPackage model = SmallModels.pure(root.resolve("model"), SHOWN);
        Bench bench = bench(model, false, Mishaps.NONE)) {
      ScanRecord scan = finished(bench);
      Map<?, ?> provenance = provenance(bench, scan);
      assertEquals(
          List.of(MapFiles.MINERALS, MapFiles.ABUNDANCES, MapFiles.LOWER, MapFiles.UPPER),
          List.copyOf(provenance.keySet()));
      Map<?, ?> map = (Map<?, ?>) provenance.get(MapFiles.MINERALS);
      assertEquals(Map.of("name", "clays", "version", "7", "method", "model"), map.get("model"));
      assertEquals(
          Optional.of(new ModelRef("clays", "7", "model")), files(bench, scan).remembered());
    }
  }

  @Test
  void whatTheCameraCannotSeeIsInferredAndNeverSeen() throws Exception {
    SpectralLibrary two = SHOWN.subset(0, 10);
    float[][] fractions = {{0.6f, 0.4f, 0}, {0, 0.1f, 0.9f}};
    List<String> components = List.of("Kaolinite", "Quartz (wt%)", "Calcite");
    try (ModelPackage model =
            SmallModels.fractions(root.resolve("model"), two, components, fractions);
        Bench bench = bench(model, false, Mishaps.NONE)) {
      ScanRecord scan = finished(bench);
      int[] flags = flags(bench, scan);
      assertTrue(PixelFlag.INFERRED.in(flags[0]), "kaolinite with 40 % quartz");
      assertTrue(PixelFlag.MIXED.in(flags[0]), "two components above a fifth");
      assertFalse(PixelFlag.INFERRED.in(flags[10]), "calcite with 10 % quartz");
      Map<?, ?> map = (Map<?, ?>) provenance(bench, scan).get(MapFiles.ABUNDANCES);
      assertEquals(List.of("Quartz (wt%)"), map.get("inferred"));
      List<String> inferred =
          bench.store.scans().summary(scan.id()).orElseThrow().minerals().stream()
              .filter(ScanSummary.MineralShare::inferred)
              .map(ScanSummary.MineralShare::name)
              .toList();
      assertEquals(List.of("Quartz (wt%)"), inferred);
    }
  }

  @Test
  void spectraUnlikeAllThatWasLearnedAreUnknown() throws Exception {
    SpectralLibrary clays = SHOWN.subset(0, 1, 2, 3, 4, 5);
    try (ModelPackage model = SmallModels.classes(root.resolve("model"), clays);
        Bench bench = bench(model, false, Mishaps.NONE)) {
      ScanRecord scan = finished(bench);
      int[] flags = flags(bench, scan);
      for (int sample = 0; sample < Bench.SAMPLES; sample++) {
        boolean learned = sample < clays.size();
        assertEquals(!learned, PixelFlag.UNKNOWN.in(flags[sample]), MINERALS.get(sample));
      }
      Path map = files(bench, scan).product(MapFiles.MINERALS);
      List<String> classes = EnviHeader.read(map).names(EnviHeader.Names.CLASSES);
      float[] told = values(bench, scan, MapFiles.MINERALS);
      for (int pixel = 0; pixel < told.length; pixel++) {
        boolean unknown = classes.get((int) told[pixel]).equals("Unknown");
        assertEquals(pixel % Bench.SAMPLES >= clays.size(), unknown, "pixel " + pixel);
      }
    }
  }

  @Test
  void pixelSaysWhereTheModelLookedOnTheModelsBands() {
    SpectralLibrary coarse = SmallModels.shown(1020, 2480, 100);
    try (ModelPackage model = SmallModels.classes(root.resolve("model"), coarse)) {
      PixelMapper mapper = ModelIdentification.of(model, true).open(SHOWN.wavelengths());
      PixelMapper.Attribution told =
          mapper.attribution(new Spectrum(SHOWN.reflectance(0))).orElseThrow();
      assertEquals(MINERALS.getFirst(), told.name());
      assertEquals(coarse.wavelengths(), told.bands());
      double sizes = 0;
      for (float share : told.shares().values()) {
        sizes += Math.abs(share);
      }
      assertEquals(1, sizes, 1e-5);
      float[] dark = new float[SHOWN.wavelengths().count()];
      assertTrue(mapper.attribution(new Spectrum(dark)).isEmpty());
    }
  }

  @Test
  void lostLineHasNoAnswer() throws Exception {
    try (ModelPackage model = SmallModels.pure(root.resolve("model"), SHOWN);
        Bench bench = bench(model, false, Mishaps.lost(17L))) {
      ScanRecord scan = finished(bench);
      for (String file : List.of(MapFiles.ABUNDANCES, MapFiles.LOWER, MapFiles.UPPER)) {
        float[] values = values(bench, scan, file);
        int line = values.length / LINES;
        for (int i = 0; i < values.length; i++) {
          assertEquals(i / line == 16, Float.isNaN(values[i]), file + " line " + i / line);
        }
      }
      int lost = flags(bench, scan)[16 * Bench.SAMPLES];
      assertEquals(List.of("lost-line", "no-data"), PixelFlag.labels(lost));
    }
  }

  @Test
  void fractionsThatNeedNotCloseLeaveARest() throws Exception {
    SpectralLibrary two = SHOWN.subset(0, 10);
    float[][] fractions = {{0.7f}, {0.1f}};
    try (ModelPackage model =
            SmallModels.fractions(root.resolve("model"), two, List.of("Kaolinite"), fractions);
        Bench bench = bench(model, false, Mishaps.NONE)) {
      ScanRecord scan = finished(bench);
      float[] values = values(bench, scan, MapFiles.ABUNDANCES);
      assertEquals(0.7, values[0], 0.02);
      assertEquals(0.3, values[1], 0.02);
      assertTrue(bench.store.scans().summary(scan.id()).orElseThrow().closureMaxError() < 1e-3);
    }
  }

  @Test
  void otherBandsAreResampledWhereThatIsAllowed() throws Exception {
    try (ModelPackage model =
            SmallModels.pure(root.resolve("model"), SmallModels.shown(1020, 2480, 100));
        Bench bench = bench(model, true, Mishaps.NONE)) {
      assertMineralsInTheirPlaces(bench, finished(bench));
    }
  }

  @Test
  void scanIsFinishedByTheModelItBeganWith() throws Exception {
    try (ModelPackage model = SmallModels.pure(root.resolve("model"), SHOWN)) {
      Switched shelf = new Switched(ModelIdentification.of(model, false));
      try (Bench bench = new Bench(root.resolve("data"), shelf, Mishaps.goneAfter(50))) {
        bench.withReferences();
        ScanRecord failed = bench.station.await(bench.station.scan(Bench.request(LINES)).id());
        assertEquals(ScanState.FAILED, failed.state());
        shelf.current = Bench.LIBRARY_ALONE;
        shelf.forgotten = true;
        ScanException refused =
            assertThrows(ScanException.class, () -> bench.station.finish(failed.id()));
        assertEquals(
            "scan %s was begun with model clays 7, which is not on this appliance: import that model first"
                .formatted(failed.id()),
            refused.getMessage());
        shelf.forgotten = false;
        bench.station.finish(failed.id());
        ScanRecord scan = bench.station.await(failed.id());
        assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
        Map<?, ?> map = (Map<?, ?>) provenance(bench, scan).get(MapFiles.MINERALS);
        assertEquals("clays", ((Map<?, ?>) map.get("model")).get("name"));
        assertTrue(Files.exists(files(bench, scan).product(MapFiles.UPPER)));
      }
    }
  }

  /** A shelf from which one model may vanish. */
  private static final class Switched implements IdentificationShelf {
    private final Identification first;
    private volatile Identification current;
    private volatile boolean forgotten;

    Switched(Identification first) {
      this.first = first;
      this.current = first;
    }

    @Override
    public Identification current() {
      return current;
    }

    @Override
    public Optional<Identification> find(ModelRef reference) {
      return Optional.of(first).filter(i -> !forgotten && i.reference().equals(reference));
    }
  }

  private Bench bench(ModelPackage model, boolean resampling, Mishaps mishaps) {
    Identification told = ModelIdentification.of(model, resampling);
    return new Bench(root.resolve("data"), IdentificationShelf.only(told), mishaps)
        .withReferences();
  }

  private static ScanRecord finished(Bench bench) throws InterruptedException {
    ScanRecord scan = bench.station.await(bench.station.scan(Bench.request(LINES)).id());
    assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
    return scan;
  }

  private static void assertMineralsInTheirPlaces(Bench bench, ScanRecord scan) throws Exception {
    Path map = files(bench, scan).product(MapFiles.MINERALS);
    List<String> classes = EnviHeader.read(map).names(EnviHeader.Names.CLASSES);
    float[] told = values(bench, scan, MapFiles.MINERALS);
    for (int pixel = 0; pixel < told.length; pixel++) {
      String expected = MINERALS.get(pixel % Bench.SAMPLES);
      assertEquals(expected, classes.get((int) told[pixel]), "pixel " + pixel);
    }
  }

  private static int[] flags(Bench bench, ScanRecord scan) throws Exception {
    float[] words = values(bench, scan, "flags.hdr");
    return IntStream.range(0, words.length).map(pixel -> (int) words[pixel]).toArray();
  }

  private static float[] values(Bench bench, ScanRecord scan, String file) throws Exception {
    try (EnviReader reader = EnviReader.open(files(bench, scan).product(file))) {
      float[] values = new float[Math.toIntExact(reader.shape().values())];
      reader.values(0, reader.shape().lines(), values);
      return values;
    }
  }

  private static Map<?, ?> provenance(Bench bench, ScanRecord scan) {
    return JsonFile.read(files(bench, scan).product("provenance.json"), Map.class);
  }

  private static ScanFiles files(Bench bench, ScanRecord scan) {
    return ScanFiles.of(bench.store.folder(scan), scan);
  }
}

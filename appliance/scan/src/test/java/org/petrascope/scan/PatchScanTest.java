package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.ModelPackage;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.LineWindow;
import org.petrascope.spectral.LineWindows;
import org.petrascope.spectral.MappedBlock;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.Wavelengths;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanSummary;

/** Minerals told by a model that looks at patches. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PatchScanTest {
  private static final int SIDE = 3;
  private static final Wavelengths BANDS = Bench.LIBRARY.wavelengths();
  private static final int SAMPLES = 7;
  private static final int LINES = 30;

  @TempDir Path root;
  private ModelPackage model;

  @BeforeEach
  void train() {
    RowShape shape = new RowShape(SIDE, BANDS.centresNm());
    float[] values = new float[24 * shape.columns()];
    float[] truth = new float[48];
    SplittableRandom random = new SplittableRandom(5);
    for (int row = 0; row < 24; row++) {
      // Half of the patches have neighbours of the other mineral.
      for (int pixel = 0; pixel < shape.pixels(); pixel++) {
        boolean other = row >= 12 && pixel != shape.pixels() / 2;
        fill(values, row * shape.pixels() + pixel, (row % 2 == 0) != other, random);
      }
      truth[2 * row + (row < 12 ? row % 2 : 0)] = 1;
      if (row >= 12) {
        truth[2 * row] = 0.5f;
        truth[2 * row + 1] = 0.5f;
      }
    }
    Dataset data =
        new Dataset(
            shape,
            new Rows(24, shape.columns(), values),
            Compositions.exact(List.of("Kaolinite", "Calcite"), new Rows(24, 2, truth)),
            IntStream.range(0, 24).mapToObj(row -> "specimen " + row / 2).toList());
    model = SmallModels.trained(root.resolve("model"), data);
  }

  private static void fill(
      float[] values, int spectrum, boolean kaolinite, SplittableRandom random) {
    float[] reflectance = Bench.LIBRARY.reflectance(kaolinite ? 0 : 10);
    for (int band = 0; band < BANDS.count(); band++) {
      values[spectrum * BANDS.count() + band] =
          (float) (reflectance[band] + 0.002 * random.nextGaussian());
    }
  }

  private PixelMapper mapper() {
    return ModelIdentification.of(model, false).open(BANDS);
  }

  /** Random pixels of the two minerals; one line was lost and one pixel was not measured. */
  private static ReflectanceCube scene() {
    SplittableRandom random = new SplittableRandom(9);
    CubeShape shape = new CubeShape(LINES, SAMPLES, BANDS.count());
    float[] bip = new float[(int) shape.values()];
    for (int pixel = 0; pixel < LINES * SAMPLES; pixel++) {
      fill(bip, pixel, random.nextBoolean(), random);
    }
    BitSet lost = new BitSet();
    lost.set(11);
    Arrays.fill(bip, 11 * shape.lineValues(), 12 * shape.lineValues(), Float.NaN);
    int gap = (20 * SAMPLES + 3) * BANDS.count();
    Arrays.fill(bip, gap, gap + BANDS.count(), Float.NaN);
    return Calibration.stored(shape, 0, BANDS, bip).withLostLines(lost);
  }

  private static ReflectanceCube part(ReflectanceCube scene, int first, int lines) {
    CubeShape shape = scene.shape().withLines(lines);
    float[] bip =
        Arrays.copyOfRange(scene.bip(), scene.offset(first, 0), scene.offset(first + lines, 0));
    BitSet lost = new BitSet();
    IntStream.range(0, lines).filter(i -> scene.lost(first + i)).forEach(lost::set);
    return Calibration.stored(shape, first, BANDS, bip).withLostLines(lost);
  }

  @Test
  void blocksOfAnySizeAreMappedAsTheWholeSceneIs() {
    PixelMapper mapper = mapper();
    assertEquals(1, mapper.reach());
    ReflectanceCube scene = scene();
    MappedBlock whole = mapper.map(scene);
    for (int size : new int[] {1, 2, 7, 29}) {
      LineWindows<String> windows = new LineWindows<>(mapper.reach());
      int line = 0;
      for (int first = 0; first < LINES; first += size) {
        ReflectanceCube block = part(scene, first, Math.min(size, LINES - first));
        for (LineWindows.Entry<String> entry : windows.add(block, "")) {
          line = compared(whole, mapper.map(entry.window()), line);
        }
      }
      for (LineWindows.Entry<String> entry : windows.end()) {
        line = compared(whole, mapper.map(entry.window()), line);
      }
      assertEquals(LINES, line);
    }
  }

  private static int compared(MappedBlock whole, MappedBlock part, int line) {
    int parts = whole.components().size();
    for (int i = 0; i < part.pixels(); i++) {
      int pixel = line * SAMPLES + i;
      assertEquals(whole.bestClasses()[pixel], part.bestClasses()[i]);
      assertEquals(whole.flags()[pixel], part.flags()[i]);
      for (int p = 0; p < parts; p++) {
        assertEquals(whole.abundances()[pixel * parts + p], part.abundances()[i * parts + p]);
      }
    }
    return line + part.pixels() / SAMPLES;
  }

  @Test
  void pixelsBesideALostOneAreStillTold() {
    MappedBlock mapped = mapper().map(scene());
    int parts = mapped.components().size();
    for (int pixel = 0; pixel < mapped.pixels(); pixel++) {
      boolean missing = pixel / SAMPLES == 11 || pixel == 20 * SAMPLES + 3;
      assertEquals(missing, Float.isNaN(mapped.abundances()[pixel * parts]), "pixel " + pixel);
      assertEquals(missing, PixelFlag.NO_DATA.in(mapped.flags()[pixel]), "pixel " + pixel);
    }
    assertTrue(PixelFlag.LOST_LINE.in(mapped.flags()[11 * SAMPLES]));
  }

  @Test
  void neighboursHaveASay() {
    ReflectanceCube scene = scene();
    float[] changed = scene.bip().clone();
    int next = scene.offset(5, 3);
    System.arraycopy(Bench.LIBRARY.reflectance(10), 0, changed, next, BANDS.count());
    System.arraycopy(Bench.LIBRARY.reflectance(0), 0, scene.bip(), next, BANDS.count());
    MappedBlock one = mapper().map(LineWindow.of(scene));
    MappedBlock other = mapper().map(Calibration.stored(scene.shape(), 0, BANDS, changed));
    int parts = one.components().size();
    int pixel = (4 * SAMPLES + 2) * parts;
    assertFalse(one.abundances()[pixel] == other.abundances()[pixel]);
    int far = (4 * SAMPLES + 6) * parts;
    assertEquals(one.abundances()[far], other.abundances()[far]);
  }

  @Test
  void scanIsToldByPatchesWithEveryLineCounted() throws Exception {
    try (Bench bench =
        new Bench(
                root.resolve("data"),
                IdentificationShelf.only(ModelIdentification.of(model, false)),
                Mishaps.NONE)
            .withReferences()) {
      ScanRecord begun = bench.station.scan(Bench.request(60));
      ScanRecord scan = bench.station.await(begun.id());
      ScanSummary summary = bench.store.scans().summary(scan.id()).orElseThrow();
      assertEquals(60, summary.lines());
      assertEquals(0, summary.linesLost());
      assertTrue(summary.closureMaxError() < 1e-3, "closure " + summary.closureMaxError());
    }
  }
}

package org.petrascope.scenes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.petrascope.camera.BandTable;
import org.petrascope.formats.SpectralLibraries;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.MappedBlock;
import org.petrascope.spectral.MineralMapper;
import org.petrascope.spectral.RealData;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;

/** What was painted into the built-in box comes back from its noisy spectra. */
class BoxIdentificationTest {
  private static final long SEED = 20260101;
  private static final int SAMPLES = 160;
  private static final int LINES = 200;
  private static final double FULL_SCALE_DN = 3000;
  private static final double NOISE_DN = 4;

  private final Wavelengths sensor =
      Wavelengths.ofNanometres(
          IntStream.range(0, 224).mapToDouble(band -> 1000 + band * 1500.0 / 223).toArray(),
          IntStream.range(0, 224).mapToDouble(_ -> 8).toArray());

  @Test
  void theBoxIsReadWithTheLibraryItIsPaintedFrom() {
    assertRead(ParametricLibrary.builtIn().onBands(sensor), 0.95);
  }

  @Test
  void theBoxIsReadWithALibraryOfRealMinerals() {
    assertRead(SpectralLibraries.read(RealData.path("usgs-splib07/s07_AV95.hdr")), 0.95);
  }

  private void assertRead(SpectralLibrary library, double least) {
    BandTable bands = new BandTable(sensor.centresNm(), sensor.fwhmsNm());
    CoreScene scene =
        Scenes.builtIn(SceneOptions.of(SAMPLES, bands).withLines(LINES).withSeed(SEED));
    SceneTruth truth = scene.truth().orElseThrow();
    MappedBlock mapped =
        MineralMapper.open(library, sensor, MapMethod.AUTO).map(photographed(scene));
    int rock = 0;
    int right = 0;
    int other = 0;
    int flagged = 0;
    Map<String, Integer> wrong = new TreeMap<>();
    for (int pixel = 0; pixel < mapped.pixels(); pixel++) {
      var painted = truth.group(pixel / SAMPLES, pixel % SAMPLES);
      var told = mapped.best(pixel).group();
      if (truth.rock(pixel / SAMPLES, pixel % SAMPLES)) {
        rock++;
        right += told == painted ? 1 : 0;
      } else {
        other++;
        flagged += told.rock() ? 0 : 1;
      }
      if (told != painted) {
        wrong.merge(painted.label() + " told " + told.label(), 1, Integer::sum);
      }
    }
    String outcome =
        "seed %d: %d of %d rock pixels right, %d of %d others flagged, wrong: %s"
            .formatted(SEED, right, rock, flagged, other, wrong);
    assertTrue(right >= least * rock && flagged >= least * other, outcome);
  }

  private ReflectanceCube photographed(CoreScene scene) {
    int bands = sensor.count();
    Random random = new Random(SEED);
    float[] line = new float[SAMPLES * bands];
    float[] bip = new float[LINES * SAMPLES * bands];
    for (int y = 0; y < LINES; y++) {
      scene.reflectance(y, line);
      for (int sample = 0; sample < SAMPLES; sample++) {
        for (int band = 0; band < bands; band++) {
          double dn = line[band * SAMPLES + sample] * FULL_SCALE_DN;
          double read = dn + random.nextGaussian() * NOISE_DN;
          bip[(y * SAMPLES + sample) * bands + band] = (float) (Math.rint(read) / FULL_SCALE_DN);
        }
      }
    }
    return Calibration.stored(new CubeShape(LINES, SAMPLES, bands), 0, sensor, bip);
  }
}

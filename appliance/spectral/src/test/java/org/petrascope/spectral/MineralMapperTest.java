package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MineralMapperTest {
  private static final Wavelengths SENSOR = bands(1000, 2500, 224);

  private final SpectralLibrary library =
      SpectralLibrary.of(
          "three minerals",
          SENSOR,
          List.of("Kaolinite 1", "Calcite 1", "Muscovite 1", "Gypsum 1"),
          new float[][] {
            spectrum(SENSOR, 1400, 12, .3, 2162, 12, .25, 2206, 11, .5),
            spectrum(SENSOR, 1875, 15, .05, 2310, 30, .15, 2340, 15, .3),
            spectrum(SENSOR, 1410, 12, .3, 2200, 15, .4, 2348, 15, .2),
            spectrum(SENSOR, 1447, 16, .4, 1750, 18, .2, 2210, 25, .2)
          });

  @ParameterizedTest
  @EnumSource(MapMethod.class)
  void everyMethodKnowsItsOwnLibrary(MapMethod method) {
    MineralMapper mapper = MineralMapper.open(library, SENSOR, method);
    MappedBlock mapped =
        mapper.map(PublishedSpectra.cube(SENSOR, darker(0, .5), darker(1, .7), darker(2, .3)));
    assertEquals("Kaolinite", mapped.best(0).name());
    assertEquals("Calcite", mapped.best(1).name());
    assertEquals("Muscovite", mapped.best(2).name());
    assertEquals(MineralGroup.WHITE_MICA, mapped.best(2).group());
  }

  @ParameterizedTest
  @EnumSource(MapMethod.class)
  void abundancesAreNeverNegativeAndSumToOne(MapMethod method) {
    long seed = 5;
    Random random = new Random(seed);
    float[][] pixels = new float[300][];
    for (int i = 0; i < pixels.length; i++) {
      float[] a = library.reflectance(random.nextInt(4));
      float[] b = library.reflectance(random.nextInt(4));
      float weight = random.nextFloat();
      pixels[i] = new float[SENSOR.count()];
      for (int band = 0; band < pixels[i].length; band++) {
        pixels[i][band] =
            0.4f * (weight * a[band] + (1 - weight) * b[band])
                + 0.002f * (float) random.nextGaussian();
      }
    }
    MineralMapper mapper = MineralMapper.open(library, SENSOR, method);
    MappedBlock mapped = mapper.map(PublishedSpectra.cube(SENSOR, pixels));
    int components = mapped.components().size();
    for (int pixel = 0; pixel < pixels.length; pixel++) {
      double sum = 0;
      for (int c = 0; c < components; c++) {
        float share = mapped.abundances()[pixel * components + c];
        assertTrue(share >= 0, "seed " + seed);
        sum += share;
      }
      assertEquals(1, sum, 1e-5, "seed " + seed);
    }
  }

  @Test
  void twoMineralsAreToldWithTheirShares() {
    float[] mixed = library.reflectance(1);
    float[] mica = library.reflectance(2);
    for (int band = 0; band < mixed.length; band++) {
      mixed[band] = (float) (Math.pow(mixed[band], 0.7) * Math.pow(mica[band], 0.3));
    }
    MappedBlock mapped =
        MineralMapper.open(library, SENSOR, MapMethod.AUTO)
            .map(PublishedSpectra.cube(SENSOR, mixed));
    assertEquals("Calcite", mapped.best(0).name());
    assertEquals("Muscovite", mapped.second(0).name());
    assertTrue(PixelFlag.MIXED.in(mapped.flags()[0]));
  }

  @Test
  void aFlatSpectrumIsAspectralAndQuartzIsNeverClaimed() {
    float[] flat = new float[SENSOR.count()];
    Arrays.fill(flat, 0.5f);
    MappedBlock mapped =
        MineralMapper.open(library, SENSOR, MapMethod.AUTO)
            .map(PublishedSpectra.cube(SENSOR, flat));
    assertEquals(MineralGroup.INVALID, mapped.best(0).group());
    assertTrue(PixelFlag.ASPECTRAL.in(mapped.flags()[0]));
    assertEquals(1, mapped.abundances()[mapped.components().indexOf(MineralMapper.ASPECTRAL)]);
  }

  @Test
  void noiseAloneIsNoMineral() {
    long seed = 3;
    Random random = new Random(seed);
    float[] noise = new float[SENSOR.count()];
    for (int band = 0; band < noise.length; band++) {
      noise[band] = 0.02f + 0.005f * (float) random.nextGaussian();
    }
    MappedBlock mapped =
        MineralMapper.open(library, SENSOR, MapMethod.AUTO)
            .map(PublishedSpectra.cube(SENSOR, noise));
    assertEquals(MineralGroup.INVALID, mapped.best(0).group(), "seed " + seed);
  }

  @Test
  void darkMissingAndLostPixelsSayWhy() {
    float[] dark = new float[SENSOR.count()];
    float[] missing = new float[SENSOR.count()];
    Arrays.fill(dark, 0.003f);
    Arrays.fill(missing, Float.NaN);
    MappedBlock mapped =
        MineralMapper.open(library, SENSOR, MapMethod.AUTO)
            .map(PublishedSpectra.cube(SENSOR, dark, missing));
    assertTrue(PixelFlag.LOW_SIGNAL.in(mapped.flags()[0]));
    assertEquals(List.of("no-data"), PixelFlag.labels(mapped.flags()[1]));
    assertTrue(Float.isNaN(mapped.scores()[1]));
    assertTrue(Float.isNaN(mapped.abundances()[mapped.components().size()]));
  }

  @Test
  void aFewDeadBandsOfAPixelAreBridged() {
    float[] pixel = library.reflectance(0);
    pixel[100] = Float.NaN;
    pixel[180] = Float.NaN;
    MappedBlock mapped =
        MineralMapper.open(library, SENSOR, MapMethod.AUTO)
            .map(PublishedSpectra.cube(SENSOR, pixel));
    assertEquals("Kaolinite", mapped.best(0).name());
  }

  @Test
  void badBandsAreNeverLookedAt() {
    BitSet bad = new BitSet();
    bad.set(170, 173);
    float[] pixel = library.reflectance(2);
    for (int band = 170; band < 173; band++) {
      pixel[band] = 40;
    }
    for (MapMethod method : MapMethod.values()) {
      MappedBlock mapped =
          MineralMapper.open(library, SENSOR, method, bad)
              .map(PublishedSpectra.cube(SENSOR, pixel));
      assertEquals("Muscovite", mapped.best(0).name(), method.label());
    }
  }

  @Test
  void woodIsToldThoughTheLibraryHoldsNone() {
    float[] wood = TrayMaterial.WOOD.on(SENSOR).reflectance(0);
    MappedBlock mapped =
        MineralMapper.open(library, SENSOR, MapMethod.AUTO)
            .map(PublishedSpectra.cube(SENSOR, wood));
    assertEquals(MineralGroup.NOTAROK, mapped.best(0).group());
    assertTrue(PixelFlag.NOTAROK.in(mapped.flags()[0]));
    assertEquals(1, mapped.abundances()[mapped.components().indexOf(MineralMapper.NOTAROK)], 0.3);
  }

  @Test
  void aLibraryWithoutOverlapIsRefusedWithTheRemedy() {
    Wavelengths visible = bands(400, 900, 100);
    SpectralLibrary elsewhere =
        SpectralLibrary.of("vnir", visible, List.of("Hematite"), new float[1][100]);
    assertRefused(elsewhere, SENSOR, "usable bands in common");
  }

  @Test
  void aCameraThatCannotSeeTheMineralsSaysSo() {
    assertRefused(library, bands(900, 1700, 224), "sees no mineral of library three minerals");
  }

  private static void assertRefused(SpectralLibrary library, Wavelengths sensor, String part) {
    SpectralException refusal =
        assertThrows(
            SpectralException.class, () -> MineralMapper.open(library, sensor, MapMethod.AUTO));
    assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("choose"), refusal.getMessage());
  }

  @Test
  void recordsThatTheDictionaryDoesNotKnowAreClassesOfTheirOwn() {
    SpectralLibrary unnamed =
        SpectralLibrary.of(
            "mine",
            SENSOR,
            List.of("unit A", "unit B"),
            new float[][] {library.reflectance(0), library.reflectance(1)});
    MineralMapper mapper = MineralMapper.open(unnamed, SENSOR, MapMethod.AUTO);
    assertEquals("unit B", mapper.map(PublishedSpectra.cube(SENSOR, darker(1, .6))).best(0).name());
    assertEquals(MineralGroup.UNGROUPED, mapper.classes().get(1).group());
  }

  @Test
  void theBestMatchIsTheRecordOnTheSensorsBands() {
    MineralMapper mapper = MineralMapper.open(library, SENSOR, MapMethod.AUTO);
    PixelMapper.BestMatch match = mapper.bestMatch(new Spectrum(darker(1, .5)));
    assertEquals("Calcite 1", match.record());
    assertEquals(SENSOR.count(), match.reflectance().bands());
    assertFalse(Float.isNaN(match.reflectance().value(100)));
  }

  private float[] darker(int record, double factor) {
    float[] values = library.reflectance(record);
    for (int band = 0; band < values.length; band++) {
      values[band] *= (float) factor;
    }
    return values;
  }

  private static Wavelengths bands(double from, double to, int count) {
    return Wavelengths.ofNanometres(
        IntStream.range(0, count)
            .mapToDouble(band -> from + band * (to - from) / (count - 1))
            .toArray());
  }

  // Gaussians of absorbance: centre nm, sigma nm, depth; over a sloping continuum.
  private static float[] spectrum(Wavelengths at, double... absorptions) {
    float[] values = new float[at.count()];
    for (int band = 0; band < values.length; band++) {
      double absorbance = 0;
      for (int i = 0; i < absorptions.length; i += 3) {
        double away = (at.centreNm(band) - absorptions[i]) / absorptions[i + 1];
        absorbance += absorptions[i + 2] * Math.exp(-away * away / 2);
      }
      values[band] = (float) ((0.5 + at.centreNm(band) / 1e4) * Math.exp(-absorbance));
    }
    return values;
  }
}

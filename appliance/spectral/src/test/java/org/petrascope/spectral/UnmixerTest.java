package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnmixerTest {
  private static final double TOLERANCE = 0.03;

  @Test
  void aMixtureComesBackAsItsFractions() {
    Spectrum a = new Spectrum(new float[] {0.1f, 0.4f, 0.3f, 0.8f});
    Spectrum b = new Spectrum(new float[] {0.6f, 0.2f, 0.5f, 0.1f});
    Unmixer unmixer = Unmixer.of(List.of("a", "b"), List.of(a, b), new BitSet());
    float[] mixed = new float[4];
    for (int band = 0; band < 4; band++) {
      mixed[band] = 0.7f * a.value(band) + 0.3f * b.value(band);
    }
    Unmixer.Fractions found = unmixer.unmix(PublishedSpectra.cube(bands(4), mixed));
    assertEquals(0.7, found.abundances()[0], 1e-5);
    assertEquals(0.3, found.abundances()[1], 1e-5);
    assertEquals(0, found.rmse()[0], 1e-5);
  }

  @Test
  void brightnessIsNotTakenForAnotherMixture() {
    Spectrum a = new Spectrum(new float[] {0.1f, 0.4f, 0.3f, 0.8f});
    Spectrum b = new Spectrum(new float[] {0.6f, 0.2f, 0.5f, 0.1f});
    Unmixer unmixer = Unmixer.of(List.of("a", "b"), List.of(a, b), new BitSet());
    float[] shaded = new float[4];
    for (int band = 0; band < 4; band++) {
      shaded[band] = 0.4f * (0.7f * a.value(band) + 0.3f * b.value(band));
    }
    Unmixer.Fractions found = unmixer.unmix(PublishedSpectra.cube(bands(4), shaded));
    assertEquals(0.7, found.abundances()[0], 1e-5);
  }

  @Test
  void aPixelWithoutMeasurementHasNoFractions() {
    Unmixer unmixer =
        Unmixer.of(
            List.of("a", "b"),
            List.of(new Spectrum(new float[] {1, 2, 3}), new Spectrum(new float[] {3, 1, 1})),
            new BitSet());
    Unmixer.Fractions found =
        unmixer.unmix(PublishedSpectra.cube(bands(3), new float[] {1, Float.NaN, 3}));
    assertTrue(Float.isNaN(found.abundances()[0]));
    assertTrue(PixelFlag.NO_DATA.in(found.flags()[0]));
  }

  @Test
  void endmembersThatShareTooFewBandsAreRefusedWithTheRemedy() {
    SpectralException refusal =
        assertThrows(
            SpectralException.class,
            () ->
                Unmixer.of(
                    List.of("a", "b"),
                    List.of(
                        new Spectrum(new float[] {1, Float.NaN, 3}),
                        new Spectrum(new float[] {Float.NaN, 1, 1})),
                    new BitSet()));
    assertTrue(refusal.getMessage().contains("share 1 usable bands"), refusal.getMessage());
  }

  @Test
  void fractionsThatUsgsComputedComeBack() {
    SpectralLibrary library = PublishedSpectra.splib07();
    List<Map<String, String>> mixtures =
        PublishedSpectra.table(RealData.path("usgs-splib07/mixtures.csv"));
    int within = 0;
    List<String> beyond = new ArrayList<>();
    for (Map<String, String> mixture : mixtures) {
      String name = mixture.get("name");
      double worst = worstError(library, spectrumOf(library, name), mixture);
      within += worst <= TOLERANCE ? 1 : 0;
      if (worst > TOLERANCE) {
        beyond.add("%s %.3f".formatted(name, worst));
      }
    }
    int count = within;
    assertTrue(
        count >= 33,
        () ->
            "%d of %d within %s; beyond: %s".formatted(count, mixtures.size(), TOLERANCE, beyond));
  }

  private static float[] spectrumOf(SpectralLibrary library, String name) {
    String wanted = name.replaceAll("\\s+", " ");
    for (int i = 0; i < library.size(); i++) {
      if (library.record(i).replaceAll("\\s+", " ").equals(wanted)) {
        return library.reflectance(i);
      }
    }
    throw new IllegalStateException("no record " + name);
  }

  // Of the combination of one record a named mineral with the least residual.
  private static double worstError(
      SpectralLibrary library, float[] spectrum, Map<String, String> mixture) {
    List<int[]> choices = new ArrayList<>();
    List<Double> truth = new ArrayList<>();
    mixture.forEach(
        (column, cell) -> {
          if (!List.of("name", "sample", "kind").contains(column) && Double.parseDouble(cell) > 0) {
            choices.add(records(library, column, spectrum));
            truth.add(Double.parseDouble(cell));
          }
        });
    BitSet missing = new BitSet();
    IntStream.range(0, spectrum.length)
        .filter(band -> Float.isNaN(spectrum[band]))
        .forEach(missing::set);
    ReflectanceCube cube = PublishedSpectra.cube(library.wavelengths(), spectrum);
    int[] chosen = new int[choices.size()];
    double least = Double.MAX_VALUE;
    double worst = Double.MAX_VALUE;
    do {
      List<String> names = new ArrayList<>();
      List<Spectrum> spectra = new ArrayList<>();
      for (int i = 0; i < chosen.length; i++) {
        names.add(String.valueOf(i));
        spectra.add(new Spectrum(library.reflectance(choices.get(i)[chosen[i]])));
      }
      Unmixer.Fractions found = Unmixer.of(names, spectra, missing).unmix(cube);
      if (found.rmse()[0] < least) {
        least = found.rmse()[0];
        worst = 0;
        for (int i = 0; i < chosen.length; i++) {
          worst = Math.max(worst, Math.abs(found.abundances()[i] - truth.get(i)));
        }
      }
    } while (next(chosen, choices));
    return worst;
  }

  private static boolean next(int[] chosen, List<int[]> choices) {
    for (int i = 0; i < chosen.length; i++) {
      if (++chosen[i] < choices.get(i).length) {
        return true;
      }
      chosen[i] = 0;
    }
    return false;
  }

  // Records of the mineral that hold every band which the mixture holds.
  private static int[] records(SpectralLibrary library, String column, float[] spectrum) {
    String mineral = column.replaceFirst("^(Ca|Na)-", "");
    return IntStream.range(0, library.size())
        .filter(i -> shows(library.record(i), mineral))
        .filter(i -> complete(library.reflectance(i), spectrum))
        .toArray();
  }

  private static boolean shows(String record, String mineral) {
    return MineralDictionary.builtIn()
        .ofRecord(record)
        .filter(found -> found.name().equalsIgnoreCase(mineral))
        .isPresent();
  }

  private static boolean complete(float[] record, float[] spectrum) {
    return IntStream.range(0, record.length)
        .allMatch(band -> Float.isNaN(spectrum[band]) || !Float.isNaN(record[band]));
  }

  @Test
  void samsonAbundancesComeBack() throws IOException {
    int bands = 156;
    List<String> lines = Files.readAllLines(RealData.path("unmixing-samson/endmembers.csv"));
    List<Spectrum> endmembers = new ArrayList<>();
    for (int e = 0; e < 3; e++) {
      float[] values = new float[bands];
      for (int band = 0; band < bands; band++) {
        values[band] = Float.parseFloat(lines.get(band).split(",")[e]);
      }
      endmembers.add(new Spectrum(values));
    }
    float[] scene = byPixel(floats("unmixing-samson/scene.img"), bands);
    float[] truth = byPixel(floats("unmixing-samson/abundances.img"), 3);
    ReflectanceCube cube = Calibration.stored(new CubeShape(95, 95, bands), 0, bands(bands), scene);
    Unmixer.Fractions found =
        Unmixer.of(List.of("1", "2", "3"), endmembers, new BitSet()).unmix(cube);
    double squares = 0;
    for (int i = 0; i < truth.length; i++) {
      squares += Math.pow(found.abundances()[i] - truth[i], 2);
    }
    double rmse = Math.sqrt(squares / truth.length);
    assertTrue(rmse <= 0.01, () -> "RMSE %.4f".formatted(rmse));
  }

  // Band-sequential to band-interleaved by pixel.
  private static float[] byPixel(float[] bsq, int bands) {
    int pixels = bsq.length / bands;
    float[] bip = new float[bsq.length];
    for (int i = 0; i < bsq.length; i++) {
      bip[i % pixels * bands + i / pixels] = bsq[i];
    }
    return bip;
  }

  private static float[] floats(String file) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.wrap(Files.readAllBytes(RealData.path(file))).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[buffer.capacity() / Float.BYTES];
    buffer.asFloatBuffer().get(values);
    return values;
  }

  private static Wavelengths bands(int count) {
    return Wavelengths.ofNanometres(
        IntStream.range(0, count).mapToDouble(band -> 1000 + 5 * band).toArray());
  }
}

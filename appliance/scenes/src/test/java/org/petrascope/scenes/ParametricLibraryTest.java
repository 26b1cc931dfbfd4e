package org.petrascope.scenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.petrascope.camera.BandTable;
import org.petrascope.formats.SpectralLibraries;
import org.petrascope.spectral.RealData;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;

class ParametricLibraryTest {
  private static final ParametricLibrary LIBRARY = ParametricLibrary.builtIn();

  /** How the records of the same mineral are called in USGS splib07, where it is not the name. */
  private static final Map<String, String> RECORD_NAMES =
      Map.ofEntries(
          Map.entry("phengite", "Muscovite"),
          Map.entry("chamosite", "Clinochlore_Fe"),
          Map.entry("wood", "Wood_Beam"),
          Map.entry("polyethylene", "Plastic_HDPE"),
          Map.entry("paint", "Painted_Aluminum"));

  @Test
  void everyMaterialNamesItsSources() {
    assertEquals(21, LIBRARY.materials().size());
    for (ParametricMaterial material : LIBRARY.materials()) {
      assertFalse(material.positionSource().isBlank(), material.name());
      assertFalse(material.measuredRecord().isBlank(), material.name());
      assertTrue(material.bands().size() >= 8, material.name());
    }
  }

  @Test
  void diagnosticAbsorptionsLieWhereTheLiteratureSaysThem() {
    assertMinimum("kaolinite", 2190, 2225, 2207, 3);
    assertMinimum("kaolinite", 2145, 2175, 2162, 5);
    assertMinimum("dickite", 2160, 2190, 2179, 5);
    assertMinimum("muscovite", 2180, 2225, 2202, 6);
    assertMinimum("phengite", 2190, 2235, 2212, 6);
    assertMinimum("illite", 2190, 2230, 2212, 7);
    assertMinimum("montmorillonite", 2190, 2230, 2208, 5);
    assertMinimum("clinochlore", 2235, 2265, 2250, 6);
    assertMinimum("chamosite", 2240, 2275, 2257, 7);
    assertMinimum("alunite", 1470, 1490, 1475, 5);
    assertMinimum("alunite", 1750, 1775, 1764, 5);
    assertMinimum("alunite", 2155, 2185, 2169, 7);
    assertMinimum("pyrophyllite", 2150, 2180, 2166, 3);
    assertMinimum("calcite", 2320, 2360, 2341, 5);
    assertMinimum("dolomite", 2300, 2345, 2321, 5);
    assertMinimum("gypsum", 1740, 1760, 1749, 5);
    assertMinimum("epidote", 2325, 2355, 2338, 5);
    assertMinimum("talc", 2300, 2325, 2312, 5);
    assertMinimum("jarosite", 2255, 2280, 2266, 5);
    assertMinimum("tremolite", 2305, 2325, 2314, 5);
    assertMinimum("polyethylene", 1715, 1745, 1730, 5);
    assertMinimum("polyethylene", 2295, 2325, 2309, 5);
  }

  private static void assertMinimum(
      String name, int fromNm, int toNm, double expectedNm, double toleranceNm) {
    ParametricMaterial material = LIBRARY.material(name);
    int lowest = fromNm;
    for (int nm = fromNm; nm <= toNm; nm++) {
      lowest = material.reflectance(nm) < material.reflectance(lowest) ? nm : lowest;
    }
    assertEquals(expectedNm, lowest, toleranceNm, name);
  }

  @Test
  void everyMaterialLooksLikeItsNamesakeInTheUsgsLibrary() {
    Path file = RealData.path("usgs-splib07/s07_AV95.hdr");
    SpectralLibrary usgs = SpectralLibraries.read(file);
    Wavelengths bands = usgs.wavelengths();
    BandTable sensor = new BandTable(bands.centresNm(), bands.fwhmsNm());
    for (ParametricMaterial material : LIBRARY.materials()) {
      float[] painted = material.reflectance(sensor, 1);
      String wanted =
          RECORD_NAMES.getOrDefault(material.name(), material.name()).toLowerCase(Locale.ROOT);
      double best = -1;
      for (int record = 0; record < usgs.size(); record++) {
        String name = usgs.record(record).toLowerCase(Locale.ROOT);
        if (name.startsWith(wanted) && !name.contains("+")) {
          best = Math.max(best, likeness(bands, painted, usgs.reflectance(record)));
        }
      }
      assertTrue(best >= 0.97, "%s: correlation %.4f".formatted(material.name(), best));
    }
  }

  // Correlation of the spectra without their continua where minerals are told apart.
  private static double likeness(Wavelengths bands, float[] one, float[] other) {
    int from = bands.nearest(2060);
    int to = bands.nearest(2450) + 1;
    double[] a = withoutHull(bands, one, from, to);
    double[] b = withoutHull(bands, other, from, to);
    double meanA = mean(a);
    double meanB = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    double correlation = ab / Math.sqrt(aa * bb);
    return Double.isNaN(correlation) ? -1 : correlation; // a record with deleted points
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  // The slow and plain definition: divided by the highest chord over each band.
  private static double[] withoutHull(Wavelengths bands, float[] spectrum, int from, int to) {
    double[] out = new double[to - from];
    for (int band = from; band < to; band++) {
      double highest = spectrum[band];
      for (int left = from; left < band; left++) {
        for (int right = band + 1; right < to; right++) {
          double share =
              (bands.centreNm(band) - bands.centreNm(left))
                  / (bands.centreNm(right) - bands.centreNm(left));
          highest = Math.max(highest, spectrum[left] + share * (spectrum[right] - spectrum[left]));
        }
      }
      out[band - from] = spectrum[band] / highest;
    }
    return out;
  }

  @Test
  void unknownMaterialIsRefusedWithTheNamesThereAre() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> LIBRARY.material("quartz"));
    assertTrue(refusal.getMessage().contains("kaolinite"));
  }
}

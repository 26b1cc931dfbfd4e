package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The default method against the labels that The Spectral Assistant gave to real rocks. */
class AgreementTest {
  @Test
  void testRocksAgreeWithThePublishedGroups() {
    assertAgreement(RealData.testRocks(), RealData.splib07(), 0.92, UnaryOperator.identity());
  }

  @Test
  void chipsOfAnotherHoleAgreeToo() {
    assertAgreement(RealData.swmb007d(), RealData.splib07(), 0.90, UnaryOperator.identity());
  }

  @Test
  void anotherLibraryServesAsWell() {
    assertAgreement(RealData.swmb007d(), RealData.splib06(), 0.90, UnaryOperator.identity());
    // It holds no magnesite, which 13 of these spectra are.
    assertAgreement(RealData.testRocks(), RealData.splib06(), 0.84, UnaryOperator.identity());
  }

  private static void assertAgreement(
      RealData.Hole hole, SpectralLibrary library, double least, UnaryOperator<float[]> change) {
    MineralMapper mapper = MineralMapper.open(library, hole.wavelengths, MapMethod.AUTO);
    int[] labelled = hole.labelled();
    float[][] spectra = new float[labelled.length][];
    for (int i = 0; i < labelled.length; i++) {
      spectra[i] = change.apply(hole.spectra[labelled[i]].clone());
    }
    MappedBlock mapped = mapper.map(RealData.cube(hole.wavelengths, spectra));
    int right = 0;
    Map<String, Integer> wrong = new TreeMap<>();
    for (int i = 0; i < labelled.length; i++) {
      String told = mapped.best(i).group().label();
      if (told.equals(hole.group(labelled[i]))) {
        right++;
      } else {
        wrong.merge(hole.group(labelled[i]) + " told " + told, 1, Integer::sum);
      }
    }
    double agreement = (double) right / labelled.length;
    System.err.printf("%.3f %s%n", agreement, wrong);
    assertTrue(
        agreement >= least,
        () -> "%.3f of %d agree, wrong: %s".formatted(agreement, labelled.length, wrong));
  }
}

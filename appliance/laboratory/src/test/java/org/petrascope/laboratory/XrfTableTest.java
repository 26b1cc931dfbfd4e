package org.petrascope.laboratory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XrfTableTest {
  @TempDir Path folder;

  private static double fraction(LaboratorySample sample, String name) {
    return sample.composition().component(name).orElseThrow().fraction();
  }

  @Test
  void oxidesElementsAndLossOnIgnitionKeepTheirOwnUnits() {
    LaboratoryTable table =
        Tables.xrf(
            folder,
            "Sample,SiO2 (wt%),AL2O3_pct,Fe2O3(T) %,LOI %,Cu_ppm,Au ppb,CO2 %",
            "A,60,20,8,9,5400,120,",
            "B,61,20,8,9,<5,,1");
    LaboratorySample a = table.samples().getFirst();
    assertEquals(0.60, fraction(a, "SiO2"), 1e-12);
    assertEquals(0.20, fraction(a, "Al2O3"), 1e-12);
    assertEquals(0.08, fraction(a, "Fe2O3"), 1e-12);
    assertEquals(0.0054, fraction(a, "Cu"), 1e-12);
    assertEquals(120e-9, fraction(a, "Au"), 1e-15);
    assertTrue(a.composition().component("CO2").isEmpty());
    assertEquals(2.5e-6, fraction(table.samples().getLast(), "Cu"), 1e-15);
    assertEquals(
        0.02 * Math.pow(0.6, 0.8495),
        a.composition().component("SiO2").orElseThrow().error(),
        1e-12);
  }

  @Test
  void ppmGivenAsPerCentAndTotalsThatCannotBeAreRefused() {
    assertEquals(
        List.of(
            "row 2, column \"Cu (%)\": 5400 % is more than the whole sample: correct the value, or the unit in the header (ppm?)",
            "row 3 (sample B): oxides and elements add up to 130.0 %, expected 95 to 102 %: correct the row",
            "row 4 (sample C): oxides and elements add up to 80.0 %, expected 95 to 102 %: correct the row"),
        Tables.refusal(
            folder,
            AssayMethod.XRF,
            "sample,SiO2 (%),Al2O3 (%),LOI (%),Cu (%)",
            "A,60,30,8,5400",
            "B,90,30,10,0",
            "C,50,20,10,0"));
  }

  @Test
  void oxidesThatAreFractionsUnderPerCentAreRefused() {
    assertEquals(
        List.of(
            "headers say %, yet rows add up to about 0.9900, which is the whole as fraction: correct the headers or the values"),
        Tables.refusal(
            folder, AssayMethod.XRF, "sample,SiO2 (%),Al2O3 (%),LOI (%)", "A,0.6,0.3,0.09"));
  }

  @Test
  void elementWithoutAUnitIsNotGuessedWhereItMayBeEither() {
    assertEquals(
        List.of(
            "column \"Cu\" states no unit, and its values of up to 12 may be % or ppm: name it \"Cu_ppm\" or \"Cu_pct\""),
        Tables.refusal(folder, AssayMethod.XRF, "sample,SiO2 (%),Cu", "A,60,12").stream()
            .map(s -> s.replace("12.00", "12"))
            .toList());
    LaboratoryTable sure = Tables.xrf(folder, "sample,SiO2 (%),Cu", "A,60,1200");
    assertEquals(0.0012, fraction(sure.samples().getFirst(), "Cu"), 1e-12);
    assertEquals(List.of("columns without a unit are read as ppm: Cu"), sure.notes());
  }

  @Test
  void elementsOfOxidesFollowAtomicWeights() {
    LaboratoryTable table =
        Tables.xrf(folder, "sample,SiO2 %,FeO %,Fe2O3 %,Cu ppm", "A,50,10,10,1000");
    Composition elements = table.samples().getFirst().composition().elements();
    double iron = 0.1 * 55.845 / (55.845 + 15.999) + 0.1 * 2 * 55.845 / (2 * 55.845 + 3 * 15.999);
    assertEquals(iron, elements.component("Fe").orElseThrow().fraction(), 1e-12);
    assertEquals(0.4674, Oxide.parse("SiO2").orElseThrow().elementShare(), 5e-5);
    assertEquals(0.5293, Oxide.parse("Al2O3").orElseThrow().elementShare(), 5e-5);
    assertEquals(0.001, elements.component("Cu").orElseThrow().fraction(), 1e-12);
  }

  @Test
  void unknownColumnIsRefusedAndOneWithoutNumbersIsLeftOut() {
    assertEquals(
        List.of("column \"SiO3x (%)\" names no oxide or element that is known: did you mean SiO2?"),
        Tables.refusal(folder, AssayMethod.XRF, "sample,MgO %,SiO3x (%)", "A,60,30"));
    assertEquals(
        List.of("column \"Analyst\" is left out: it holds no numbers"),
        Tables.xrf(folder, "sample,MgO %,Analyst", "A,60,J. Doe").notes());
  }

  @Test
  void tableWithoutSamplesOrWithHalfADepthIsRefused() {
    assertEquals(
        List.of(
            "no column names the samples: name one \"sample\"",
            "depths need two columns, \"from\" and \"to\": add the missing one"),
        Tables.refusal(folder, AssayMethod.XRF, "from,MgO %", "1,60"));
  }

  @Test
  void rowWithoutAnyValueOrNameIsRefused() {
    assertEquals(
        List.of(
            "row 2 (sample A) holds no value: take the row out",
            "row 3, column \"sample\": the sample has no name: give it one"),
        Tables.refusal(folder, AssayMethod.XRF, "sample,hole,MgO %", "A,H,", ",H,60"));
  }

  @Test
  void depthInFeetBecomesMetres() {
    LaboratorySample sample =
        Tables.xrf(folder, "sample,hole,from_ft,to_ft,MgO %", "A,H,100,110,60")
            .samples()
            .getFirst();
    assertEquals(30.48, sample.depth().orElseThrow().fromM(), 1e-9);
  }
}

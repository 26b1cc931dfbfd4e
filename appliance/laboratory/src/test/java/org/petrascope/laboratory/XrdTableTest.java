package org.petrascope.laboratory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.RealData;

class XrdTableTest {
  @TempDir Path folder;

  private static ComponentFraction part(LaboratorySample sample, String name) {
    return sample.composition().component(name).orElseThrow();
  }

  @Test
  void unitsErrorsDepthsAndSynonymsAreFoundByTheNamesOfColumns() {
    LaboratoryTable table =
        Tables.xrd(
            folder,
            "Sample ID,Hole_ID,From (m),To [m],Formation,Quartz (wt%),± Quartz,Kaolin [%],Kaolin err,X-ray amorphous_pct",
            "S1,DH-1,10,11.5,Upper,60,1.2,35,0.8,5",
            "S2,DH-1,11.5,12,,70,,<2,,29");
    assertEquals(2, table.samples().size());
    LaboratorySample first = table.sample("S1").orElseThrow();
    assertEquals("DH-1", first.hole());
    assertEquals("Upper", first.formation());
    assertEquals(new DepthInterval(10, 11.5), first.depth().orElseThrow());
    assertEquals(0.60, part(first, "Quartz").fraction(), 1e-12);
    assertEquals(0.012, part(first, "Quartz").error(), 1e-12);
    assertEquals(0.35, part(first, "Kaolinite").fraction(), 1e-12);
    assertEquals(0.008, part(first, "Kaolinite").error(), 1e-12);
    assertEquals(0.05, part(first, "Amorphous").fraction(), 1e-12);
    assertTrue(
        table.notes().contains("\"Kaolin\" (field name) is read as Kaolinite"),
        table.notes().toString());
  }

  @Test
  void statedErrorWinsOverThatOfACellBelowDetectionAndThatOverTheRule() {
    LaboratoryTable table =
        Tables.xrd(folder, "sample,Quartz %,Quartz 2sd,Calcite %", "A,98,4,<3", "B,100,,");
    LaboratorySample a = table.samples().getFirst();
    double scale = 1 / (0.98 + 0.015);
    assertEquals(0.02 * scale, part(a, "Quartz").error(), 1e-12);
    assertEquals(0.03 / Math.sqrt(12) * scale, part(a, "Calcite").error(), 1e-12);
    LaboratorySample b = table.samples().getLast();
    assertEquals(0.03 / 1.96, part(b, "Quartz").error(), 1e-12);
    assertEquals(0, part(b, "Calcite").fraction());
    assertEquals(0.03 / 1.96, part(b, "Calcite").error(), 1e-12);
  }

  @Test
  void totalsOfNearlyAHundredAreNormalised() {
    LaboratoryTable table =
        Tables.xrd(
            folder, "sample,Quartz wt%,Calcite wt%,Total wt%", "A,61,40,101", "B,58.9,39.1,98");
    for (LaboratorySample sample : table.samples()) {
      assertEquals(1, sample.composition().total(), 1e-12);
    }
    assertEquals(61 / 101.0, part(table.samples().getFirst(), "Quartz").fraction(), 1e-12);
  }

  @Test
  void allThatIsWrongIsToldTogetherByRowAndColumn() {
    assertEquals(
        List.of(
            "row 3, column \"Calcite (%)\": -4 is negative: an amount is 0 or more",
            "row 4, column \"Quartz (%)\": \"NaN\" is not a number: write the number with a decimal point, <limit, or nothing",
            "row 2 (sample A): phases add up to 130.0 %, expected 98 to 102 %: correct the row",
            "row 5, column \"sample\": sample A stands in row 2 already: keep one of them, or name them apart",
            "row 6, column \"from\": depth from 9.0 to 8.0 m is not possible: depths are at or below 0 m and the end is deeper than the start"),
        Tables.refusal(
            folder,
            AssayMethod.XRD,
            "sample,hole,from,to,Quartz (%),Calcite (%)",
            "A,H,1,2,80,50",
            "B,H,2,3,96,-4",
            "C,H,3,4,NaN,50",
            "A,H,4,5,50,50",
            "D,H,9,8,50,50"));
  }

  @Test
  void unknownPhaseIsRefusedWithTheNearestName() {
    assertEquals(
        List.of(
            "column \"Kaolinit (%)\" names no phase that is known: did you mean Kaolinite?",
            "column \"Unobtainium\" names no phase that is known: use the mineral's CNMNC name, or take the column out"),
        Tables.refusal(
            folder, AssayMethod.XRD, "sample,Quartz %,Kaolinit (%),Unobtainium", "A,50,30,20"));
  }

  @Test
  void columnsThatMeanTheSamePhaseAreNotMergedSilently() {
    assertEquals(
        "columns \"Chlorite %\" and \"Clinochlore %\" both mean Clinochlore: add them up or take one out",
        Tables.refusal(
                folder, AssayMethod.XRD, "sample,Chlorite %,Clinochlore %,Quartz %", "A,20,30,50")
            .getFirst());
  }

  @Test
  void unitIsReadFromTheValuesWhereHeadersStateNone() {
    assertEquals(
        0.4,
        part(Tables.xrd(folder, "id,Quartz,Calcite", "A,40,60").samples().getFirst(), "Quartz")
            .fraction(),
        1e-12);
    LaboratoryTable fractions = Tables.xrd(folder, "id,Quartz,Calcite", "A,0.4,0.6");
    assertEquals(0.4, part(fractions.samples().getFirst(), "Quartz").fraction(), 1e-12);
    assertEquals(
        List.of("columns without a unit are read as fraction: Quartz, Calcite"), fractions.notes());
    assertTrue(
        Tables.refusal(folder, AssayMethod.XRD, "id,Quartz,Calcite", "A,4000,6000")
            .getFirst()
            .startsWith("columns without a unit add up to 1.000e+04"));
  }

  @Test
  void headerThatContradictsItsValuesIsRefused() {
    assertEquals(
        List.of(
            "headers say %, yet rows add up to about 1.000, which is the whole as fraction: correct the headers or the values"),
        Tables.refusal(
            folder, AssayMethod.XRD, "id,Quartz (wt%),Calcite (wt%)", "A,0.4,0.6", "B,0.5,0.5"));
    assertEquals(
        List.of(
            "headers say ppm, yet rows add up to about 100.0, which is the whole as %: correct the headers or the values"),
        Tables.refusal(folder, AssayMethod.XRD, "id,Quartz_ppm,Calcite_ppm", "A,40,60"));
  }

  @Test
  void workbookReadsAsTheSameTable() {
    Path file =
        Tables.xlsx(
            folder,
            List.of(
                List.of("XRD report"),
                List.of("Sample", "Hole", "From", "To", "Quartz (%)", "Calcite (%)", "Remarks"),
                List.of("A", "H1", "1", "2", "40", "60", "fresh"),
                List.of(),
                List.of("B", "H1", "2", "3", "45.5", "54.5")));
    LaboratoryTable table = LaboratoryTable.read(file, AssayMethod.XRD);
    assertEquals(List.of("A", "B"), table.samples().stream().map(LaboratorySample::id).toList());
    assertEquals(0.455, part(table.samples().getLast(), "Quartz").fraction(), 1e-12);
    assertEquals(
        List.of(
            "sheet \"Results\" is read, the 1 others are left out",
            "column \"Remarks\" is left out: it holds no numbers"),
        table.notes());
  }

  @Test
  void workbookProblemsNameTheRowsThatAPersonSees() {
    Path file =
        Tables.xlsx(
            folder,
            List.of(
                List.of("XRD report"),
                List.of(),
                List.of("Sample", "Quartz (%)", "Calcite (%)"),
                List.of("A", "40", "60"),
                List.of(),
                List.of("B", "40", "90")));
    assertEquals(
        List.of(
            "row 6 (sample B): phases add up to 130.0 %, expected 98 to 102 %: correct the row"),
        assertThrows(LaboratoryException.class, () -> LaboratoryTable.read(file, AssayMethod.XRD))
            .problems());
  }

  @Test
  void fileThatIsNoTableIsOneSentence() throws Exception {
    Path broken = Files.write(folder.resolve("a.xlsx"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 9});
    assertTrue(
        assertThrows(LaboratoryException.class, () -> LaboratoryTable.read(broken, AssayMethod.XRD))
            .getMessage()
            .contains("cannot be read as an Excel workbook"));
    Path old = Files.write(folder.resolve("a.xls"), new byte[] {1});
    assertEquals(
        old + " is a workbook of the old binary kind: save it as .xlsx or .csv",
        assertThrows(LaboratoryException.class, () -> LaboratoryTable.read(old, AssayMethod.XRD))
            .getMessage());
  }

  @Test
  void weighedMixturesOfRockJockAreReadAsTheyStand() {
    LaboratoryTable table =
        LaboratoryTable.read(RealData.path("xrd-rockjock/mixture_weights.csv"), AssayMethod.XRD);
    LaboratorySample mix2 = table.sample("Mix2").orElseThrow();
    assertEquals(0.08, part(mix2, "Orthoclase").fraction(), 1e-12);
    assertEquals(0.20, part(mix2, "Corundum").fraction(), 1e-12);
    assertEquals(0.36, part(table.sample("Mix1").orElseThrow(), "Smectite").fraction(), 1e-12);
    assertTrue(
        table.notes().contains("\"K feldspar\" (field name) is read as Orthoclase"),
        table.notes().toString());
  }
}

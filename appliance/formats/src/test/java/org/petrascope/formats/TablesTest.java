package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.RealData;
import org.petrascope.spectral.Wavelengths;

class TablesTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void spectraTableHasMetadataFirstAndSortedWavelengths() throws IOException {
    SpectraTable table =
        SpectraTable.read(
            file(
                "s.csv",
                """
                \uFEFFid,"note, long",depth_m,2200.0,2100,2300 nm
                a,"say ""hi"", twice",0.5,0.2,0.1,0.3

                b,,,0.5,,-1.23e34
                """));
    assertEquals(List.of("id", "note, long", "depth_m"), table.columns());
    assertEquals(List.of("a", "b"), table.ids());
    assertEquals("say \"hi\", twice", table.text(0, "note, long"));
    assertArrayEquals(new double[] {2100, 2200, 2300}, table.wavelengths().centresNm());
    assertArrayEquals(new float[] {0.1f, 0.2f, 0.3f}, table.spectrum(0));
    assertArrayEquals(new float[] {Float.NaN, 0.5f, Float.NaN}, table.spectrum(1));
    assertEquals(Optional.of(0.5), table.depthM(0));
    assertEquals(Optional.empty(), table.depthM(1));
  }

  @Test
  void columnsInMicrometresAndSemicolonsAreUnderstood() throws IOException {
    SpectraTable table = SpectraTable.read(file("um.csv", "name;2.1um;2.2um\nx;0.1;0.2\n"));
    assertArrayEquals(new double[] {2100, 2200}, table.wavelengths().centresNm(), 1e-9);
  }

  @Test
  void idMayBeAnyColumn() throws IOException {
    Path file = file("id.csv", "a,b,2100,2200\n1,x,0,0\n");
    assertEquals("x", SpectraTable.read(file, "b").id(0));
    assertEquals(
        file + " has no column \"c\": it has a, b",
        assertThrows(FormatException.class, () -> SpectraTable.read(file, "c")).getMessage());
  }

  @Test
  void separatorsAtTheEndOfLinesNameNoColumn() throws IOException {
    SpectraTable table = SpectraTable.read(file("end.csv", "id,2100,2200,,\na,1,2,,\nb,3,4\n"));
    assertEquals(2, table.wavelengths().count());
    assertArrayEquals(new float[] {3, 4}, table.spectrum(1));
  }

  @Test
  void tableOfLatin1IsRead() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(
        file,
        "site;2.1 \u00b5m;2.2 \u00b5m\nH\u00f6hle;1;2\n".getBytes(StandardCharsets.ISO_8859_1));
    assertArrayEquals(
        new double[] {2100, 2200}, SpectraTable.read(file).wavelengths().centresNm(), 1e-9);
  }

  @Test
  void rowsOfATableWithoutMetadataAreNumbered() throws IOException {
    SpectraTable table = SpectraTable.read(file("bare.csv", "2100,2200\n1,2\n3,4\n"));
    assertEquals(List.of("1", "2"), table.ids());
  }

  @Test
  void tablesThatAreNoneAreToldInOneSentence() throws IOException {
    Path words = file("words.csv", "a,b\n1,2\n");
    assertEquals(
        words
            + " has no wavelength columns: one column a wavelength, named by its nm, is expected behind the metadata",
        assertThrows(FormatException.class, () -> SpectraTable.read(words)).getMessage());
    Path ragged = file("ragged.csv", "id,2100,2200\na,1\n");
    assertEquals(
        ragged + ": row 2 has 2 cells, the header has 3: correct the row",
        assertThrows(FormatException.class, () -> SpectraTable.read(ragged)).getMessage());
    Path text = file("text.csv", "id,2100,2200\na,1,lots\n");
    assertEquals(
        text + ", row 2, column \"2200\": \"lots\" is not a number: correct the cell",
        assertThrows(FormatException.class, () -> SpectraTable.read(text)).getMessage());
    Path twice = file("twice.csv", "id,2100,2100\na,1,2\n");
    assertEquals(
        twice + " has two columns for 2100.0 nm: remove one",
        assertThrows(FormatException.class, () -> SpectraTable.read(twice)).getMessage());
    Path empty = file("empty.csv", "");
    assertTrue(
        assertThrows(FormatException.class, () -> SpectraTable.read(empty))
            .getMessage()
            .endsWith("has 0 rows: a header row and at least one more are expected"));
  }

  @Test
  void writtenTableIsReadBack() throws IOException {
    Path file = folder.resolve("out.csv");
    try (CsvWriter writer = CsvWriter.create(file, List.of("id", "what, else"))) {
      writer.row(List.of("1", "a \"b\""));
      writer.row(List.of("2", ""));
      writer.commit();
    }
    assertEquals("id,\"what, else\"\n1,\"a \"\"b\"\"\"\n2,\n", Files.readString(file));
    CsvTable table = CsvTable.read(file);
    assertEquals("a \"b\"", table.cell(0, "what, else"));
    assertEquals("", table.cell(1, 1));
  }

  @Test
  void uncommittedTableLeavesNothing() throws IOException {
    try (CsvWriter writer = CsvWriter.create(folder.resolve("never.csv"), List.of("id"))) {
      writer.row(List.of("1"));
    }
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void bareMatrixOfEndmembersFitsTheBandsOfTheCube() throws IOException {
    Path file = file("e.csv", "0.1,0.4\n0.2,0.5\n0.3,0.6\n");
    EndmemberTable table = EndmemberTable.read(file, 3);
    assertEquals(List.of("1", "2"), table.names());
    assertArrayEquals(new float[] {0.4f, 0.5f, 0.6f}, table.spectrum(1));
    assertTrue(table.wavelengths().isEmpty());
    assertEquals(
        file + " is a bare matrix of 3 rows, the cube has 4 bands: one row a band is expected",
        assertThrows(FormatException.class, () -> EndmemberTable.read(file, 4)).getMessage());
  }

  @Test
  void tableOfSpectraServesAsEndmembers() throws IOException {
    EndmemberTable table =
        EndmemberTable.read(file("named.csv", "id,2100,2200\nclay,0.1,0.2\nmica,0.3,0.4\n"), 2);
    assertEquals(List.of("clay", "mica"), table.names());
    assertArrayEquals(new float[] {0.3f, 0.4f}, table.spectrum(1));
    assertEquals(2100, table.wavelengths().orElseThrow().firstNm());
  }

  @Test
  void panelCurveMayBePerCentAndMicrometresWithWordsAbove() throws IOException {
    Panel panel =
        PanelCurve.read(
            file("p.txt", "Certificate no 7\nwavelength;reflectance\n1.0\t98.5\n2,99\n3  97\n"));
    Wavelengths sensor = Wavelengths.ofNanometres(new double[] {1500, 2000}, new double[] {1, 1});
    assertArrayEquals(new float[] {0.9875f, 0.99f}, panel.reflectance(sensor), 1e-4f);
  }

  @Test
  void separatorsAloneAreNoPointOfAPanelCurve() throws IOException {
    Panel panel = PanelCurve.read(file("p.txt", ",\n1000,0.98\n;;\n , \n2000,0.98\n"));
    Wavelengths sensor = Wavelengths.ofNanometres(new double[] {1500}, new double[] {1});
    assertArrayEquals(new float[] {0.98f}, panel.reflectance(sensor), 1e-6f);
  }

  @Test
  void wavelengthThatTwoDetectorsSawHasTheMeanOfBoth() throws IOException {
    Panel panel = PanelCurve.read(file("p.txt", "900,0.4\n1000,0.5\n1000,0.7\n1100,0.8\n"));
    Wavelengths sensor = Wavelengths.ofNanometres(new double[] {1000}, new double[] {1e-3});
    assertArrayEquals(new float[] {0.6f}, panel.reflectance(sensor), 1e-4f);
  }

  @Test
  void realPanelsAreFractions() {
    Wavelengths sensor = Wavelengths.ofNanometres(new double[] {1000, 1500, 2000, 2400});
    for (String name : List.of("R90", "R50", "R55_SiSu", "R6")) {
      float[] bands = PanelCurve.read(RealData.path("panels/" + name + ".txt")).reflectance(sensor);
      double nominal = Double.parseDouble(name.replaceAll("\\D", "")) / 100;
      for (float value : bands) {
        assertEquals(nominal, value, 0.08, name);
      }
    }
  }

  @Test
  void realTablesOfSpectraAreRead() {
    SpectraTable rocks =
        SpectraTable.read(RealData.path("hylogger/GSNSW_testrocks/HL4_testrocks_tsg_spectra.csv"));
    assertEquals(222, rocks.size());
    assertEquals(526, rocks.wavelengths().count());
    assertEquals("Testrocks_0001_1", rocks.id(0));
    assertEquals(0.002252, rocks.depthM(0).orElseThrow());
    CsvTable labels =
        CsvTable.read(RealData.path("hylogger/GSNSW_testrocks/HL4_testrocks_tsg_tsa.csv"));
    assertEquals(222, labels.size());
    SpectraTable powders = SpectraTable.read(RealData.path("relab/spectra.csv"));
    assertEquals(606, powders.size());
    assertEquals(401, powders.wavelengths().count());
    assertEquals(
        3,
        EndmemberTable.read(RealData.path("unmixing-samson/endmembers.csv"), 156).names().size());
  }
}

package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.RealData;

class CommandLinesTest {
  @TempDir private Path folder;

  private Shell said = new Shell(0, "", "");

  private int run(Object... args) {
    said = Shell.run(args);
    return said.code();
  }

  private String err() {
    return said.err();
  }

  private String out() {
    return said.out();
  }

  @Test
  void wrongUsageEndsWithTwoAndOneSentence() {
    assertEquals(2, run("map", "--cube", "a.hdr"));
    assertEquals(1, err().lines().count(), err());
    assertTrue(err().contains("--library"), err());
    assertEquals(2, run("mpa"));
    assertEquals(2, run("map", "--cube", "a", "--spectra", "b", "--library", "l", "--out", "o"));
    assertEquals("", out());
  }

  @Test
  void linesThatShineAreNamedByFirstAndLast() {
    assertEquals(2, run("simulate", "--bright", "120"));
    assertTrue(err().contains("such as 120-160"), err());
    assertEquals(1, run("simulate", "--lines", "200", "--bright", "120-200"));
    assertTrue(err().contains("lines 120 to 200 of a scene of 200"), err());
  }

  @Test
  void unknownMethodIsWrongUsageWithASuggestion() {
    assertEquals(
        2,
        run("map", "--spectra", "s.csv", "--library", "l", "--method", "fcsl", "--out", "o.csv"));
    assertTrue(err().contains("did you mean fcls?"), err());
  }

  @Test
  void missingFileEndsWithOneAndOneSentence() {
    assertEquals(
        1,
        run(
            "calibrate",
            "--raw",
            "no.hdr",
            "--dark",
            "d",
            "--white",
            "w",
            "--out",
            folder.resolve("r.hdr")));
    assertEquals(1, err().lines().count(), err());
    assertTrue(err().contains("no.hdr"), err());
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        List.of(
            "serve",
            "simulate",
            "reference",
            "scan",
            "calibrate",
            "join",
            "map",
            "unmix",
            "doctor",
            "cameras",
            "demo")) {
      assertEquals(0, run(command, "--help"), command);
      assertTrue(out().contains("--json"), command);
    }
    assertEquals(0, run());
    assertTrue(out().contains("calibrate"));
  }

  @Test
  void tableIsUnmixedIntoFractionsThatCloseWithRmseAndFlags() throws IOException {
    Path endmembers = write("e.csv", "id,2100,2200,2300\nclay,0.8,0.4,0.7\nchalk,0.6,0.6,0.2\n");
    Path spectra =
        write("s.csv", "site,id,2100,2200,2300\nnorth,a,0.7,0.5,0.45\nsouth,b,0.8,0.4,0.7\n");
    Path result = folder.resolve("sub/f.csv");
    assertEquals(
        0,
        run(
            "unmix",
            "--spectra",
            spectra,
            "--endmembers",
            endmembers,
            "--id",
            "id",
            "--out",
            result,
            "--json"),
        err());
    JsonNode told = Json.MAPPER.readTree(out());
    assertEquals(2, told.path("spectra").asInt());
    List<String> rows = Files.readAllLines(result);
    assertEquals("id,clay,chalk,rmse,flags", rows.getFirst());
    assertEquals("a,0.500000,0.500000,0.000000,", rows.get(1));
    assertEquals("b,1.000000,0.000000,0.000000,", rows.get(2));
  }

  @Test
  void tableIsMappedIntoTheDocumentedColumns() throws IOException {
    Path data = RealData.path("");
    Path result = folder.resolve("map.csv");
    assertEquals(
        0,
        run(
            "map",
            "--spectra",
            data.resolve("hylogger/SWMB007d/SWMB007d_chips_tsg_spectra.csv"),
            "--library",
            data.resolve("usgs-splib07/s07_AV95.hdr"),
            "--out",
            result),
        err());
    List<String> rows = Files.readAllLines(result);
    assertEquals("id,mineral,group,score,second_mineral,second_score,flags", rows.getFirst());
    assertEquals(73, rows.size());
    assertTrue(rows.stream().filter(row -> row.contains(",KAOLIN,")).count() > 60);
  }

  @Test
  void cubeIsUnmixedIntoAFolderWhoseEarlierResultsAreReplaced() throws IOException {
    Path scene = RealData.path("unmixing-samson/scene.hdr");
    Path endmembers = RealData.path("unmixing-samson/endmembers.csv");
    Path result = Files.createDirectory(folder.resolve("result"));
    Files.writeString(result.resolve("abundances.hdr"), "of another run");
    assertEquals(
        0, run("unmix", "--cube", scene, "--endmembers", endmembers, "--out", result), err());
    for (String file : List.of("abundances", "rmse", "flags", "minerals")) {
      assertTrue(Files.readString(result.resolve(file + ".hdr")).startsWith("ENVI"), file);
    }
    try (Stream<Path> files = Files.list(result)) {
      assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith(".")));
    }
  }

  @Test
  void calibratedCubeIsMappedIntoAFolder() throws IOException {
    Path data = RealData.path("");
    Path map = folder.resolve("map");
    assertEquals(
        0,
        run(
            "map",
            "--cube",
            data.resolve("gamsberg/cubus_gamsberg_subset"),
            "--library",
            data.resolve("usgs-splib07/s07_AV95.hdr"),
            "--method",
            "sam",
            "--out",
            map),
        err());
    for (String file :
        List.of(
            "minerals.hdr", "abundances.hdr", "flags.hdr", "minerals.png", "false-colour.png")) {
      assertTrue(Files.exists(map.resolve(file)), file);
    }
  }

  @Test
  void libraryWithoutOverlapIsRefusedAndNothingIsWritten() throws IOException {
    Path library = write("l.csv", table("id,%s\nKaolinite,%s\n", 400, 900));
    Path spectra = write("s.csv", table("id,%s\na,%s\n", 1000, 2500));
    Path result = folder.resolve("map.csv");
    assertEquals(1, run("map", "--spectra", spectra, "--library", library, "--out", result));
    assertEquals(1, err().lines().count(), err());
    assertFalse(Files.exists(result));
  }

  private static String table(String form, int fromNm, int toNm) {
    List<Integer> nm = IntStream.iterate(fromNm, n -> n <= toNm, n -> n + 10).boxed().toList();
    return form.formatted(
        String.join(",", nm.stream().map(String::valueOf).toList()),
        String.join(
            ",", nm.stream().map(n -> String.format(Locale.ROOT, "%.4f", 0.5 + n / 1e5)).toList()));
  }

  @Test
  void unknownFaultIsWrongUsage() {
    assertEquals(2, run("simulate", "--faults", "dorp=0.1"));
    assertTrue(err().contains("drop"), err());
  }

  @Test
  void profileThatNobodySimulatesIsWrongUsage() {
    assertEquals(2, run("simulate", "--profile", "specim-fx11"));
    assertTrue(err().contains("specim-fx10e, specim-fx17e"), err());
  }

  @Test
  void simulatedCameraIsOnlyEverOnLoopback() {
    assertEquals(1, run("simulate", "--address", "10.1.2.3"));
    assertEquals(1, err().lines().count(), err());
    assertTrue(err().contains("10.1.2.3"), err());
  }

  @Test
  void applianceThatDoesNotRunIsSaidInOneSentence() {
    assertEquals(1, run("reference", "dark", "--url", "http://127.0.0.1:9"));
    assertTrue(err().contains("no appliance answers at http://127.0.0.1:9"), err());
    assertEquals(1, err().lines().count(), err());
  }

  @Test
  void brokenConfigurationMakesTheDoctorFail() throws IOException {
    Path config = write("p.yaml", "version: 1\ndata: data\nstations: []\n");
    assertEquals(1, run("doctor", "--config", config, "--json"));
    JsonNode findings = Json.MAPPER.readTree(out());
    assertTrue(findings.size() >= 4);
    assertTrue(out().contains("stations are missing"), out());
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file;
  }
}

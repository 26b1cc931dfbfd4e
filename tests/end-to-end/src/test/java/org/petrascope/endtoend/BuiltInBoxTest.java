package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the built-in box: camera on the wire, references, scan, products. */
class BuiltInBoxTest {
  @TempDir static Path out;
  private static JsonNode summary;

  @BeforeAll
  static void scanTheBox() throws Exception {
    var ended =
        Appliance.run(List.of(), Duration.ofMinutes(5), "demo", "--once", "--out", out.toString());
    assertEquals(0, ended.exit(), ended.err());
    summary = new ObjectMapper().readTree(out.resolve("summary.json").toFile());
  }

  @Test
  void noLineIsLost() {
    assertEquals(0, summary.get("lines_lost").asInt());
    assertTrue(summary.get("lines").asInt() > 100, summary.toString());
  }

  @Test
  void everyPixelIsNonNegativeAndSumsToOne() throws Exception {
    EnviImage abundances = new EnviImage(product("abundances.hdr"));
    assertEquals(summary.get("lines").asInt(), abundances.lines);
    assertEquals(summary.get("samples").asInt(), abundances.samples);
    for (int line = 0; line < abundances.lines; line++) {
      for (int sample = 0; sample < abundances.samples; sample++) {
        double sum = 0;
        for (int band = 0; band < abundances.bands; band++) {
          double fraction = abundances.at(line, sample, band);
          assertTrue(fraction >= 0, "line " + line + ", sample " + sample + ": " + fraction);
          sum += fraction;
        }
        assertEquals(1, sum, 1e-3, "line " + line + ", sample " + sample);
      }
    }
    assertTrue(summary.get("closure_max_error").asDouble() <= 1e-3);
  }

  @Test
  void thePaintedMineralsComeBack() {
    assertTrue(
        summary.get("group_accuracy").asDouble() >= 0.95, summary.get("group_accuracy").toString());
    assertTrue(
        summary.get("notarok_accuracy").asDouble() >= 0.95,
        summary.get("notarok_accuracy").toString());
  }

  @Test
  void intervalsOfTheMineralsHoldTheirFractions() {
    double sum = 0;
    for (JsonNode mineral : summary.get("minerals")) {
      double fraction = mineral.get("fraction").asDouble();
      assertTrue(mineral.get("lower").asDouble() <= fraction, mineral.toString());
      assertTrue(mineral.get("upper").asDouble() >= fraction, mineral.toString());
      sum += fraction;
    }
    assertEquals(1, sum, 0.01);
  }

  @Test
  void everyProductNamedInTheSummaryIsThere() {
    assertTrue(summary.get("products").size() >= 5);
    for (JsonNode product : summary.get("products")) {
      assertTrue(Files.isRegularFile(out.resolve(product.asText())), product.asText());
    }
  }

  @Test
  void downholeIntervalsAreHalfOpenAndFollowEachOther() throws Exception {
    CsvTable downhole = new CsvTable(out.resolve("downhole.csv"));
    assertEquals(List.of("depth_from_m", "depth_to_m", "group"), downhole.header.subList(0, 3));
    assertEquals("flags", downhole.header.getLast());
    for (int row = 0; row < downhole.rows.size(); row++) {
      assertTrue(downhole.number(row, "depth_from_m") < downhole.number(row, "depth_to_m"));
      if (row > 0) {
        assertEquals(
            downhole.number(row - 1, "depth_to_m"), downhole.number(row, "depth_from_m"), 1e-9);
      }
    }
  }

  private static Path product(String name) {
    for (JsonNode product : summary.get("products")) {
      if (product.asText().endsWith(name)) {
        return out.resolve(product.asText());
      }
    }
    throw new AssertionError(name + " is not among " + summary.get("products"));
  }
}

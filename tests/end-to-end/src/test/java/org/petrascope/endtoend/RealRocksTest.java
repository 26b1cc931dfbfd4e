package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measured rocks whose mineral groups were published by the makers of another instrument. */
class RealRocksTest {
  private static final String ROCKS = "hylogger/GSNSW_testrocks/HL4_testrocks_tsg_spectra.csv";
  private static final String PUBLISHED = "hylogger/GSNSW_testrocks/HL4_testrocks_tsg_tsa.csv";
  private static final String LIBRARY = "usgs-splib07/s07_AV95.hdr";

  /** Nothing a short-wave infrared camera could be asked for. */
  private static final Set<String> LEFT_OUT = Set.of("", "INVALID", "NOTAROK");

  @TempDir Path out;

  private static Map<Double, String> publishedByDepth() throws Exception {
    CsvTable table = new CsvTable(Data.file(PUBLISHED));
    Map<Double, String> groups = new HashMap<>();
    for (int row = 0; row < table.rows.size(); row++) {
      String group = table.text(row, "Grp1 sTSAS");
      if (!LEFT_OUT.contains(group)) {
        groups.put(table.number(row, "depth_m"), group);
      }
    }
    assertEquals(109, groups.size());
    return groups;
  }

  @Test
  void mapAgreesWithThePublishedGroupForNinetyTwoPerCent() throws Exception {
    Path map = out.resolve("map.csv");
    var ended =
        Appliance.run(
            "map",
            "--spectra",
            Data.file(ROCKS).toString(),
            "--library",
            Data.file(LIBRARY).toString(),
            "--out",
            map.toString());
    assertEquals(0, ended.exit(), ended.err());
    CsvTable named = new CsvTable(map);
    assertEquals(
        List.of("id", "mineral", "group", "score", "second_mineral", "second_score", "flags"),
        named.header);
    CsvTable published = new CsvTable(Data.file(PUBLISHED));
    assertEquals(published.rows.size(), named.rows.size());
    int compared = 0;
    int agreed = 0;
    for (int row = 0; row < named.rows.size(); row++) {
      assertEquals(published.text(row, "id"), named.text(row, "id"));
      String group = published.text(row, "Grp1 sTSAS");
      if (!LEFT_OUT.contains(group)) {
        compared++;
        agreed += group.equals(named.text(row, "group")) ? 1 : 0;
      }
    }
    assertEquals(109, compared);
    assertTrue(agreed >= 0.92 * compared, agreed + " of " + compared + " agree");
  }

  @Test
  void theWholeChainAgreesWithThePublishedGroupForEightyEightPerCent() throws Exception {
    var ended =
        Appliance.run(
            List.of(),
            Duration.ofMinutes(6),
            "demo",
            "--once",
            "--scene",
            Data.file(ROCKS).toString(),
            "--library",
            Data.file(LIBRARY).toString(),
            "--out",
            out.toString());
    assertEquals(0, ended.exit(), ended.err());
    var summary = new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    assertEquals(0, summary.get("lines_lost").asInt());
    CsvTable downhole = new CsvTable(out.resolve("downhole.csv"));
    int agreed = 0;
    int compared = 0;
    for (var published : publishedByDepth().entrySet()) {
      compared++;
      agreed += groupAt(downhole, published.getKey()).equals(published.getValue()) ? 1 : 0;
    }
    assertTrue(agreed >= 0.88 * compared, agreed + " of " + compared + " agree");
  }

  private static String groupAt(CsvTable downhole, double depth) {
    for (int row = 0; row < downhole.rows.size(); row++) {
      if (downhole.number(row, "depth_from_m") <= depth
          && depth < downhole.number(row, "depth_to_m")) {
        return downhole.text(row, "group");
      }
    }
    throw new AssertionError("no interval holds " + depth + " m");
  }
}

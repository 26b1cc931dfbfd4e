package org.petrascope.laboratory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.DepthInterval;

class RegionFileTest {
  private static final String POLYGON = "\"polygon\": [[0, 0], [0, 5.5], [4, 2]]";

  @Provide
  Arbitrary<RegionFile> files() {
    Arbitrary<String> names = Arbitraries.strings().ofMinLength(1).filter(s -> !s.isBlank());
    Arbitrary<Double> coordinate = Arbitraries.doubles().between(-1000, 1e6);
    Arbitrary<RegionShape> polygons =
        Combinators.combine(coordinate, coordinate)
            .as(RegionShape.Vertex::new)
            .list()
            .ofMinSize(3)
            .ofMaxSize(9)
            .map(RegionShape.Polygon::new);
    Arbitrary<RegionShape> stretches =
        Arbitraries.doubles()
            .between(0, 2000)
            .map(from -> new RegionShape.Stretch(new DepthInterval(from, from + 1.25)));
    Arbitrary<RegionMeaning> meanings =
        Arbitraries.oneOf(
            names.map(RegionMeaning.Label::new), names.map(RegionMeaning.Sample::new));
    return Combinators.combine(
            names,
            Combinators.combine(names, Arbitraries.oneOf(polygons, stretches), meanings)
                .as(Region::new)
                .list()
                .ofMaxSize(5))
        .as(RegionFile::new);
  }

  @Property(tries = 200)
  void whatIsFormattedIsParsedBack(@ForAll("files") RegionFile file) {
    assertEquals(file, RegionFile.parse(file.format(), "regions"));
  }

  @Test
  void fileIsWrittenAndReadBack(@TempDir Path folder) {
    RegionFile file =
        new RegionFile(
            "scan",
            List.of(
                new Region(
                    "R1",
                    new RegionShape.Stretch(new DepthInterval(1, 2)),
                    new RegionMeaning.Sample("S1"))));
    file.write(folder.resolve("regions.json"));
    assertEquals(file, RegionFile.read(folder.resolve("regions.json")));
  }

  private static String refusal(String json) {
    return assertThrows(LaboratoryException.class, () -> RegionFile.parse(json, "r.json"))
        .getMessage();
  }

  private static String region(String content) {
    return "{\"version\": 1, \"scan\": \"s\", \"regions\": [{\"id\": \"R\", " + content + "}]}";
  }

  @Test
  void badFilesAreRefusedInOneSentence() {
    assertEquals(
        "r.json is of version 2, version 1 is read: take the software that wrote it",
        refusal("{\"version\": 2, \"scan\": \"s\", \"regions\": []}"));
    assertEquals(
        "r.json, region 1: key \"lable\" is unknown: did you mean label?",
        refusal(region("\"lable\": \"Talc\", " + POLYGON)));
    assertEquals(
        "r.json, region 1: it needs either \"label\" or \"sample\", and has both",
        refusal(region("\"label\": \"Talc\", \"sample\": \"S\", " + POLYGON)));
    assertEquals(
        "r.json, region 1: it needs either \"polygon\" or \"depth\", and has neither",
        refusal(region("\"label\": \"Talc\"")));
    assertEquals(
        "a polygon of 2 points is not possible: give 3 to 100000",
        refusal(region("\"label\": \"Talc\", \"polygon\": [[0, 0], [1, 1]]")));
    assertEquals(
        "r.json, region 1: a point of its polygon is [1], two numbers are expected",
        refusal(region("\"label\": \"Talc\", \"polygon\": [[0, 0], [1], [2, 2]]")));
    assertEquals(
        "r.json, region 1: depth from 5.0 to 4.0 m is not possible: depths are at or below 0 m and the end is deeper than the start",
        refusal(region("\"label\": \"Talc\", \"depth\": [5, 4]")));
    assertEquals(
        "r.json, line 1: it is not JSON", refusal("{\"version\"").replaceFirst(" \\(.*", ""));
  }
}

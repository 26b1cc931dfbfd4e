package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviLayout;
import org.petrascope.formats.EnviType;
import org.petrascope.formats.EnviWriter;
import org.petrascope.formats.Interleave;
import org.petrascope.laboratory.PatchDatabase;
import org.petrascope.laboratory.PatchQuery;
import org.petrascope.laboratory.PatchRecord;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RealData;
import org.petrascope.spectral.Wavelengths;

/** How patch databases are made and learned from over the API. */
class LaboratoryApiTest {
  private static final double[] BANDS = RockTable.bands(1300, 2460, 20);
  private static final int SIDE = 12;

  @TempDir private static Path folder;
  private static Path inbox;
  private static ScannedBox box;

  @BeforeAll
  static void scanABox() throws Exception {
    box = ScannedBox.scan(folder, 24);
    inbox = folder.resolve("data/inbox");
    RockTable pixels = RockTable.ofSpecimens(SIDE * SIDE, 1, 3, BANDS);
    EnviLayout layout =
        EnviLayout.of(new CubeShape(0, SIDE, BANDS.length), Interleave.BIL, EnviType.FLOAT32);
    try (EnviWriter writer =
        EnviWriter.create(
            inbox.resolve("cube.hdr"),
            EnviHeader.of(layout).with(Wavelengths.ofNanometres(BANDS)))) {
      writer.append(pixels.bip(), SIDE);
      writer.commit();
    }
  }

  @AfterAll
  static void stop() {
    box.close();
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(inbox.resolve(name), text);
  }

  private static JsonNode cut(String order) throws Exception {
    HttpResponse<String> answer = box.post("/laboratory/patches", order);
    assertEquals(201, answer.statusCode(), answer.body());
    JsonNode cut = Json.MAPPER.readTree(answer.body());
    assertEquals(
        cut.path("database").path("href").asText(),
        answer.headers().firstValue("Location").orElseThrow());
    return cut;
  }

  private static JsonNode refused(String path, String body, int status) throws Exception {
    HttpResponse<String> answer = box.post(path, body);
    assertEquals(status, answer.statusCode(), answer.body());
    return Json.MAPPER.readTree(answer.body());
  }

  private static void assertRefused(String order, int status, String... parts) throws Exception {
    String detail = refused("/laboratory/patches", order, status).path("detail").asText();
    for (String part : parts) {
      assertTrue(detail.contains(part), part + " is not in " + detail);
    }
  }

  /** Squares side by side along the core's first row, of two labels in turn. */
  private static String squares(String scan, int count) {
    StringBuilder regions = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int from = 20 + 14 * i;
      regions.append(i == 0 ? "" : ",");
      regions.append(
          "{\"id\": \"R%d\", \"label\": \"%s\", \"polygon\": [[2,%d],[2,%d],[11,%d],[11,%d]]}"
              .formatted(i, i % 2 == 0 ? "clay" : "mica", from, from + 9, from + 9, from));
    }
    return "{\"version\": 1, \"scan\": \"%s\", \"regions\": [%s]}".formatted(scan, regions);
  }

  private static void assertCopyTellsWhereItsPatchesAreFrom() throws Exception {
    Path copy = folder.resolve("copy.h5");
    Files.write(copy, box.bytes(box.request("/laboratory/databases/core/file")).body());
    try (PatchDatabase read = PatchDatabase.open(copy)) {
      PatchRecord record = read.records(PatchQuery.all()).findFirst().orElseThrow();
      assertEquals("DD 1", record.hole());
      assertEquals("Upper", record.formation());
      assertEquals(box.id(), record.source().scan());
      assertFalse(record.source().calibration().darkId().isEmpty());
      assertFalse(record.source().sensor().model().isEmpty());
    }
  }

  @Test
  void regionsOfAScanBecomeADatabaseThatIsLearnedFrom() throws Exception {
    write("regions.json", squares(box.id(), 8));
    JsonNode cut =
        cut(
            "{\"database\": \"core\", \"scan\": \"%s\", \"regions\": \"regions.json\", \"side\": 3, \"formation\": \"Upper\"}"
                .formatted(box.id()));
    int added = cut.path("added").asInt();
    assertTrue(added > 40 && added <= 72, cut.toString());
    assertEquals(8, cut.path("regions").size());
    JsonNode database = box.json("/laboratory/databases/core");
    assertEquals(added, database.path("patches").asInt());
    assertEquals(added, database.path("sides").path("3").asInt());
    assertEquals(2, database.path("labels").size());
    assertTrue(box.json("/laboratory/databases").toString().contains("\"core\""));
    assertCopyTellsWhereItsPatchesAreFrom();
    JsonNode training =
        box.train(
            """
            {"train": {"name": "patches", "patches": "core", "task": "classify", "group": "specimen",
             "models": ["ridge"], "folds": 2, "repeats": 1, "augment": "gain(sd=0.05)"}}
            """);
    assertEquals("finished", training.path("state").asText(), training.toString());
    JsonNode card = box.json("/models/patches/%s/card".formatted(training.path("id").asText()));
    assertEquals(3, card.path("patchSide").asInt());
    assertTrue(card.path("origin").path("augmentation").asText().startsWith("gain(sd=0.05)"));
    assertRefused(
        "{\"database\": \"core\", \"scan\": \"%s\", \"regions\": \"regions.json\", \"side\": 3}"
            .formatted(box.id()),
        422,
        "is in database",
        "add each once");
    assertEquals(added, box.json("/laboratory/databases/core").path("patches").asInt());
  }

  @Test
  void intervalsOfTheLaboratoryBecomeTheMeanSpectraOfTheirCore() throws Exception {
    write(
        "xrd.csv",
        "sample,hole,from,to,Kaolinite (wt%),Quartz (wt%)\nA,DH1,100,100.5,30,70\nB,DH1,100.5,101,60,40\nC,DH2,1,2,50,50\n");
    JsonNode cut =
        cut(
            """
            {"database": "means", "cube": {"file": "cube.hdr", "hole": "DH1", "depth": [100, 101]},
             "tables": [{"file": "xrd.csv", "method": "xrd"}], "mean": true}
            """);
    assertEquals("{\"A\":1,\"B\":1}", cut.path("patches").toString());
    assertEquals(72, cut.path("regions").get(0).path("pixels").asInt());
    assertEquals("[\"Kaolinite\",\"Quartz\"]", cut.path("database").path("components").toString());
    assertEquals(1, cut.path("database").path("sides").size());
    JsonNode checked =
        Json.MAPPER.readTree(
            box.post("/laboratory/tables", "{\"file\": \"xrd.csv\", \"method\": \"xrd\"}").body());
    assertEquals(3, checked.path("samples").asInt());
    JsonNode none =
        refused(
            "/models",
            """
            {"train": {"name": "m", "patches": "means", "task": "classify", "models": ["ridge"]}}
            """,
            422);
    assertTrue(none.path("detail").asText().contains("0 class occurs"), none.toString());
  }

  @Test
  void everythingWrongWithATableIsToldWithRowAndColumn() throws Exception {
    write(
        "bad.csv",
        """
        sample,hole,from,to,Kaolinite (wt%),Quartz (wt%),Unobtainium (wt%)
        A,DH1,100,100.5,60,70,0
        B,DH1,100.5,101,-5,105,0
        A,DH1,101,102,50,50,0
        """);
    JsonNode problem =
        refused(
            "/laboratory/patches",
            """
            {"database": "never", "cube": {"file": "cube.hdr", "hole": "DH1", "depth": [100, 101]},
             "tables": [{"file": "bad.csv", "method": "xrd"}]}
            """,
            422);
    String all = problem.path("problems").toString();
    assertTrue(problem.path("problems").size() >= 3, problem.toString());
    for (String part : List.of("Unobtainium", "row 3, column", "row 4")) {
      assertTrue(all.contains(part), part + " is not in " + all);
    }
    assertEquals(404, box.get("/laboratory/databases/never").statusCode());
    JsonNode again =
        refused("/laboratory/tables", "{\"file\": \"bad.csv\", \"method\": \"xrd\"}", 422);
    assertEquals(problem.path("problems"), again.path("problems"));
    write("total.csv", "sample,Kaolinite (wt%),Quartz (wt%)\nA,60,70\nB,40,60\n");
    JsonNode total =
        refused("/laboratory/tables", "{\"file\": \"total.csv\", \"method\": \"xrd\"}", 422);
    assertTrue(total.path("detail").asText().contains("row 2"), total.toString());
    assertTrue(total.path("detail").asText().contains("130"), total.toString());
  }

  @Test
  void orderThatCannotBeIsRefused() throws Exception {
    assertRefused(
        "{\"side\": 4, \"tables\": [{\"file\": \"x\", \"method\": \"xrx\"}]}",
        422,
        "x is not in the appliance's inbox");
    assertRefused(
        "{\"side\": 4, \"sied\": 3}",
        400,
        "side is 4: a patch needs a middle",
        "database is missing",
        "scan or cube must be named",
        "regions is missing",
        "did you mean side?");
  }

  @Test
  void regionsThatDoNotSuitTheCubeAreRefused() throws Exception {
    write(
        "stretch.json",
        "{\"version\": 1, \"scan\": \"\", \"regions\": [{\"id\": \"a\", \"label\": \"b\", \"depth\": [1, 2]}]}");
    write("other.json", squares("another-scan", 2));
    write(
        "tiny.json",
        "{\"version\": 1, \"scan\": \"\", \"regions\": [{\"id\": \"a\", \"label\": \"b\", \"polygon\": [[0,0],[0,2],[2,2],[2,0]]}]}");
    String cube = "\"database\": \"x\", \"cube\": {\"file\": \"cube.hdr\"}";
    assertRefused(
        "{%s, \"regions\": \"stretch.json\"}".formatted(cube), 422, "give depth, or draw");
    assertRefused(
        "{%s, \"regions\": \"other.json\"}".formatted(cube), 422, "is of scan another-scan");
    assertRefused(
        "{%s, \"regions\": \"tiny.json\"}".formatted(cube),
        422,
        "nothing was added: no square of 5 x 5 usable pixels");
    assertEquals(404, box.get("/laboratory/databases/x").statusCode());
  }

  @Test
  void namesOfNothingAreRefused() throws Exception {
    write("any.json", squares("", 1));
    assertRefused(
        "{\"database\": \"../x\", \"cube\": {\"file\": \"cube.hdr\"}, \"regions\": \"any.json\"}",
        400,
        "cannot name a database");
    assertRefused(
        "{\"database\": \"x\", \"scan\": \"20260314T091500250Z-7f03a2c4\", \"regions\": \"any.json\"}",
        404,
        "is not known here");
    JsonNode unknown =
        refused(
            "/models",
            "{\"train\": {\"name\": \"m\", \"patches\": \"nope\", \"task\": \"classify\"}}",
            404);
    assertTrue(unknown.path("detail").asText().contains("nope is not known here"));
  }

  @Test
  void measuredSceneIsCutByItsOwnHeader() throws Exception {
    Path scene = RealData.path("gamsberg/cubus_gamsberg_subset");
    for (String name : List.of("", ".hdr")) {
      Files.copy(Path.of(scene + name), inbox.resolve("gamsberg" + name));
    }
    write(
        "gossan.json",
        "{\"version\": 1, \"regions\": [{\"id\": \"g\", \"label\": \"gossan\", \"polygon\": [[2,1],[2,9],[20,9],[20,1]]}]}");
    JsonNode cut =
        cut(
            "{\"database\": \"gamsberg\", \"cube\": {\"file\": \"gamsberg.hdr\"}, \"regions\": \"gossan.json\", \"side\": 3}");
    assertEquals(12, cut.path("added").asInt(), cut.toString());
    assertEquals(144, cut.path("regions").get(0).path("pixels").asInt());
    assertEquals(189, cut.path("database").path("bands").asInt());
  }

  @Test
  void databaseOfAnotherSensorIsNotMixedWith() throws Exception {
    write(
        "one.json",
        "{\"version\": 1, \"scan\": \"\", \"regions\": [{\"id\": \"a\", \"label\": \"b\", \"polygon\": [[0,0],[0,9],[9,9],[9,0]]}]}");
    cut(
        "{\"database\": \"cubes\", \"cube\": {\"file\": \"cube.hdr\"}, \"regions\": \"one.json\", \"side\": 3}");
    write("scan.json", squares(box.id(), 2));
    assertRefused(
        "{\"database\": \"cubes\", \"scan\": \"%s\", \"regions\": \"scan.json\", \"side\": 3}"
            .formatted(box.id()),
        422,
        "the scan has",
        "begin another database");
  }
}

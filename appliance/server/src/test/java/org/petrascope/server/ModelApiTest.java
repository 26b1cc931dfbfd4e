package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How models are trained, taken in and made active over the API. */
class ModelApiTest {
  private static final String TRAINING =
      """
      {"train": {"name": "%s", "spectra": "%s", "target": ["kaolinite", "calcite", "quartz"],
       "task": "abundance", "group": "specimen", "models": ["ridge"], "folds": 3, "repeats": %d}}
      """;

  @TempDir private static Path folder;
  private static Path inbox;
  private static ScannedBox box;

  @BeforeAll
  static void scanABox() throws Exception {
    box = ScannedBox.scan(folder, 24);
    inbox = folder.resolve("data/inbox");
    double[] bands =
        StreamSupport.stream(
                box.json("/stations/core/camera")
                    .path("capabilities")
                    .path("wavelengthsNm")
                    .spliterator(),
                false)
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    Files.writeString(inbox.resolve("core.csv"), RockTable.of(40, 1, bands).csv());
    double[] few = RockTable.bands(1300, 2300, 20);
    Files.writeString(inbox.resolve("few.csv"), RockTable.of(40, 1, few).csv());
  }

  @AfterAll
  static void stop() {
    box.close();
  }

  private static String path(JsonNode training) {
    return "/models/%s/%s".formatted(training.path("model").asText(), training.path("id").asText());
  }

  private static String detail(HttpResponse<String> answer, int status) throws IOException {
    assertEquals(status, answer.statusCode(), answer.body());
    return Json.MAPPER.readTree(answer.body()).path("detail").asText();
  }

  @Test
  void modelIsTrainedMadeActiveAndRetired() throws Exception {
    JsonNode training = box.train(TRAINING.formatted("clays", "core.csv", 1));
    assertEquals("finished", training.path("state").asText(), training.toString());
    assertEquals(1, training.path("done").asDouble());
    String model = path(training);
    assertEquals("candidate", box.json(model).path("state").asText());
    assertEquals("clays", box.json(model + "/card").path("origin").path("name").asText());
    assertEquals("abundance", box.json(model + "/report").path("task").asText());
    JsonNode told = box.json(model + "/explanations").path("models");
    assertEquals("ensemble", told.get(told.size() - 1).path("name").asText());
    assertEquals(200, box.post(model + "/activate", "{}").statusCode());
    assertEquals("active", box.json(model).path("state").asText());
    JsonNode settings = box.json("/stations/core/camera").path("settings");
    assertEquals("model", settings.path("method").asText(), settings.toString());
    assertEquals(200, box.post(model + "/retire", "{}").statusCode());
    assertEquals("retired", box.json(model).path("state").asText());
  }

  @Test
  void modelThatTheCameraCannotServeIsRefusedUnlessResampled() throws Exception {
    String model = path(box.train(TRAINING.formatted("few", "few.csv", 1)));
    String refused = detail(box.post(model + "/activate", "{}"), 409);
    assertTrue(refused.startsWith("station core: model few"), refused);
    assertTrue(refused.contains("\"resample\": true"), refused);
    assertEquals("candidate", box.json(model).path("state").asText());
    assertEquals(200, box.post(model + "/activate", "{\"resample\": true}").statusCode());
    assertTrue(box.json(model).path("resample").asBoolean());
    box.post(model + "/retire", "{}");
  }

  @Test
  void modelThatWasTrainedElsewhereIsTakenInOnce() throws Exception {
    Shell.train(inbox.resolve("core.csv"), inbox.resolve("brought"));
    HttpResponse<String> taken = box.post("/models", "{\"folder\": \"brought\"}");
    assertEquals(201, taken.statusCode(), taken.body());
    JsonNode model = Json.MAPPER.readTree(taken.body());
    assertEquals(model.path("href").asText(), taken.headers().firstValue("Location").orElseThrow());
    assertEquals("brought", box.json("/models").get(0).path("name").asText());
    String twice = detail(box.post("/models", "{\"folder\": \"brought\"}"), 409);
    assertTrue(twice.contains("is registered already"), twice);
  }

  @Test
  void damagedModelIsNotTakenIn() throws Exception {
    Path damaged = inbox.resolve("damaged");
    Shell.train(inbox.resolve("core.csv"), damaged);
    Files.writeString(damaged.resolve("doubt.json"), "{}");
    String refused = detail(box.post("/models", "{\"folder\": \"damaged\"}"), 422);
    assertTrue(refused.contains("doubt.json was changed or cut off"), refused);
    assertTrue(Files.notExists(folder.resolve("data/models/damaged")) || isEmpty("damaged"));
  }

  private static boolean isEmpty(String model) throws IOException {
    try (var inside = Files.list(folder.resolve("data/models").resolve(model))) {
      return inside.findAny().isEmpty();
    }
  }

  @Test
  void trainingIsAloneAndCanBeCancelled() throws Exception {
    HttpResponse<String> begun =
        box.post("/models", TRAINING.formatted("long", "core.csv", 100).replace("ridge", "plsr"));
    assertEquals(202, begun.statusCode(), begun.body());
    String id = Json.MAPPER.readTree(begun.body()).path("id").asText();
    String second = detail(box.post("/models", TRAINING.formatted("b", "core.csv", 1)), 409);
    assertTrue(second.contains("training " + id + " is running"), second);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<java.io.InputStream> events =
          client.send(box.request("/events").build(), BodyHandlers.ofInputStream());
      try (BufferedReader stream =
          new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
        stream.readLine();
        assertEquals(202, box.post("/trainings/" + id + "/cancel", "{}").statusCode());
        assertEquals("cancelled", ScannedBox.ended(stream, id).path("state").asText());
      }
    }
    assertEquals(409, box.post("/trainings/" + id + "/cancel", "{}").statusCode());
    assertEquals(404, box.get("/models/long/" + id).statusCode());
  }

  @Test
  void orderThatCannotBeIsRefusedWithEveryReason() throws Exception {
    String all =
        detail(
            box.post(
                "/models",
                "{\"train\": {\"task\": \"guess\", \"models\": [\"rigde\"], \"folds\": 1, \"gruop\": \"a\"}}"),
            400);
    for (String part :
        new String[] {
          "train.name is missing",
          "train.spectra is missing",
          "train.target is missing",
          "guess is no task",
          "did you mean ridge?",
          "train.folds is 1",
          "train.gruop is unknown: did you mean train.group?".replace("mean train.", "mean ")
        }) {
      assertTrue(all.contains(part), part + " is not in " + all);
    }
    String outside = detail(box.post("/models", "{\"folder\": \"../petrascope.db\"}"), 422);
    assertTrue(outside.contains("is not in the appliance's inbox"), outside);
    detail(box.post("/models", "{}"), 400);
    String column =
        detail(
            box.post("/models", TRAINING.formatted("x", "core.csv", 1).replace("calcite", "calc")),
            422);
    assertTrue(column.contains("did you mean \"calcite\"?"), column);
    assertEquals(404, box.get("/models/no/1").statusCode());
    assertEquals(404, box.post("/models/no/1/activate", "{}").statusCode());
    assertEquals(404, box.get("/trainings/no").statusCode());
  }
}

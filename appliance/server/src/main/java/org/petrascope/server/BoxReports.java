package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.petrascope.formats.DiskSpace;
import org.petrascope.sync.Letterbox;
import org.petrascope.sync.SignedLetter;
import org.petrascope.sync.SyncException;

/** How boxes are and what happened on them, by their letters. For one thread. */
record BoxReports(Letterbox letters) {
  private static final double MILLI = 1e3;

  /** The last letter of a box in one document; {@code problem} says why there is none. */
  ObjectNode last(EnrolledBoxes.Box box) {
    ObjectNode report = Json.MAPPER.createObjectNode().put("box", box.id()).put("name", box.name());
    try {
      Optional<SignedLetter> last = letters.last(box.id(), box.key());
      report.put("letter", last.map(SignedLetter::number).orElse(0L));
      JsonNode body = last.map(SignedLetter::body).orElseGet(Json.MAPPER::createObjectNode);
      last.ifPresent(letter -> seen(box, letter, report));
      report.put("version", body.path("version").asText());
      report.put("freeBytes", body.path("freeBytes").asLong());
      report.put("orderAccepted", body.path("orderAccepted").asLong());
      for (String part : List.of("sync", "lamps", "wavelengths")) {
        if (body.has(part)) {
          report.set(part, body.path(part));
        }
      }
      report.put("problem", last.isPresent() ? "" : "it has written no letter yet");
    } catch (SyncException e) {
      report.put("problem", e.getMessage());
    }
    return report;
  }

  /** When, by the store's clock and by the box's own, and how far these are apart. */
  private void seen(EnrolledBoxes.Box box, SignedLetter letter, ObjectNode report) {
    Instant arrived =
        letters
            .arrived(box.id(), letter.number())
            .orElseThrow(() -> new SyncException("its last letter has just been removed"));
    Instant written = Instant.parse(letter.body().path("at").asText());
    report.put("lastSeen", arrived.toString());
    report.put("boxClock", written.toString());
    report.put("clockOffS", Math.round(Duration.between(arrived, written).toMillis() / MILLI));
  }

  /** One line for a person. */
  static String line(JsonNode report) {
    String who = "%s %s".formatted(report.path("box").asText(), report.path("name").asText());
    if (!report.path("problem").asText().isEmpty()) {
      return who + ": " + report.path("problem").asText();
    }
    JsonNode sync = report.path("sync");
    List<String> parts = new ArrayList<>();
    parts.add("last seen " + report.path("lastSeen").asText());
    parts.add("clock off by %+d s".formatted(report.path("clockOffS").asLong()));
    parts.add(report.path("version").asText());
    parts.add(DiskSpace.readable(report.path("freeBytes").asLong()) + " free");
    parts.add(
        "%d files (%s) wait"
            .formatted(
                sync.path("filesWaiting").asLong(),
                DiskSpace.readable(sync.path("bytesWaiting").asLong())));
    for (JsonNode lamp : report.path("lamps")) {
      parts.add(
          "lamp of %s %.1f h"
              .formatted(lamp.path("station").asText(), lamp.path("hours").asDouble()));
    }
    for (JsonNode check : report.path("wavelengths")) {
      parts.add(
          "wavelengths of %s %+.2f nm"
              .formatted(check.path("serial").asText(), check.path("nm").asDouble()));
    }
    return who + ": " + String.join(", ", parts);
  }

  /** Every event that a box told, with who it was. */
  void events(EnrolledBoxes.Box box, Consumer<JsonNode> reader) {
    letters.events(
        box.id(),
        box.key(),
        event -> {
          ObjectNode told =
              Json.MAPPER.createObjectNode().put("box", box.id()).put("name", box.name());
          told.setAll((ObjectNode) event);
          reader.accept(told);
        });
  }
}

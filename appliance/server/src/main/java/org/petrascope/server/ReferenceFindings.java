package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.petrascope.server.Doctor.Finding;
import org.petrascope.server.Doctor.Verdict;
import org.petrascope.spectral.Reference;

/** What the running appliance says of the references and the lamp of its stations. */
final class ReferenceFindings {
  private static final String TOPIC = "reference";

  private ReferenceFindings() {}

  static List<Finding> of(Configuration configuration) {
    List<Finding> findings = new ArrayList<>();
    HttpSettings http = configuration.http();
    try (ApplianceClient appliance = new ApplianceClient(URI.create(http.url(http.port())))) {
      for (JsonNode station : appliance.get("/stations")) {
        String id = station.path("id").asText();
        JsonNode references = appliance.get("/stations/%s/references".formatted(id));
        for (Reference.Kind kind : Reference.Kind.values()) {
          findings.add(reference(id, kind, references));
        }
        findings.add(lamp(id, station.path("lamp")));
      }
    } catch (ServerException e) {
      findings.add(new Finding(TOPIC, Verdict.WARNING, Failures.sentence(e)));
    }
    return findings;
  }

  /** References come newest first; the newest one of a kind that fits is used. */
  static Finding reference(String station, Reference.Kind kind, JsonNode references) {
    JsonNode shown = null;
    for (JsonNode reference : references) {
      boolean ofKind = reference.path("kind").asText().equals(kind.word());
      boolean better = shown == null || !shown.path("valid").asBoolean();
      if (ofKind && better && (shown == null || reference.path("valid").asBoolean())) {
        shown = reference;
      }
    }
    if (shown == null) {
      return new Finding(
          TOPIC,
          Verdict.WARNING,
          "%s: there is no %s reference yet: %s".formatted(station, kind.word(), kind.remedy()));
    }
    if (!shown.path("valid").asBoolean()) {
      return new Finding(TOPIC, Verdict.WARNING, station + ": " + shown.path("message").asText());
    }
    List<String> told = new ArrayList<>();
    shown.path("warnings").forEach(warning -> told.add(warning.asText()));
    Verdict verdict = told.isEmpty() ? Verdict.OK : Verdict.WARNING;
    String detector = shown.path("detector").asText();
    if (!detector.isEmpty()) {
      told.add(detector);
    }
    told.addFirst("%s of %s fits".formatted(kind.word(), shown.path("at").asText()));
    return new Finding(TOPIC, verdict, station + ": " + String.join("; ", told));
  }

  private static Finding lamp(String station, JsonNode lamp) {
    List<String> told = new ArrayList<>(List.of(lamp.path("message").asText()));
    lamp.path("warnings").forEach(warning -> told.add(warning.asText()));
    return new Finding(
        "lamp",
        told.size() > 1 ? Verdict.WARNING : Verdict.OK,
        station + ": " + String.join("; ", told));
  }
}

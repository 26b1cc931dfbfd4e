package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import org.petrascope.server.ServerException.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code petrascope reference}: takes a dark or white reference, or measures the wavelength tile,
 * on the running appliance.
 */
@Command(name = "reference", description = "Takes a reference on the running appliance.")
final class ReferenceCommand extends ServerCommand {
  /** What a reference shows. */
  enum Target {
    DARK,
    WHITE,
    TILE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "dark|white|tile", description = "What to take.")
  private Target target;

  @Option(names = "--station", paramLabel = "ID", description = "Station; the only one by default.")
  private String station = "";

  @Mixin private final ApplianceOptions running = new ApplianceOptions();

  ReferenceCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    try (ApplianceClient appliance = running.open()) {
      if (target == Target.TILE) {
        tile(appliance);
      } else {
        reference(appliance);
      }
    }
    return DONE;
  }

  private void reference(ApplianceClient appliance) {
    JsonNode taken =
        appliance.post(
            "/stations/%s/references".formatted(station(appliance)), Map.of("kind", target.word()));
    String detector = taken.path("detector").asText();
    taken.path("warnings").forEach(warning -> console().say(warning.asText()));
    result(
        taken,
        "%s reference %s taken, %d lines averaged%s"
            .formatted(
                target.word(),
                taken.path("id").asText(),
                taken.path("lines").asInt(),
                detector.isEmpty() ? "" : "; " + detector));
  }

  private void tile(ApplianceClient appliance) {
    JsonNode check =
        appliance.post("/stations/%s/wavelengths".formatted(station(appliance)), Map.of());
    result(
        check,
        "wavelengths are shifted by %+.2f +- %.2f nm on tile %s (%s)"
            .formatted(
                check.path("shiftNm").asDouble(),
                check.path("standardErrorNm").asDouble(),
                check.path("tile").asText(),
                check.path("id").asText()));
  }

  private String station(ApplianceClient appliance) {
    if (!station.isEmpty()) {
      return station;
    }
    JsonNode stations = appliance.get("/stations");
    if (stations.size() != 1) {
      throw new ServerException(
          Kind.BAD_REQUEST,
          "the appliance has %d stations: name one with --station".formatted(stations.size()));
    }
    return stations.get(0).path("id").asText();
  }
}

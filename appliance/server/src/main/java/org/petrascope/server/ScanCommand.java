package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrascope.server.ServerException.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code petrascope scan}: scans one box on the running appliance and waits for its result. */
@Command(name = "scan", description = "Scans one box on the running appliance.")
final class ScanCommand extends ServerCommand {
  private static final Duration POLL = Duration.ofMillis(300);

  @Option(names = "--hole", required = true, paramLabel = "H", description = "Name of the hole.")
  private String hole;

  @Option(names = "--box", required = true, paramLabel = "B", description = "Name of the box.")
  private String box;

  @Option(names = "--from", required = true, paramLabel = "M", description = "Depth in metres.")
  private double fromM;

  @Option(names = "--to", required = true, paramLabel = "M", description = "Depth in metres.")
  private double toM;

  @Option(names = "--lines", paramLabel = "N", description = "Lines, if not all that fit.")
  private @Nullable Integer lines;

  @Option(names = "--interval", paramLabel = "M", description = "Length of a downhole interval.")
  private @Nullable Double intervalM;

  @Option(names = "--station", paramLabel = "ID", description = "Station; the only one by default.")
  private @Nullable String station;

  @Option(names = "--no-wait", description = "Return as soon as the scan runs.")
  private boolean noWait;

  @Mixin private final ApplianceOptions running = new ApplianceOptions();

  ScanCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    try (ApplianceClient appliance = running.open()) {
      JsonNode scan = appliance.post("/scans", order());
      if (!noWait) {
        scan = finished(appliance, scan.path("id").asText());
      }
      result(scan, text(scan));
    }
    return DONE;
  }

  private Map<String, Object> order() {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("hole", hole);
    order.put("box", box);
    order.put("fromM", fromM);
    order.put("toM", toM);
    if (lines != null) {
      order.put("lines", lines);
    }
    if (intervalM != null) {
      order.put("intervalM", intervalM);
    }
    if (station != null) {
      order.put("station", station);
    }
    return order;
  }

  private JsonNode finished(ApplianceClient appliance, String id) throws InterruptedException {
    try (Progress progress = console().progress("scanning")) {
      while (true) {
        JsonNode scan = appliance.get("/scans/" + id);
        switch (scan.path("state").asText()) {
          case "scanning", "finishing" -> {
            long taken = scan.path("received").asLong() + scan.path("lost").asLong();
            progress.at(taken, scan.path("linesExpected").asLong());
            Thread.sleep(POLL);
          }
          case "finished" -> {
            return scan;
          }
          default ->
              throw new ServerException(
                  Kind.FAILED, "scan %s: %s".formatted(id, scan.path("message").asText()));
        }
      }
    }
  }

  private static String text(JsonNode scan) {
    String healing = scan.path("healing").path("message").asText();
    return "scan %s %s: %d lines, %d lost%s"
        .formatted(
            scan.path("id").asText(),
            scan.path("state").asText(),
            scan.path("received").asLong() + scan.path("lost").asLong(),
            scan.path("lost").asLong(),
            healing.isEmpty() ? "" : "; " + healing);
  }
}

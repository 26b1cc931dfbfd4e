package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.scan.PixelChoice;
import org.petrascope.scan.ScanVerification;
import org.petrascope.scan.StoredModels;
import org.petrascope.spectral.MapMethod;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code petrascope verify}: proves that a scan's files are those that the box signed, and that its
 * pixels are what raw lines, references and model give.
 */
@Command(name = "verify", description = "Proves a scan: its files, signature and pixels.")
final class VerifyCommand extends ServerCommand {
  /** Every pixel of a long scan, on a small box. */
  private static final Duration PATIENCE = Duration.ofHours(12);

  @Parameters(paramLabel = "SCAN", description = "Id of the scan.")
  private String scan;

  @Option(names = "--pixel", paramLabel = "LINE,SAMPLE", description = "One pixel, from 0.")
  private @Nullable String pixel;

  @Option(names = "--all", description = "Every pixel.")
  private boolean all;

  @Option(names = "--pixels", paramLabel = "N", description = "So many pixels; 64 by default.")
  private int pixels = VerifyRoutes.PIXELS_DEFAULT;

  @Option(names = "--seed", paramLabel = "N", description = "Which pixels; 1 by default.")
  private int seed = 1;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of an appliance that does not run.")
  private @Nullable Path data;

  @Option(names = "--url", paramLabel = "URL", description = "Address of the appliance.")
  private @Nullable URI url;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration it runs with.")
  private @Nullable Path config;

  VerifyCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    JsonNode verdict = data == null ? asked() : Json.MAPPER.valueToTree(found(data));
    StringBuilder text = new StringBuilder();
    for (JsonNode one : verdict.path("evidence")) {
      text.append(
          "%-6s %-9s %s%n"
              .formatted(
                  one.path("holds").asBoolean() ? "OK" : "BROKEN",
                  one.path("of").asText(),
                  one.path("sentence").asText()));
    }
    result(verdict, text.toString().stripTrailing());
    return verdict.path("holds").asBoolean() ? DONE : FAILED;
  }

  private JsonNode asked() {
    Map<String, Object> order = new LinkedHashMap<>();
    switch (choice()) {
      case PixelChoice.One(int line, int sample) -> {
        order.put("line", line);
        order.put("sample", sample);
      }
      case PixelChoice.Sampled(int count, long from) -> {
        order.put("pixels", count);
        order.put("seed", from);
      }
      case PixelChoice.All _ -> order.put("all", true);
    }
    try (ApplianceClient appliance = ApplianceClient.of(url, config, PATIENCE)) {
      return appliance.post("/scans/%s/verify".formatted(scan), order);
    }
  }

  private PixelChoice choice() {
    if (pixel == null) {
      return all ? new PixelChoice.All() : new PixelChoice.Sampled(pixels, seed);
    }
    if (!pixel.matches("[0-9]{1,9},[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "--pixel is %s: give line and sample, such as --pixel 120,40".formatted(pixel));
    }
    String[] parts = pixel.split(",", -1);
    return new PixelChoice.One(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /** Without an appliance, in its data folder. */
  private VerifyRoutes.VerdictView found(Path folder) {
    Configuration configuration =
        config == null
            ? new Configuration(
                folder,
                HttpSettings.on(HttpSettings.PORT_DEFAULT),
                Optional.empty(),
                MapMethod.AUTO,
                List.of(),
                UpdateConfiguration.NONE)
            : ConfigurationFile.read(config);
    try (Store store = Store.open(folder, Clock.systemUTC());
        StoredModels models =
            new StoredModels(store, ModelKinds.trainers(), Identifications.of(configuration))) {
      ScanRecord known = VerifyRoutes.scan(store, scan);
      return VerifyRoutes.VerdictView.of(
          known, new ScanVerification(store, models).of(known, choice()));
    }
  }
}

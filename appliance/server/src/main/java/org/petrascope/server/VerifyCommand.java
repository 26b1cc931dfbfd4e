package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.petrascope.store.Store;
import org.petrascope.sync.RemoteScan;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code petrascope verify}: proves that the files of a scan, or of a cube joined of two, are those
 * that the box signed, and that its pixels are what raw lines, references and model give; with
 * {@code --remote}, that the copies in a store are whole, by what is there alone.
 */
@Command(
    name = "verify",
    description =
        "Proves a scan or a joined cube: files, signature and pixels; or the copies in a store.")
final class VerifyCommand extends ServerCommand {
  /** Every pixel of a long scan, on a small box. */
  private static final Duration PATIENCE = Duration.ofHours(12);

  @ArgGroup(exclusive = false)
  private @Nullable RemoteCopies remote;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCAN",
      description =
          "Id of the scan, or both of a joined cube as SCAN_WITH; with --remote all scans when not given.")
  private @Nullable String scan;

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

  @Mixin private final ApplianceOptions running = new ApplianceOptions();

  VerifyCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    return remote == null ? proven(requiredScan()) : copies(remote);
  }

  private String requiredScan() {
    if (scan == null) {
      throw new IllegalArgumentException(
          "no scan is named: give its id, or --remote URL to check all scans in a store");
    }
    return scan;
  }

  private int copies(RemoteCopies copies) {
    List<RemoteScan> found = copies.found(Optional.ofNullable(scan));
    found.stream()
        .flatMap(one -> one.problems().stream().map(p -> one.scan() + ": " + p))
        .forEach(console()::say);
    result(found, RemoteCopies.text(found));
    return found.stream().allMatch(RemoteScan::whole) ? DONE : FAILED;
  }

  private int proven(String id) {
    JsonNode verdict = data == null ? asked(id) : Json.MAPPER.valueToTree(found(data, id));
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

  private JsonNode asked(String id) {
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
    try (ApplianceClient appliance = running.open(PATIENCE)) {
      return appliance.post("/scans/%s/verify".formatted(id), order);
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
  private VerifyRoutes.VerdictView found(Path folder, String id) {
    Configuration configuration =
        running
            .config()
            .map(ConfigurationFile::read)
            .orElseGet(
                () ->
                    new Configuration(
                        folder,
                        HttpSettings.on(HttpSettings.PORT_DEFAULT),
                        Optional.empty(),
                        MapMethod.AUTO,
                        List.of(),
                        Optional.empty(),
                        UpdateConfiguration.NONE));
    try (Store store = Store.open(folder, Clock.systemUTC());
        StoredModels models =
            new StoredModels(store, ModelKinds.trainers(), Identifications.of(configuration))) {
      return VerifyRoutes.Proofs.of(store, new ScanVerification(store, models)).of(id, choice());
    }
  }
}

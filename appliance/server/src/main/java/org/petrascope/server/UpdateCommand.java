package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.update.FolderSource;
import org.petrascope.update.Offer;
import org.petrascope.update.Probation;
import org.petrascope.update.ProbationNote;
import org.petrascope.update.ReleaseSource;
import org.petrascope.update.Slots;
import org.petrascope.update.UpdateFolders;
import org.petrascope.update.Updates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code petrascope update}: from the look for signed releases to their installation and back. */
@Command(
    name = "update",
    description = {
      "Looks for signed releases, brings and installs them.",
      "status: what runs, what is offered; check: looks for releases; download: brings them;",
      "approve: notes who agrees; install: puts what is agreed to use;",
      "probation: tests a new release and keeps it; rollback: goes back to the one before."
    })
final class UpdateCommand extends ServerCommand {
  private static final Duration POLL = Duration.ofMillis(500);

  private enum Action {
    STATUS,
    CHECK,
    DOWNLOAD,
    APPROVE,
    INSTALL,
    PROBATION,
    ROLLBACK
  }

  @Parameters(index = "0", paramLabel = "ACTION", description = "One of those above.")
  private Action action;

  @Option(names = "--source", paramLabel = "DIR", description = "Releases, such as on a stick.")
  private @Nullable Path source;

  @Option(names = "--release", paramLabel = "V", description = "Only the release of this version.")
  private @Nullable String release;

  @Option(names = "--by", paramLabel = "NAME", description = "Who agrees.")
  private @Nullable String by;

  @Option(
      names = "--within",
      paramLabel = "S",
      defaultValue = "25",
      description = "Seconds that a new release has to prove itself; ${DEFAULT-VALUE} by default.")
  private int withinS;

  @Option(
      names = "--unattended",
      description = "Nobody waits: that no releases can be had here is said, and no failure.")
  private boolean unattended;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration of the appliance.")
  private @Nullable Path config;

  UpdateCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    Path file = file();
    Configuration configuration = ConfigurationFile.read(file);
    UpdateConfiguration update = configuration.update();
    Optional<String> idle = unattended ? idle(update) : Optional.empty();
    if (idle.isPresent()) {
      console().say("petrascope update: " + idle.get());
      return DONE;
    }
    if (!Files.isDirectory(update.home())) {
      throw new ServerException(
          Kind.UNUSABLE,
          "no releases are kept in %s: install the package, or name their folder in update.home"
              .formatted(update.home()));
    }
    UpdateFolders folders =
        new UpdateFolders(update.home(), configuration.data().resolve("petrascope.db"), file);
    switch (action) {
      case PROBATION -> prove(configuration, folders);
      case ROLLBACK -> rollBack(configuration, folders);
      default -> {
        Path root =
            update
                .root()
                .orElseThrow(
                    () ->
                        new ServerException(
                            Kind.UNUSABLE,
                            "whose releases this box believes is not configured: name the fleet's 1.root.json in update.root"));
        try (Updates updates =
            Updates.open(folders, root, update.box(), Clock.system(ZoneId.systemDefault()))) {
          act(configuration, folders, updates);
        }
      }
    }
    return DONE;
  }

  private Path file() {
    return config == null ? ConfigurationFile.DEFAULT : config;
  }

  private DataKeeper keeper(Configuration configuration) {
    return DataKeeper.of(configuration.data(), Optional.of(file()));
  }

  /** Why no release can come to this box, though nothing is wrong with it. */
  private Optional<String> idle(UpdateConfiguration update) {
    if (update.root().isEmpty()) {
      return Optional.of("no releases are looked for: update.root is not configured");
    }
    return source == null ? update.away() : UpdateConfiguration.away(source);
  }

  private void act(Configuration configuration, UpdateFolders folders, Updates updates) {
    switch (action) {
      case CHECK -> {
        try (ReleaseSource from = source(configuration)) {
          updates.check(from);
        }
        tell(folders, updates);
      }
      case DOWNLOAD -> {
        try (ReleaseSource from = source(configuration)) {
          download(from, updates);
        }
      }
      case APPROVE -> {
        for (Offer offer : wanted(updates.offers())) {
          updates.approve(offer, by == null ? "" : by);
        }
        tell(folders, updates);
      }
      case INSTALL -> install(configuration, updates);
      default -> tell(folders, updates);
    }
  }

  private ReleaseSource source(Configuration configuration) {
    return source == null ? configuration.update().releases() : new FolderSource(source);
  }

  /** The offers that are meant; none is a failure. */
  private List<Offer> wanted(List<Offer> offers) {
    List<Offer> wanted =
        offers.stream()
            .filter(offer -> release == null || offer.manifest().name().version().equals(release))
            .toList();
    if (wanted.isEmpty()) {
      throw new ServerException(
          Kind.NOT_FOUND,
          release == null
              ? "no release is offered to this box: run petrascope update check"
              : "release %s is not offered to this box: run petrascope update check"
                  .formatted(release));
    }
    return wanted;
  }

  private void download(ReleaseSource from, Updates updates) {
    List<String> brought = new ArrayList<>();
    List<Offer> offers = updates.check(from);
    if (offers.isEmpty() && release == null) {
      result(Map.of("downloaded", brought), "nothing is offered to this box");
      return;
    }
    for (Offer offer : wanted(offers)) {
      try (Progress progress = console().progress("downloading")) {
        updates.download(from, offer, progress::at);
      }
      brought.add(offer.manifest().name().label());
    }
    result(Map.of("downloaded", brought), String.join(", ", brought) + ": downloaded");
  }

  private void install(Configuration configuration, Updates updates) {
    List<Offer> agreed =
        wanted(updates.offers()).stream()
            .filter(offer -> release != null || offer.consent().isPresent())
            .toList();
    if (agreed.isEmpty()) {
      throw new ServerException(
          Kind.CONFLICT,
          "nobody has agreed to what is offered: run petrascope update approve --by NAME");
    }
    try (DataKeeper data = keeper(configuration)) {
      ReleaseDelivery delivery = new ReleaseDelivery(configuration, updates, data);
      List<String> done = agreed.stream().map(delivery::install).toList();
      result(Map.of("installed", done), String.join("\n", done));
    }
  }

  private void tell(UpdateFolders folders, Updates updates) {
    Map<String, Object> status = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    status.put("current", updates.slots().current().orElse(""));
    status.put("previous", updates.slots().previous().orElse(""));
    status.put("checked", updates.checked().map(Object::toString).orElse(""));
    status.put("refusesScans", new Probation(folders).refusal().orElse(""));
    status.put("rolledBack", rolledBack(folders));
    status.forEach((key, value) -> text.append("%-13s %s%n".formatted(key, value)));
    List<Map<String, Object>> offers = new ArrayList<>();
    for (Offer offer : updates.offers()) {
      Map<String, Object> document = OfferView.of(offer);
      offers.add(document);
      text.append(OfferView.line(document)).append('\n');
    }
    status.put("offers", offers);
    result(status, text.toString().stripTrailing());
  }

  /** What went back last and why; empty where nothing did since a release proved itself. */
  private static String rolledBack(UpdateFolders folders) {
    try {
      return Files.exists(folders.rolledBack())
          ? String.join(", ", Files.readAllLines(folders.rolledBack()))
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void prove(Configuration configuration, UpdateFolders folders)
      throws InterruptedException {
    Optional<ProbationNote> note = new Probation(folders).note();
    if (note.isEmpty()) {
      result(Map.of("confirmed", ""), "no release is on probation");
      return;
    }
    try (DataKeeper data = keeper(configuration)) {
      untilProven(data, note.get());
    }
    new Slots(folders).confirm();
    result(
        Map.of("confirmed", note.get().version()),
        "release %s has proved itself and stays".formatted(note.get().version()));
  }

  private void untilProven(DataKeeper data, ProbationNote note) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(withinS).toNanos();
    Optional<String> trouble = data.trouble();
    while (trouble.isPresent()) {
      if (System.nanoTime() - until > 0) {
        throw new ServerException(
            Kind.FAILED,
            "release %s has not proved itself within %d s (%s): petrascope update rollback goes back to %s"
                .formatted(note.version(), withinS, trouble.get(), note.previous()));
      }
      Thread.sleep(POLL);
      trouble = data.trouble();
    }
  }

  /** The lock tells that no appliance works with the database meanwhile. */
  private void rollBack(Configuration configuration, UpdateFolders folders) {
    try (DataKeeper data = keeper(configuration)) {
      data.hold();
      ProbationNote note = new Slots(folders).rollBack("somebody asked for it", data);
      result(
          Map.of("current", note.previous()),
          "release %s is started next, with the data in %s as they were before: systemctl restart petrascope"
              .formatted(note.previous(), configuration.data()));
    }
  }
}

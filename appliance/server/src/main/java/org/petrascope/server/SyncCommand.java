package org.petrascope.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Optional;
import org.petrascope.remote.ObjectStore;
import org.petrascope.store.Backlog;
import org.petrascope.store.Ed25519;
import org.petrascope.store.SendingStore;
import org.petrascope.sync.Ends;
import org.petrascope.sync.Introduction;
import org.petrascope.sync.Orders;
import org.petrascope.sync.Post;
import org.petrascope.sync.Reports;
import org.petrascope.sync.Sync;
import org.petrascope.sync.SyncSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code petrascope sync}: sends what waits, beside the appliance, until it is told to end. */
@Command(name = "sync", description = "Sends scans to the store that is configured.")
final class SyncCommand extends ServerCommand {
  private static final Logger LOG = LoggerFactory.getLogger(SyncCommand.class);

  @Mixin private final ServiceOptions options = new ServiceOptions();

  @Option(names = "--once", description = "End when everything is sent.")
  private boolean once;

  SyncCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    Logs.tell();
    Configuration configuration = options.configuration();
    if (configuration.sync().isEmpty()) {
      console().say("petrascope sync: nothing is sent: configure sync.store to send scans");
      return DONE;
    }
    SyncConfiguration sync = configuration.sync().get();
    try (Lifetime lifetime = Lifetime.begin()) {
      SendingStore here = lifetime.add(SendingStore.open(configuration.data()));
      ObjectStore there = lifetime.add(sync.open());
      run(lifetime.add(sync(sync, new Ends(here, there, sync.envelope()))));
      Backlog left = here.deliveries().backlog();
      result(
          left, "%d files are proven, %d wait".formatted(left.filesProven(), left.filesWaiting()));
    }
    return DONE;
  }

  private Sync sync(SyncConfiguration sync, Ends ends) {
    Clock clock = Clock.systemUTC();
    SyncSettings settings = sync.settings();
    Post post = new Reports(ends, "petrascope " + Appliance.VERSION, clock);
    Optional<byte[]> enrolment = enrolment(ends.here().identity().name());
    if (enrolment.isPresent()) {
      post = new Introduction(ends, enrolment.get()).then(post);
    }
    if (sync.orderKey().isPresent()) {
      PublicKey signer = Ed25519.publicKey(sync.orderKey().get());
      Orders orders = new Orders(ends, signer, sync::ordered, clock);
      settings = orders.held(settings);
      post = post.then(orders);
    }
    return new Sync(ends, settings, post, clock, options.random());
  }

  /** What the first start wrote beside the configuration; empty unless it speaks for this box. */
  private Optional<byte[]> enrolment(String box) {
    Path file = options.file().resolveSibling(Enrolment.FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      byte[] document = Files.readAllBytes(file);
      if (Enrolment.open(document, file.toString()).box().equals(box)) {
        return Optional.of(document);
      }
      LOG.warn("{} is of another box and is not sent", file);
    } catch (IOException | ServerException e) {
      LOG.warn("the enrolment is not sent: {}", e.getMessage());
    }
    return Optional.empty();
  }

  private void run(Sync sync) throws InterruptedException {
    if (once) {
      sync.runOnce();
    } else {
      sync.run();
    }
  }
}

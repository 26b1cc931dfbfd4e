package org.petrascope.server;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.petrascope.remote.ObjectStore;
import org.petrascope.store.Backlog;
import org.petrascope.store.SendingStore;
import org.petrascope.sync.Ends;
import org.petrascope.sync.LetterKey;
import org.petrascope.sync.Orders;
import org.petrascope.sync.Post;
import org.petrascope.sync.Reports;
import org.petrascope.sync.Sync;
import org.petrascope.sync.SyncSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope sync}: sends what waits, beside the appliance, until it is told to end. */
@Command(name = "sync", description = "Sends scans to the store that is configured.")
final class SyncCommand extends ServerCommand {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration; /etc/petrascope/petrascope.yaml when not given.")
  private @Nullable Path config;

  @Option(names = "--once", description = "End when everything is sent.")
  private boolean once;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the waits between attempts; random when not given.")
  private @Nullable Long seed;

  SyncCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    Logs.tell();
    Configuration configuration =
        ConfigurationFile.read(config == null ? ConfigurationFile.DEFAULT : config);
    if (configuration.sync().isEmpty()) {
      console().say("petrascope sync: nothing is sent: configure sync.store to send scans");
      return DONE;
    }
    SyncConfiguration sync = configuration.sync().get();
    SplittableRandom random =
        new SplittableRandom(seed == null ? new SecureRandom().nextLong() : seed);
    try (Lifetime lifetime = Lifetime.begin()) {
      SendingStore here = lifetime.add(SendingStore.open(configuration.data()));
      ObjectStore there = lifetime.add(sync.open());
      run(lifetime.add(sync(sync, new Ends(here, there, sync.envelope()), random)));
      Backlog left = here.deliveries().backlog();
      result(
          left, "%d files are proven, %d wait".formatted(left.filesProven(), left.filesWaiting()));
    }
    return DONE;
  }

  private static Sync sync(SyncConfiguration sync, Ends ends, SplittableRandom random) {
    Clock clock = Clock.systemUTC();
    Post post = Post.NONE;
    SyncSettings settings = sync.settings();
    if (sync.letterKey().isPresent()) {
      PrivateKey key = LetterKey.secret(sync.letterKey().get());
      post = new Reports(ends, key, "petrascope " + Appliance.VERSION, clock);
    }
    if (sync.orderKey().isPresent()) {
      PublicKey signer = LetterKey.open(sync.orderKey().get());
      Orders orders = new Orders(ends, signer, sync::ordered, clock);
      settings = orders.held(settings);
      post = post.then(orders);
    }
    return new Sync(ends, settings, post, clock, random);
  }

  private void run(Sync sync) throws InterruptedException {
    if (once) {
      sync.runOnce();
    } else {
      sync.run();
    }
  }
}

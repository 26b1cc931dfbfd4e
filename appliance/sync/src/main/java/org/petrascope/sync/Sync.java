package org.petrascope.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.petrascope.remote.Outcome;
import org.petrascope.remote.Reach;
import org.petrascope.store.Backlog;
import org.petrascope.store.Delivery;
import org.petrascope.store.SyncState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits, the most urgent first, until it is stopped. One transfer at a time, on the
 * thread that runs it; {@link #close} may be called by any thread and waits until sending has
 * ended, or a little while.
 */
public final class Sync implements AutoCloseable {
  /** What tells about scans is small and goes whatever the hour and the quota. */
  private static final int ALWAYS = 0;

  private static final int ANY = Integer.MAX_VALUE;

  /** With {@link #runOnce}, a store that is away for so long ends it. */
  private static final Duration AWAY_MAX = Duration.ofMinutes(1);

  private static final Duration END_MAX = Duration.ofSeconds(10);
  private static final double NS = 1e-9;
  private static final Logger LOG = LoggerFactory.getLogger(Sync.class);

  private final Ends ends;
  private final Post post;
  private final Clock clock;
  private final Transfer transfer;
  private final Retention retention;
  private final BackOff backOff;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean running;
  private SyncSettings settings;
  private TokenBucket bandwidth;
  private Instant posted = Instant.EPOCH;
  private SyncState state;
  private boolean doubtful = true;
  private int failures;
  private Instant reachedAt;

  /**
   * @param post what is told and asked through the same store
   * @param random for the back-off
   */
  public Sync(Ends ends, SyncSettings settings, Post post, Clock clock, SplittableRandom random) {
    this.ends = ends;
    this.settings = settings;
    this.post = post;
    this.clock = clock;
    this.transfer = new Transfer(ends);
    this.retention = new Retention(ends, clock);
    this.backOff = new BackOff(settings.backOff(), random);
    this.bandwidth = new TokenBucket(settings.bytesPerS(), System::nanoTime, Thread::sleep);
    this.state = new SyncState(clock.instant(), "", "", 0);
    this.reachedAt = clock.instant();
  }

  /** Sends until it is stopped. */
  public void run() throws InterruptedException {
    running = true;
    try {
      while (!stopping()) {
        stopped.await(step().toNanos(), TimeUnit.NANOSECONDS);
      }
      tell("STOPPED", "");
    } finally {
      ended.countDown();
    }
  }

  /**
   * Writes a letter and sends until nothing waits; what cannot be sent is refused in a sentence.
   */
  public void runOnce() throws InterruptedException {
    running = true;
    try {
      untilNothingWaits();
      tell("STOPPED", "");
    } finally {
      ended.countDown();
    }
  }

  private void untilNothingWaits() throws InterruptedException {
    for (Backlog left = backlog(); waits(left) && !stopping(); left = backlog()) {
      if (left.filesRefused() > 0 && left.filesRefused() == left.filesWaiting()) {
        throw new SyncException(left.message());
      }
      if (doubtful && Duration.between(reachedAt, clock.instant()).compareTo(AWAY_MAX) > 0) {
        throw new SyncException(state.message());
      }
      stopped.await(step().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private Backlog backlog() {
    return ends.here().deliveries().backlog();
  }

  private boolean waits(Backlog backlog) {
    return backlog.filesWaiting() > 0 || backlog.scansWaiting() > 0 || posted.equals(Instant.EPOCH);
  }

  /** Does the next thing; gives how long to wait for the one after it. */
  Duration step() {
    Instant now = clock.instant();
    Optional<Delivery> next = next(now);
    boolean toPost = Duration.between(posted, now).abs().compareTo(settings.postEvery()) >= 0;
    if ((toPost || next.isPresent()) && doubtful && !reached()) {
      return backOff.after(failures);
    }
    if (toPost) {
      posted = now;
      post.exchange().ifPresent(this::follow);
      next = next(now);
    }
    retention.freeIfReachable(settings.freeBelowBytes());
    if (next.isEmpty()) {
      return rest(now);
    }
    send(next.get());
    return Duration.ZERO;
  }

  private Optional<Delivery> next(Instant now) {
    return ends.here().deliveries().next(now, allowed(now, 0));
  }

  /** Other settings from now on; what is under way is not touched. */
  private void follow(SyncSettings ordered) {
    settings = ordered;
    bandwidth = new TokenBucket(settings.bytesPerS(), System::nanoTime, Thread::sleep);
  }

  private Duration rest(Instant now) {
    if (ends.here().deliveries().next(now, ANY).isEmpty()) {
      tell("IDLE", "");
    } else if (settings.open(utc(now).toLocalTime())) {
      tell("QUOTA", "today's quota is used up: products and raw go on tomorrow");
    } else {
      tell("WINDOW", "products and raw wait for one of the windows " + settings.windows());
    }
    return settings.poll();
  }

  /** The least urgent that may be sent now, with so many bytes of today under way. */
  private int allowed(Instant now, long underWay) {
    boolean quotaLeft =
        settings.bytesPerDay() == 0
            || ends.here().syncNotes().sentOn(day(now)) + underWay < settings.bytesPerDay();
    return quotaLeft && settings.open(utc(now).toLocalTime()) ? ANY : ALWAYS;
  }

  private static ZonedDateTime utc(Instant now) {
    return now.atZone(ZoneOffset.UTC);
  }

  private static LocalDate day(Instant now) {
    return utc(now).toLocalDate();
  }

  private boolean reached() {
    Reach reach = ends.there().reach();
    if (reach.reachable()) {
      doubtful = false;
      failures = 0;
      reachedAt = clock.instant();
      return true;
    }
    failures++;
    tell("OFFLINE", reach.message());
    return false;
  }

  private void send(Delivery delivery) {
    tell("SENDING", "");
    TransferPace pace =
        new TransferPace(bandwidth, this::stopping, sent -> mayGoOn(delivery, sent));
    long began = System.nanoTime();
    Transfer.Sent sent = transfer.send(delivery, pace);
    Instant now = clock.instant();
    if (pace.bytes() > 0) {
      ends.here().syncNotes().sent(day(now), pace.bytes());
      double seconds = Math.max(NS, (System.nanoTime() - began) * NS);
      state = new SyncState(state.at(), state.state(), state.message(), pace.bytes() / seconds);
    }
    switch (sent.outcome()) {
      case Outcome.Stored stored -> {
        ends.here().deliveries().proven(delivery, sent.proof(stored.receipt(), now));
        LOG.info("{} is at {}", delivery.path(), sent.key());
      }
      case Outcome.Deferred deferred -> {
        if (!pace.wasSetAside()) {
          defer(delivery, deferred, now);
        }
      }
      case Outcome.Refused refused -> {
        doubtful = true;
        LOG.warn("{}", refused.reason());
        ends.here().deliveries().failed(delivery, refused.reason(), now.plus(backOff.max()), true);
      }
    }
  }

  private void defer(Delivery delivery, Outcome.Deferred deferred, Instant now) {
    doubtful = true;
    Duration wait = backOff.after(delivery.attempts() + 1);
    Duration asked = deferred.retryAfter();
    LOG.info("{} waits: {}", delivery.path(), deferred.reason());
    ends.here()
        .deliveries()
        .failed(
            delivery, deferred.reason(), now.plus(asked.compareTo(wait) > 0 ? asked : wait), false);
  }

  /** Whether nothing more urgent came, and the hour and the quota still allow it. */
  private boolean mayGoOn(Delivery delivery, long sent) {
    Instant now = clock.instant();
    int allowed = allowed(now, sent);
    return delivery.priority() <= allowed
        && ends.here()
            .deliveries()
            .next(now, allowed)
            .map(next -> next.priority() >= delivery.priority())
            .orElse(true);
  }

  /** Notes what it does, when that has changed or was noted some time ago. */
  private void tell(String word, String message) {
    Instant now = clock.instant();
    boolean same = state.state().equals(word) && state.message().equals(message);
    if (!same || Duration.between(state.at(), now).abs().compareTo(settings.poll()) >= 0) {
      state = new SyncState(now, word, message, state.bytesPerS());
      ends.here().syncNotes().note(state);
    }
  }

  private boolean stopping() {
    return stopped.getCount() == 0;
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      if (running && !ended.await(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("a transfer is still under way and is cut off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

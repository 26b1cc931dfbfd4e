package org.petrascope.server;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.petrascope.learning.CancelledException;
import org.petrascope.learning.Progress;
import org.petrascope.server.ServerException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trainings ordered over the network: one at a time, on threads that yield to everything else. What
 * became of the last ones is remembered until the appliance stops; a training that runs then is
 * given up. May be used by any thread.
 */
final class TrainingJobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingJobs.class);
  private static final int REMEMBERED_MAX = 20;
  private static final long TELL_NS = 200_000_000L;
  private static final long CLOSE_S = 30;

  private final ModelRegistry registry;
  private final EventHub events;
  private final Clock clock;
  private final LongSupplier nanos;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("training").priority(Thread.MIN_PRIORITY).factory());
  private final Map<String, TrainingState> states = new LinkedHashMap<>();
  private @Nullable String running;
  private boolean cancelled;

  TrainingJobs(ModelRegistry registry, EventHub events, Clock clock, LongSupplier nanos) {
    this.registry = registry;
    this.events = events;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Begins a training whose data are in order; another one that runs is in the way. */
  TrainingState start(TrainingOrder order) {
    requireIdle();
    TrainingRun run = TrainingRun.prepare(order);
    Instant at = clock.instant();
    TrainingState begun =
        new TrainingState(
            TrainingRun.version(at),
            order.name(),
            TrainingState.RUNNING,
            0,
            "",
            Double.NaN,
            "",
            run.notes());
    begin(begun);
    thread.execute(() -> train(run, at, begun.id()));
    return begun;
  }

  private synchronized void requireIdle() {
    if (running != null) {
      throw new ServerException(
          Kind.CONFLICT,
          "training %s is running: wait for its end or cancel it".formatted(running));
    }
  }

  private synchronized void begin(TrainingState state) {
    requireIdle();
    running = state.id();
    cancelled = false;
    states.put(state.id(), state);
    while (states.size() > REMEMBERED_MAX) {
      states.remove(states.keySet().iterator().next());
    }
    events.publish("training", state);
  }

  private void train(TrainingRun run, Instant at, String id) {
    String how = "failed";
    String why = "";
    try (TrainingRun.Result result = run.run(at, new Watch(id))) {
      registry.keep(result);
      run.remember(result.trained().report());
      how = "finished";
    } catch (CancelledException e) {
      how = "cancelled";
    } catch (RuntimeException | Error e) { // the boundary of the job: its state tells
      LOG.warn("training {} failed", id, e);
      why = Failures.sentence(e);
    }
    end(id, how, why);
  }

  private synchronized void end(String id, String how, String why) {
    running = null;
    change(id, require(id).ended(how, why));
  }

  private void change(String id, TrainingState state) {
    states.put(id, state);
    events.publish("training", state);
  }

  /** Takes the progress of one training. */
  private final class Watch implements Progress {
    private final String id;
    private final long startedNs = nanos.getAsLong();
    private long toldNs = startedNs;

    Watch(String id) {
      this.id = id;
    }

    @Override
    public boolean at(double done, String doing) {
      synchronized (TrainingJobs.this) {
        long now = nanos.getAsLong();
        if (now - toldNs >= TELL_NS) {
          toldNs = now;
          double left = done > 0 ? (now - startedNs) / 1e9 * (1 - done) / done : Double.NaN;
          change(id, require(id).at(done, doing, left));
        }
        return !cancelled;
      }
    }
  }

  /** All that are remembered, the newest first. */
  synchronized List<TrainingState> all() {
    return new ArrayList<>(states.values()).reversed();
  }

  synchronized TrainingState require(String id) {
    return Optional.ofNullable(states.get(id))
        .orElseThrow(
            () ->
                new ServerException(
                    Kind.NOT_FOUND,
                    "training %s is not known here: list the trainings".formatted(id)));
  }

  /** Asks a training to stop, which it does soon. */
  synchronized TrainingState cancel(String id) {
    TrainingState state = require(id);
    if (!state.running()) {
      throw new ServerException(
          Kind.CONFLICT, "training %s is over, it %s".formatted(id, state.state()));
    }
    cancelled = true;
    return state;
  }

  @Override
  public void close() throws InterruptedException {
    synchronized (this) {
      cancelled = true;
    }
    thread.shutdown();
    if (!thread.awaitTermination(CLOSE_S, TimeUnit.SECONDS)) {
      LOG.warn("a training did not stop within {} s and is given up", CLOSE_S);
    }
  }
}

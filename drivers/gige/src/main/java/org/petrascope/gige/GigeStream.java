package org.petrascope.gige;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Outcome;
import org.petrascope.camera.Statistics;
import org.petrascope.gige.aravis.Aravis;
import org.petrascope.gige.aravis.ArvBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames of one acquisition, each id accounted for once and in rising order.
 *
 * <p>One thread takes. Frames may be closed, and the stream too, from any thread: whoever is inside
 * Aravis holds the reading side of a lock, and only closing takes the writing side.
 */
final class GigeStream implements FrameStream {
  private static final Logger LOG = LoggerFactory.getLogger(GigeStream.class);
  private static final long SLICE_NS = 50_000_000;
  private static final Duration CLOSING_PATIENCE = Duration.ofMillis(1500);
  private static final double START_SLACK_S = 2;
  private static final int START_SLACK_FRAMES = 16;

  private final GigeAddress address;
  private final double lineRateHz;
  private final boolean triggered;
  private final NativeStream frames;
  private final FrameJudge judge;
  private final PathWatch path;
  private final TickGaps gaps;
  private final Watchdog watchdog;
  private final Teardown teardown;
  private final FrameIds ids = new FrameIds();

  /** When Aravis received the first packet of the newest frame, on the system's clock. */
  private long newestReceivedNs;

  private final StreamCounters counters = new StreamCounters();
  private final TriggerCounter triggers;
  private final ReentrantReadWriteLock inside = new ReentrantReadWriteLock();
  private final long startedNs = System.nanoTime();
  private boolean begun;
  private long bufferlessSeen;
  private @Nullable Outcome heldBack;
  private volatile Outcome.@Nullable Gone gone;

  /** Whether a camera whose stream is over still does what it is told. */
  private volatile boolean answers;

  private volatile String transport = "";
  private volatile boolean closing;
  private volatile boolean closed;

  GigeStream(AravisDevice device, FrameCheck shape, BufferPlan plan, Teardown teardown) {
    this.address = device.address();
    this.lineRateHz = plan.lineRateHz();
    this.triggered = plan.triggered();
    this.teardown = teardown;
    triggers = new TriggerCounter(device, plan.missedTriggers());
    gaps = new TickGaps(lineRateHz, triggers::missedNow);
    GvcpProbe probe = new GvcpProbe(device.address());
    watchdog =
        new Watchdog(
            address.toString(),
            plan.lineRateHz(),
            new Watchdog.Device(
                () -> probe.answers(Watchdog.PATIENCE), device::obeys, device::isController),
            System::nanoTime);
    frames = NativeStream.open(device, shape, plan, this::giveBack);
    judge = new FrameJudge(frames, shape);
    path =
        new PathWatch(
            frames::failures,
            frames::packetsMissing,
            GvspPacket.count(shape.bytes(), frames.packetPayloadBytes()));
  }

  /** Lets the camera send; closes the stream if it will not. */
  void begin() {
    boolean flowing = false;
    try {
      triggers.begin();
      frames.startAcquisition();
      flowing = true;
    } finally {
      if (!flowing) {
        close();
      }
    }
  }

  @Override
  public Outcome take(Duration timeout) {
    Outcome next = heldBack;
    heldBack = null;
    long begunNs = System.nanoTime();
    long waitedNs = 0;
    while (next == null) {
      next = next(Math.clamp(timeout.toNanos() - waitedNs, 0, SLICE_NS));
      waitedNs = System.nanoTime() - begunNs;
      if (next == null && waitedNs >= timeout.toNanos()) {
        next = new Outcome.TimedOut(Duration.ofNanos(waitedNs));
      }
    }
    return counters.reported(next);
  }

  private @Nullable Outcome next(long waitNs) {
    Lock reading = inside.readLock();
    reading.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "the stream of camera %s is closed: start another one".formatted(address));
      }
      if (gone != null) {
        return gone;
      }
      ArvBuffer buffer = frames.pop(waitNs / 1000);
      return buffer == null ? over(watchdog.nothingCame()) : received(buffer);
    } finally {
      reading.unlock();
    }
  }

  private @Nullable Outcome over(Optional<String> reason) {
    gone = reason.map(Outcome.Gone::new).orElse(null);
    return gone;
  }

  private @Nullable Outcome received(ArvBuffer buffer) {
    Optional<String> over = watchdog.frameCame();
    long wireId = Aravis.arv_buffer_get_frame_id(buffer);
    if (over.isPresent() || wireId == 0) {
      // Without a leader there is no id; the next frame shows the gap.
      path.strayCame();
      frames.push(buffer);
      return over(over);
    }
    if (!begun) {
      first(wireId);
    }
    long expected = ids.expected();
    long id = ids.unwrap(wireId);
    if (id < expected) {
      return earlier(buffer, wireId);
    }
    newestReceivedNs = Aravis.arv_buffer_get_system_timestamp(buffer);
    counters.packetsResent(frames.packetsResent());
    triggers.frameCame();
    Outcome outcome = judged(buffer, id);
    if (id == expected) {
      return outcome;
    }
    heldBack = outcome;
    return lost(expected, id - expected);
  }

  /** A frame that was accounted for before, or the camera's new beginning. */
  private @Nullable Outcome earlier(ArvBuffer buffer, long wireId) {
    long silentNs = Aravis.arv_buffer_get_system_timestamp(buffer) - newestReceivedNs;
    boolean anew = ids.earlier(wireId, FrameJudge.isReceived(buffer), silentNs);
    path.strayCame();
    frames.push(buffer);
    return anew
        ? over(
            Optional.of(
                "camera %s counts its frames anew: it restarted the acquisition"
                    .formatted(address)))
        : null;
  }

  private void first(long wireId) {
    begun = true;
    transport = frames.transport();
    double secondsUp = (System.nanoTime() - startedNs) / 1e9 + START_SLACK_S;
    if (!ids.begin(wireId, (long) (secondsUp * lineRateHz) + START_SLACK_FRAMES)) {
      LOG.warn(
          "camera {} goes on counting its frames from {}: lines lost before it cannot be told",
          address,
          wireId);
    }
  }

  private Outcome lost(long firstId, long count) {
    long bufferless = frames.bufferless();
    if (bufferless > bufferlessSeen) {
      counters.underruns(Math.min(count, bufferless - bufferlessSeen));
      bufferlessSeen = bufferless;
    }
    return new Outcome.Lost(firstId, count);
  }

  private Outcome judged(ArvBuffer buffer, long id) {
    if (FrameJudge.isReceived(buffer)) {
      path.frameCame();
    }
    Optional<Outcome.Incomplete> damage = judge.damage(buffer, id);
    if (damage.isEmpty()) {
      long timestampNs = Aravis.arv_buffer_get_timestamp(buffer);
      long missed = triggered ? gaps.before(id, timestampNs) : 0;
      return new Outcome.Complete(frames.slot(buffer).hold(buffer, id, timestampNs, missed));
    }
    boolean narrow = !FrameJudge.isReceived(buffer) && path.isNarrow();
    frames.push(buffer);
    if (narrow) {
      answers = true;
      int packetBytes = frames.packetPayloadBytes() + GvspPacket.OVERHEAD_BYTES;
      gone = new Outcome.Gone(PathWatch.reason(address, packetBytes, address.link()));
    }
    return damage.get();
  }

  private void giveBack(ArvBuffer buffer) {
    inside.readLock().lock();
    try {
      if (closed) {
        Aravis.g_object_unref(buffer);
      } else {
        frames.push(buffer);
      }
    } finally {
      inside.readLock().unlock();
    }
  }

  @Override
  public Statistics statistics() {
    return counters.statistics(transport, triggers.missed());
  }

  @Override
  public void close() {
    closing = true;
    teardown.run("the stream of camera " + address, closingPatience(), this::end);
  }

  /** How long closing is worth waiting for: a camera that is gone lets nothing of it end soon. */
  Duration closingPatience() {
    return gone == null || answers ? CLOSING_PATIENCE : Duration.ZERO;
  }

  boolean isClosing() {
    return closing;
  }

  boolean isClosed() {
    return closed;
  }

  private void end() {
    inside.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        if (gone == null || answers) {
          triggers.ask();
          frames.stopAcquisition();
        }
        frames.close();
        judge.close();
      }
    } finally {
      inside.writeLock().unlock();
    }
  }
}

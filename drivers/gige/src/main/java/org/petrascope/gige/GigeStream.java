package org.petrascope.gige;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.javacpp.SizeTPointer;
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

  private final String camera;
  private final double lineRateHz;
  private final FrameCheck shape;
  private final NativeStream frames;
  private final Watchdog watchdog;
  private final Teardown teardown;
  private final FrameIds ids = new FrameIds();

  /** When Aravis received the first packet of the newest frame, on the system's clock. */
  private long newestReceivedNs;

  private final StreamCounters counters = new StreamCounters();
  private final TriggerCounter triggers;
  private final SizeTPointer size = new SizeTPointer(1);
  private final ReentrantReadWriteLock inside = new ReentrantReadWriteLock();
  private final long startedNs = System.nanoTime();
  private boolean begun;
  private long bufferlessSeen;
  private long packetsMissingSeen;
  private @Nullable Outcome heldBack;
  private volatile Outcome.@Nullable Gone gone;
  private volatile String transport = "";
  private volatile boolean closing;
  private volatile boolean closed;

  GigeStream(AravisDevice device, FrameCheck shape, BufferPlan plan, Teardown teardown) {
    this.camera = device.address().toString();
    this.shape = shape;
    this.lineRateHz = plan.lineRateHz();
    this.teardown = teardown;
    triggers = new TriggerCounter(device, plan.missedTriggers());
    GvcpProbe probe = new GvcpProbe(device.address());
    watchdog =
        new Watchdog(
            camera,
            plan.lineRateHz(),
            new Watchdog.Device(
                () -> probe.answers(Watchdog.PATIENCE), device::obeys, device::isController),
            System::nanoTime);
    frames = NativeStream.open(device, shape, plan, this::giveBack);
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
            "the stream of camera %s is closed: start another one".formatted(camera));
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
    boolean anew = ids.earlier(wireId, isWhole(buffer), silentNs);
    frames.push(buffer);
    return anew
        ? over(
            Optional.of(
                "camera %s counts its frames anew: it restarted the acquisition".formatted(camera)))
        : null;
  }

  private static boolean isWhole(ArvBuffer buffer) {
    return Aravis.arv_buffer_get_status(buffer) == Aravis.ARV_BUFFER_STATUS_SUCCESS;
  }

  private void first(long wireId) {
    begun = true;
    transport = frames.transport();
    double secondsUp = (System.nanoTime() - startedNs) / 1e9 + START_SLACK_S;
    if (!ids.begin(wireId, (long) (secondsUp * lineRateHz) + START_SLACK_FRAMES)) {
      LOG.warn(
          "camera {} goes on counting its frames from {}: lines lost before it cannot be told",
          camera,
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
    boolean whole = isWhole(buffer);
    Optional<String> problem =
        whole ? mismatch(buffer) : Optional.of(meaning(Aravis.arv_buffer_get_status(buffer)));
    if (problem.isEmpty()) {
      long timestampNs = Aravis.arv_buffer_get_timestamp(buffer);
      return new Outcome.Complete(frames.slot(buffer).hold(buffer, id, timestampNs));
    }
    int missing = whole ? packetsShort(buffer) : packetsMissing();
    frames.push(buffer);
    return new Outcome.Incomplete(id, missing, problem.get());
  }

  private Optional<String> mismatch(ArvBuffer buffer) {
    return shape.problem(
        Aravis.arv_buffer_get_image_width(buffer),
        Aravis.arv_buffer_get_image_height(buffer),
        Aravis.arv_buffer_get_image_pixel_format(buffer),
        bytes(buffer));
  }

  /** Bytes that came; only true of a frame that Aravis calls a success. */
  private long bytes(ArvBuffer buffer) {
    Aravis.arv_buffer_get_data(buffer, size);
    return size.get();
  }

  private int packetsShort(ArvBuffer buffer) {
    long bytesShort = Math.max(0, shape.bytes() - bytes(buffer));
    return GvspPacket.count(bytesShort, frames.packetPayloadBytes());
  }

  /** Aravis only keeps the sum, which may be some frames ahead of the one at hand. */
  private int packetsMissing() {
    long missing = Math.max(1, frames.packetsMissing() - packetsMissingSeen);
    packetsMissingSeen += missing;
    return Math.toIntExact(missing);
  }

  private static String meaning(int status) {
    return switch (status) {
      case Aravis.ARV_BUFFER_STATUS_TIMEOUT -> "packets did not come in time";
      case Aravis.ARV_BUFFER_STATUS_MISSING_PACKETS -> "packets are missing";
      case Aravis.ARV_BUFFER_STATUS_WRONG_PACKET_ID -> "a packet has an impossible number";
      case Aravis.ARV_BUFFER_STATUS_SIZE_MISMATCH -> "more bytes came than a frame has";
      default -> "reception was cut off";
    };
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
    teardown.run("the stream of camera " + camera, closingPatience(), this::end);
  }

  /** How long closing is worth waiting for: a camera that is gone lets nothing of it end soon. */
  Duration closingPatience() {
    return gone == null ? CLOSING_PATIENCE : Duration.ZERO;
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
        if (gone == null) {
          triggers.ask();
          frames.stopAcquisition();
        }
        frames.close();
        size.close();
      }
    } finally {
      inside.writeLock().unlock();
    }
  }
}

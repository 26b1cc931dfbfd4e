package org.petrascope.scan;

import java.time.Duration;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.Frame;
import org.petrascope.camera.Outcome;
import org.petrascope.spectral.CubeShape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stage that takes frames and copies them into pooled blocks, nothing else. Runs on one thread.
 * A frame that was lost or came incomplete becomes a marked line in its place; so do the lines that
 * the core moved while the camera was gone, those that a tick of the encoder should have started,
 * and the first frame after a pause, for which a sensor gathered light and dark current as for no
 * other.
 */
final class Capture {
  static final String NEVER_CAME = "frames that never came";
  static final String AFTER_PAUSE = "first frame after a pause of the camera";
  static final String TICK_MISSED = "tick of the encoder that came too early for a line";
  static final String TICK_MISSED_UNCOUNTED =
      TICK_MISSED + ", told by time stamps alone since the camera counts none";

  private static final Logger LOG = LoggerFactory.getLogger(Capture.class);
  private static final Duration PAUSE_MIN = Duration.ofMillis(750);
  private static final int PAUSE_PERIODS_MIN = 10;

  private final CameraLink source;
  private final CubeShape shape;
  private final BlockPool pool;
  private final HandOff<LineBlock> captured;
  private final ScanCounters counters;
  private final FrameFeed feed;
  private final long pauseMinNs;
  private LineBlock block;
  private boolean holdsBlock;
  private int line;

  /** Whether the next whole frame is the first after the camera was gone. */
  private boolean back;

  /** The latest whole frame. */
  private long wholeId;

  private long wholeNs;

  /** Missed ticks of the present stream that have their place. */
  private long ticksPlaced;

  /**
   * @param shape of the whole scan
   */
  Capture(
      CameraLink source,
      CubeShape shape,
      BlockPool pool,
      HandOff<LineBlock> captured,
      ScanCounters counters)
      throws InterruptedException {
    this.source = source;
    this.shape = shape;
    this.pool = pool;
    this.captured = captured;
    this.counters = counters;
    this.feed = new FrameFeed(source, counters.capture());
    this.pauseMinNs =
        Math.max(PAUSE_MIN.toNanos(), (long) (PAUSE_PERIODS_MIN * 1e9 / source.lineRateHz()));
    this.block = pool.take();
    this.holdsBlock = true;
  }

  /** Takes all lines of the scan; whatever came is handed on, even when the camera fails. */
  void run() throws InterruptedException {
    block.begin(0);
    try {
      while (line < shape.lines()) {
        accept(feed.next());
      }
      settleTicks();
    } finally {
      counters.capture().rest();
      if (holdsBlock) {
        handOn();
      }
      captured.close();
    }
  }

  private void accept(Outcome outcome) throws InterruptedException {
    switch (outcome) {
      case Outcome.Complete complete -> {
        try (Frame frame = complete.frame()) {
          requireNext(frame.id());
          requireShape(frame);
          placeTicks(frame);
          if (line < shape.lines()) {
            add(frame);
          }
        }
      }
      case Outcome.Incomplete incomplete -> {
        requireNext(incomplete.frameId());
        lose(1, incomplete.reason());
      }
      case Outcome.Lost lost -> {
        requireNext(lost.firstFrameId());
        lose(lost.count(), NEVER_CAME);
      }
      case Outcome.TimedOut timedOut -> handOnWhatIsThere();
      case Outcome.Gone gone -> comeBack(gone.reason());
    }
  }

  /** Holds the places of lines that ticks of the encoder should have started before this frame. */
  private void placeTicks(Frame frame) throws InterruptedException {
    if (frame.ticksMissed() > 0) {
      feed.ticksMissedBefore(frame);
      ticksPlaced += frame.ticksMissed();
      boolean counted = source.statistics().triggersMissed().isPresent();
      lose(frame.ticksMissed(), counted ? TICK_MISSED : TICK_MISSED_UNCOUNTED);
    }
  }

  /** A stream is over: what it counted and could not place is told. */
  private void settleTicks() {
    long missed = source.statistics().triggersMissed().orElse(0);
    counters.losses().ticksWithoutPlace(Math.max(0, missed - ticksPlaced));
    ticksPlaced = 0;
  }

  private void add(Frame frame) throws InterruptedException {
    boolean paused = frame.id() == wholeId + 1 && frame.timestampNs() - wholeNs > pauseMinNs;
    wholeId = frame.id();
    wholeNs = frame.timestampNs();
    if (back || (paused && line > 0)) {
      back = false;
      lose(1, AFTER_PAUSE);
    } else {
      room().add(frame.data());
      line++;
      counters.received(1);
    }
  }

  private void comeBack(String reason) throws InterruptedException {
    handOnWhatIsThere();
    settleTicks();
    String why;
    try {
      why = feed.again(reason, line);
    } catch (CameraException e) {
      throw gone(reason, e);
    }
    back = true;
    wholeId = 0;
    long linesGone = feed.line(1) - line;
    LOG.warn("camera {}: {}; {} lines lost", source.lines().name(), why, linesGone);
    lose(linesGone, why);
  }

  private void lose(long count, String reason) throws InterruptedException {
    for (long i = 0; i < count && line < shape.lines(); i++) {
      room().addLost(reason);
      line++;
      counters.lost(1);
      counters.losses().add(reason, 1);
    }
  }

  /** The block that takes the next line. */
  private LineBlock room() throws InterruptedException {
    if (block.full()) {
      exchangeBlock();
    }
    return block;
  }

  private void handOnWhatIsThere() throws InterruptedException {
    if (!block.empty()) {
      exchangeBlock();
    }
  }

  private void exchangeBlock() throws InterruptedException {
    handOn();
    block = pool.take();
    holdsBlock = true;
    block.begin(line);
  }

  /** Never waits: there is room for every block of the pool. */
  private void handOn() {
    holdsBlock = false;
    if (!captured.offer(block)) {
      throw new IllegalStateException("the hand-off is smaller than the pool");
    }
  }

  private CameraException gone(String reason, CameraException last) {
    return new CameraException(
        "camera %s is gone after %d of %d lines (%s); %s; then finish the scan from its raw lines or scan again"
            .formatted(source.lines().name(), line, shape.lines(), reason, last.getMessage()),
        last);
  }

  private void requireNext(long frameId) {
    if (feed.line(frameId) != line) {
      throw new IllegalStateException(
          "camera %s reported frame %d, which is line %d, where line %d was next"
              .formatted(source.lines().name(), frameId, feed.line(frameId), line));
    }
  }

  private void requireShape(Frame frame) {
    if (frame.samples() != shape.samples()
        || frame.bands() != shape.bands()
        || frame.pixelFormat() != source.lines().format()) {
      throw new CameraException(
          "camera %s sent %d x %d %s, the scan expects %d x %d %s: check the camera's settings"
              .formatted(
                  source.lines().name(),
                  frame.samples(),
                  frame.bands(),
                  frame.pixelFormat().genicamName(),
                  shape.samples(),
                  shape.bands(),
                  source.lines().format().genicamName()));
    }
  }
}

package org.petrascope.scan;

import java.time.Duration;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.Frame;
import org.petrascope.camera.Outcome;
import org.petrascope.spectral.CubeShape;

/**
 * The stage that takes frames and copies them into pooled blocks, nothing else. Runs on one thread.
 * A frame that was lost or came incomplete becomes a marked line in its place.
 */
final class Capture {
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(10);

  private final CameraLines source;
  private final CubeShape shape;
  private final BlockPool pool;
  private final HandOff<LineBlock> captured;
  private final ScanCounters counters;
  private LineBlock block;
  private boolean holdsBlock;
  private int line;

  /**
   * @param shape of the whole scan
   */
  Capture(
      CameraLines source,
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
    this.block = pool.take();
    this.holdsBlock = true;
  }

  /** Takes all lines of the scan; whatever came is handed on, even when the camera fails. */
  void run() throws InterruptedException {
    block.begin(0);
    try {
      Duration silence = Duration.ZERO;
      while (line < shape.lines()) {
        Outcome outcome = source.stream().take(PATIENCE);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        silence = outcome instanceof Outcome.TimedOut t ? silence.plus(t.waited()) : Duration.ZERO;
        requireSigns(silence);
        accept(outcome);
      }
    } finally {
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
          room().add(frame.data());
          line++;
          counters.received(1);
        }
      }
      case Outcome.Incomplete incomplete -> {
        requireNext(incomplete.frameId());
        lose(1);
      }
      case Outcome.Lost lost -> {
        requireNext(lost.firstFrameId());
        lose(lost.count());
      }
      case Outcome.TimedOut timedOut -> handOnWhatIsThere();
      case Outcome.Gone gone -> throw gone(gone.reason());
    }
  }

  private void lose(long count) throws InterruptedException {
    for (long i = 0; i < count && line < shape.lines(); i++) {
      room().addLost();
      line++;
      counters.lost(1);
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

  private void requireSigns(Duration silence) {
    if (silence.compareTo(SILENCE_MAX) > 0) {
      throw gone("no frame came for " + SILENCE_MAX.toSeconds() + " s");
    }
  }

  private CameraException gone(String reason) {
    return new CameraException(
        "camera %s is gone after %d of %d lines (%s): check cable and power, then finish the scan from its raw lines or scan again"
            .formatted(source.name(), line, shape.lines(), reason));
  }

  private void requireNext(long frameId) {
    if (frameId != line + 1L) {
      throw new IllegalStateException(
          "camera %s reported frame %d where %d was next"
              .formatted(source.name(), frameId, line + 1L));
    }
  }

  private void requireShape(Frame frame) {
    if (frame.samples() != shape.samples()
        || frame.bands() != shape.bands()
        || frame.pixelFormat() != source.format()) {
      throw new CameraException(
          "camera %s sent %d x %d %s, the scan expects %d x %d %s: check the camera's settings"
              .formatted(
                  source.name(),
                  frame.samples(),
                  frame.bands(),
                  frame.pixelFormat().genicamName(),
                  shape.samples(),
                  shape.bands(),
                  source.format().genicamName()));
    }
  }
}

package org.petrascope.scan;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.Frame;
import org.petrascope.camera.Outcome;

/**
 * Frames of a scan, also of a camera that was gone and is back: the core moved on meanwhile, at the
 * rate that the lines had before, so later frames show later lines. Used by the capture thread
 * alone.
 */
final class FrameFeed {
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(10);

  /** A camera that was just started has nothing to wait for. */
  private static final Duration SILENCE_AFTER_RETURN_MAX = Duration.ofSeconds(3);

  /** Share of the buffers that may wait until it is told when the first frame was taken. */
  private static final double EARLY_SHARE = 0.25;

  private static final int EARLY_MIN = 8;

  /** Returns in succession that bring no whole frame. */
  private static final int VAIN_RETURNS_MAX = 3;

  private final CameraLink source;
  private final StepClock steps;
  private final Queue<Outcome> early = new ArrayDeque<>();
  private final MeasuredRate rate;
  private FrameTimes times = new FrameTimes();
  private Duration silence = Duration.ZERO;
  private Duration silenceMax = SILENCE_MAX;

  /** The line that frame 1 of the stream shows. */
  private long base;

  /** The latest whole frame and when it was taken; before the first, when the camera started. */
  private long latestId = 1;

  private long latestNs = System.nanoTime();

  /**
   * @param steps told of every wait for a frame and every try to get the camera back
   */
  FrameFeed(CameraLink source, StepClock steps) {
    this.source = source;
    this.steps = steps;
    this.rate = source.measuredRate();
  }

  /** The line of the scan that a frame of the stream shows. */
  long line(long frameId) {
    return base + frameId - 1;
  }

  /**
   * Before this frame so many ticks of the encoder started none: it shows a later line, and so do
   * those behind it.
   */
  void ticksMissedBefore(Frame frame) {
    base += frame.ticksMissed();
  }

  /** Waits a moment for the next outcome. A long silence is a camera that is gone. */
  Outcome next() throws InterruptedException {
    Outcome held = early.poll();
    return held == null ? fresh() : held;
  }

  private Outcome fresh() throws InterruptedException {
    steps.step();
    Outcome outcome = source.stream().take(PATIENCE);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (outcome instanceof Outcome.Complete(Frame frame)) {
      times.add(frame.timestampNs(), System.nanoTime());
      rate.frame(frame);
      latestId = frame.id();
      latestNs = times.latestNs();
    }
    silence = outcome instanceof Outcome.TimedOut t ? silence.plus(t.waited()) : Duration.ZERO;
    return silence.compareTo(silenceMax) > 0
        ? new Outcome.Gone("no frame came for " + silenceMax.toSeconds() + " s")
        : outcome;
  }

  /**
   * Starts the camera again and counts its frames from where the core is now; gives the reason for
   * the loss of the lines before that. Throws when the camera does not come back.
   *
   * @param line the next line of the scan, which no later frame shows an earlier line than
   */
  String again(String reason, int line) throws InterruptedException {
    long lastLine = line(latestId);
    long lastNs = latestNs;
    FrameTimes before = times;
    double lineRateHz = rate.hz();
    Frame first = firstWhole(reason);
    long goneNs =
        before.goesOnIn(times)
            ? first.timestampNs() - before.latestCameraNs()
            : times.takenNs(first.timestampNs(), latestNs) - lastNs;
    double goneS = goneNs / 1e9;
    long now = lastLine + Math.round(goneS * lineRateHz);
    base = Math.max(line, now - (first.id() - 1));
    return "camera gone %.1f s (%s)".formatted(goneS, reason);
  }

  private Frame firstWhole(String reason) throws InterruptedException {
    String why = reason;
    for (int vain = 0; vain < VAIN_RETURNS_MAX; vain++) {
      steps.step();
      source.again(why);
      times = new FrameTimes();
      rate.streamBegins();
      silence = Duration.ZERO;
      silenceMax = SILENCE_AFTER_RETURN_MAX;
      why = fillEarly();
      silenceMax = SILENCE_MAX;
      for (Outcome outcome : early) {
        if (outcome instanceof Outcome.Complete(Frame frame)) {
          return frame;
        }
      }
      early.clear();
    }
    throw new CameraException(
        "it was started %d times and sent no whole frame: %s".formatted(VAIN_RETURNS_MAX, why));
  }

  /**
   * Takes the first outcomes of a new stream, until frames arrive no more promptly than before;
   * gives why it ended, should it have.
   */
  private String fillEarly() throws InterruptedException {
    int whole = 0;
    int wholeMax = Math.max(EARLY_MIN, (int) (EARLY_SHARE * source.buffers()));
    while (whole < EARLY_MIN || (whole < wholeMax && !times.settled())) {
      Outcome outcome = fresh();
      if (!(outcome instanceof Outcome.TimedOut)) {
        early.add(outcome);
      }
      switch (outcome) {
        case Outcome.Complete complete -> whole++;
        case Outcome.Gone gone -> {
          return gone.reason();
        }
        case Outcome.TimedOut timedOut -> {
          if (whole > 0) {
            return "";
          }
        }
        case Outcome.Incomplete incomplete -> {}
        case Outcome.Lost lost -> {}
      }
    }
    return "";
  }
}

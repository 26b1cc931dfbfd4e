package org.petrascope.scan;

import java.time.Duration;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.Frame;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Outcome;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Shutter;
import org.petrascope.camera.Target;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.Reference;

/**
 * Takes the lines of a dark or white reference, or of a tile, into memory, with shutter and stage
 * where the camera has them, and puts both back. For one thread.
 */
final class ReferenceCapture {
  /** Lines averaged: the noise of the mean is a seventh of one line's. */
  static final int LINES = 50;

  /** Lines after the start that are not used, while shutter and sensor settle. */
  private static final int SETTLING = 8;

  /** Fewer whole lines than this share are no reference. */
  private static final double WHOLE_MIN = 0.5;

  private static final int BUFFERS = 2 * LINES;
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final int TIMEOUTS_MAX = 20;

  private final Camera camera;
  private final LineBlock block;
  private int settling = SETTLING;

  ReferenceCapture(Camera camera, CubeShape line, PixelFormat format) {
    this.camera = camera;
    this.block = new LineBlock(line.withLines(LINES), format);
  }

  /** The lines, with those that were lost marked. */
  RawCube take(Reference.Kind kind) {
    boolean stage = camera.capabilities().stage();
    if (kind == Reference.Kind.DARK && camera.capabilities().shutter()) {
      camera.shutter(Shutter.CLOSED);
    }
    if (kind == Reference.Kind.WHITE) {
      openShutter();
      present(stage, Target.WHITE_PANEL);
    }
    return lines(kind.word() + " reference");
  }

  /** The lines of a tile that lies where core does, with those that were lost marked. */
  RawCube tile() {
    openShutter();
    present(camera.capabilities().stage(), Target.CORE);
    return lines("tile measurement");
  }

  private RawCube lines(String what) {
    boolean stage = camera.capabilities().stage();
    // A camera that fails meanwhile is opened anew, and whoever uses it then moves both first.
    try (FrameStream stream = camera.start(BUFFERS)) {
      fill(stream);
    }
    openShutter();
    present(stage, Target.CORE);
    block.unpack();
    if (LINES - block.lost().cardinality() < WHOLE_MIN * LINES) {
      throw new ScanException(
          "%s lost %d of %d lines (%s): check cable and network settings, then capture it again"
              .formatted(
                  what, block.lost().cardinality(), LINES, block.losses().getFirst().reason()));
    }
    return block.raw();
  }

  private void openShutter() {
    if (camera.capabilities().shutter()) {
      camera.shutter(Shutter.OPEN);
    }
  }

  private void present(boolean stage, Target target) {
    if (stage) {
      camera.present(target);
    }
  }

  private void fill(FrameStream stream) {
    block.begin(0);
    int timeouts = 0;
    while (!block.full()) {
      Outcome outcome = stream.take(PATIENCE);
      timeouts = outcome instanceof Outcome.TimedOut ? timeouts + 1 : 0;
      if (timeouts > TIMEOUTS_MAX) {
        throw new CameraException(
            "camera %s sends no frames: check cable and power"
                .formatted(camera.identity().serial()));
      }
      accept(outcome);
    }
  }

  private void accept(Outcome outcome) {
    switch (outcome) {
      case Outcome.Complete complete -> {
        try (Frame frame = complete.frame()) {
          if (settling-- <= 0) {
            block.add(frame.data());
          }
        }
      }
      case Outcome.Incomplete incomplete -> lose(1, incomplete.reason());
      case Outcome.Lost lost -> lose(lost.count(), Capture.NEVER_CAME);
      case Outcome.TimedOut timedOut -> {}
      case Outcome.Gone gone ->
          throw new CameraException(
              "camera %s is gone (%s): check cable and power, then capture the reference again"
                  .formatted(camera.identity().serial(), gone.reason()));
    }
  }

  private void lose(long count, String reason) {
    for (long i = 0; i < count && !block.full(); i++) {
      if (settling-- <= 0) {
        block.addLost(reason);
      }
    }
  }
}

package org.petrascope.server;

import java.time.Duration;
import java.util.Optional;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.camera.Frame;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Outcome;
import org.petrascope.camera.Trigger;

/**
 * Whether frames come from a camera with these settings.
 *
 * @param shape of the first whole frame; empty if none came in time
 * @param trouble why not
 * @param transport the path of the frames; empty if there was none
 */
record FirstFrame(Optional<String> shape, String trouble, String transport) {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int BUFFERS = 16;
  private static final int TRIES = 64;

  static FirstFrame of(Camera camera, AcquisitionSettings settings) {
    camera.configure(settings);
    try (FrameStream stream = camera.start(BUFFERS)) {
      String trouble =
          settings.trigger() == Trigger.ENCODER
              ? "the encoder ticked not once"
              : "the camera sends nothing";
      for (int tries = 0; tries < TRIES; tries++) {
        switch (stream.take(PATIENCE)) {
          case Outcome.Complete(Frame frame) -> {
            try (frame) {
              return new FirstFrame(
                  Optional.of(
                      "%d x %d %s"
                          .formatted(
                              frame.samples(), frame.bands(), frame.pixelFormat().genicamName())),
                  "",
                  stream.statistics().transport());
            }
          }
          case Outcome.Incomplete damaged -> trouble = damaged.reason();
          case Outcome.Lost _ -> {}
          case Outcome.TimedOut _ -> {
            return none(trouble, stream);
          }
          case Outcome.Gone(String reason) -> {
            return none(reason, stream);
          }
        }
      }
      return none(trouble, stream);
    }
  }

  private static FirstFrame none(String trouble, FrameStream stream) {
    return new FirstFrame(Optional.empty(), trouble, stream.statistics().transport());
  }

  Finding finding(String camera) {
    return shape
        .map(s -> Finding.ok("frame", "a frame of %s came from %s".formatted(s, camera)))
        .orElseGet(
            () ->
                Finding.broken(
                    "frame",
                    "no whole frame came from %s (%s)".formatted(camera, trouble),
                    "move the stage where an encoder starts the lines, else switch the camera off and on"));
  }
}

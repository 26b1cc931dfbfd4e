package org.petrascope.camera;

import java.time.Duration;

/** What became of waiting for the next frame. Loss is an outcome, not an exception. */
public sealed interface Outcome {
  /** A whole frame, checked for bytes, size, format and id. The taker closes it. */
  record Complete(Frame frame) implements Outcome {}

  /** A frame that arrived damaged; its line is lost but its place is known. */
  record Incomplete(long frameId, int packetsMissing, String reason) implements Outcome {}

  /** Frames that never arrived: {@code count} of them, from {@code firstFrameId} on. */
  record Lost(long firstFrameId, long count) implements Outcome {}

  /** Nothing came in this time; the stream is still alive. */
  record TimedOut(Duration waited) implements Outcome {}

  /**
   * The camera vanished, another client took control or the path carries its packets no more. The
   * stream gives nothing more; another one may.
   */
  record Gone(String reason) implements Outcome {}
}

package org.petrascope.server;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrascope.scan.LampStatus;

/**
 * A station's lamp as the API shows it.
 *
 * @param on whether it is on; null before anybody said so
 * @param hours it burnt since it was put in; null where nobody said
 * @param warmInS seconds until it is steady; 0 where it is, or nobody said
 * @param message all of this in one sentence
 * @param warnings what its whites show of its ageing
 */
record LampView(
    @Nullable Boolean on,
    @Nullable Double hours,
    long warmInS,
    String message,
    List<String> warnings) {
  static LampView of(LampStatus lamp) {
    return new LampView(
        lamp.lit().orElse(null),
        lamp.hours().isPresent() ? lamp.hours().getAsDouble() : null,
        lamp.warmIn().map(Duration::toSeconds).orElse(0L),
        lamp.sentence(),
        lamp.warnings());
  }
}

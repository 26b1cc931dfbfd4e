package org.petrascope.scenes;

import java.util.Optional;
import org.petrascope.camera.BandTable;
import org.petrascope.simulator.Scene;

/** A scene that can tell what it shows. Lines are read by one thread; the rest by any. */
public interface CoreScene extends Scene, AutoCloseable {
  /** The camera that it is made for. */
  SceneOptions options();

  @Override
  default int samples() {
    return options().samples();
  }

  @Override
  default BandTable bands() {
    return options().bands();
  }

  SceneSummary summary();

  /** What is really in every pixel, where the scene knows. */
  default Optional<SceneTruth> truth() {
    return Optional.empty();
  }

  /** Frees the file that the scene reads, if any. */
  @Override
  default void close() {}
}

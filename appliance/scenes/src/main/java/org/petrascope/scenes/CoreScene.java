package org.petrascope.scenes;

import java.util.Optional;
import org.petrascope.simulator.Scene;

/** A scene that can tell what it shows. Lines are read by one thread; the rest by any. */
public interface CoreScene extends Scene, AutoCloseable {
  SceneSummary summary();

  /** What is really in every pixel, where the scene knows. */
  Optional<SceneTruth> truth();

  /** Frees the file that the scene reads, if any. */
  @Override
  void close();
}

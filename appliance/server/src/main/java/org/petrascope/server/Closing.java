package org.petrascope.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what runs, in order, whatever fails meanwhile. */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  static void all(Iterable<? extends AutoCloseable> parts) {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) { // the end of a process or a start: the others must be closed too
        LOG.warn("closing failed", e);
      }
    }
  }
}

package org.petrascope.sync;

import java.util.Optional;
import org.petrascope.remote.Content;
import org.petrascope.remote.Outcome;
import org.petrascope.remote.Pace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into the store, once, the document by which the box asks to be taken into a fleet. For the
 * thread that sends.
 */
public final class Introduction implements Post {
  private static final Logger LOG = LoggerFactory.getLogger(Introduction.class);

  private final Ends ends;
  private final byte[] document;
  private boolean there;

  /**
   * @param document signed by the box
   */
  public Introduction(Ends ends, byte[] document) {
    this.ends = ends;
    this.document = document.clone();
  }

  @Override
  public Optional<SyncSettings> exchange() {
    if (!there) {
      Content content = ends.envelope().wrap(Content.of(document), Hashes.of(document).sha256());
      Outcome outcome = ends.there().put(ends.names().enrolment(), content, Pace.FREE);
      there = outcome instanceof Outcome.Stored;
      if (!there) {
        LOG.info("the enrolment waits: {}", outcome);
      }
    }
    return Optional.empty();
  }
}

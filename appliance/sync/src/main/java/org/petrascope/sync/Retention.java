package org.petrascope.sync;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.petrascope.remote.Receipt;
import org.petrascope.remote.RemoteException;
import org.petrascope.store.DeliveredFile;
import org.petrascope.store.Event;
import org.petrascope.store.SendingStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees the disk when it becomes full: raw of the oldest scans first, then their products; never
 * what tells about a scan, and never anything but files of scans. Each file's proof is asked for
 * again before it goes. For the thread that sends.
 */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** In this order. */
  private static final List<Integer> PRIORITIES = List.of(2, 1);

  /** Looked at in one go. */
  private static final int BATCH = 50;

  private final Ends ends;
  private final Clock clock;
  private long freeBelowBytes;

  Retention(Ends ends, Clock clock) {
    this.ends = ends;
    this.clock = clock;
  }

  /**
   * Frees until so much is free or nothing more may go; where the store does not answer, nothing
   * goes.
   *
   * @param belowBytes 0 for never
   */
  void freeIfReachable(long belowBytes) {
    freeBelowBytes = belowBytes;
    try {
      free();
    } catch (RemoteException e) {
      LOG.info("nothing is freed: {}", e.getMessage());
    }
  }

  private void free() {
    for (int priority : PRIORITIES) {
      while (full()) {
        if (free(ends.here().deliveries().freeable(priority, BATCH)) == 0) {
          break;
        }
      }
    }
  }

  private boolean full() {
    return freeBelowBytes > 0 && ends.here().freeBytes() < freeBelowBytes;
  }

  private int free(List<DeliveredFile> oldest) {
    int freed = 0;
    for (DeliveredFile file : oldest) {
      if (!full()) {
        return freed;
      }
      if (stillThere(file)) {
        free(file);
        freed++;
      } else {
        sendAgain(file);
      }
    }
    return freed;
  }

  private boolean stillThere(DeliveredFile file) {
    Receipt proven =
        new Receipt(
            file.proof().sentBytes(),
            file.proof().eTag(),
            file.proof().crc32c(),
            Receipt.Proof.NONE);
    Optional<Receipt> now = ends.there().receipt(file.proof().key());
    return now.isPresent() && now.get().same(proven);
  }

  private void free(DeliveredFile file) {
    SendingStore here = ends.here();
    here.remove(file);
    here.deliveries().freed(file, clock.instant());
    here.events()
        .append(
            new Event(clock.instant(), "freed", file.delivery().scan(), file.delivery().path()));
    LOG.info("freed {}, which is at {}", file.delivery().path(), file.proof().key());
  }

  private void sendAgain(DeliveredFile file) {
    LOG.warn("{} is no longer in the store as proven: it is sent again", file.proof().key());
    ends.here()
        .deliveries()
        .failed(file.delivery(), "it was no longer in the store as proven", clock.instant(), false);
  }
}

package org.petrascope.scan;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Forces what was written to the disk now and then, on a thread beside the writing one, so that a
 * slow disk delays no line. One sync runs at a time. For one thread.
 */
final class BackgroundSync {
  private final long bytesMax;
  private final Runnable force;
  private CompletableFuture<Void> sync = CompletableFuture.completedFuture(null);
  private long unsynced;

  /**
   * @param bytesMax after so many bytes the next sync begins
   * @param force makes everything written so far survive a power cut
   */
  BackgroundSync(long bytesMax, Runnable force) {
    this.bytesMax = bytesMax;
    this.force = force;
  }

  /** So many bytes more were written; throws why the last sync failed. */
  void wrote(long bytes) {
    unsynced += bytes;
    if (unsynced < bytesMax || !sync.isDone()) {
      return;
    }
    try {
      sync.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    unsynced = 0;
    sync =
        CompletableFuture.runAsync(
            force, task -> Thread.ofPlatform().name("raw-sync").daemon().start(task));
  }
}

package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundSyncTest {
  @Test
  void enoughBytesAreForcedToTheDisk() throws InterruptedException {
    CountDownLatch forced = new CountDownLatch(1);
    BackgroundSync sync = new BackgroundSync(100, forced::countDown);
    sync.wrote(99);
    assertEquals(1, forced.getCount());
    sync.wrote(1);
    assertTrue(forced.await(60, TimeUnit.SECONDS), "the sync runs");
  }

  @Test
  void oneSyncRunsAtATime() throws InterruptedException {
    Semaphore begun = new Semaphore(0);
    Semaphore mayEnd = new Semaphore(0);
    AtomicInteger syncs = new AtomicInteger();
    BackgroundSync sync =
        new BackgroundSync(
            100,
            () -> {
              syncs.incrementAndGet();
              begun.release();
              mayEnd.acquireUninterruptibly();
            });
    sync.wrote(100);
    assertTrue(begun.tryAcquire(60, TimeUnit.SECONDS), "the sync runs");
    sync.wrote(100);
    assertEquals(1, syncs.get(), "the first has not ended");
    mayEnd.release(2);
    while (!begun.tryAcquire(1, TimeUnit.MILLISECONDS)) {
      sync.wrote(0);
    }
    assertEquals(2, syncs.get(), "what was written meanwhile is forced by the next");
  }

  @Test
  void failureOfASyncIsToldToTheWriter() throws InterruptedException {
    CountDownLatch tried = new CountDownLatch(1);
    BackgroundSync sync =
        new BackgroundSync(
            1,
            () -> {
              tried.countDown();
              throw new ScanException("the disk is gone");
            });
    sync.wrote(1);
    assertTrue(tried.await(60, TimeUnit.SECONDS), "the sync runs");
    ScanException told =
        assertThrows(
            ScanException.class,
            () -> {
              for (int i = 0; i < Integer.MAX_VALUE; i++) {
                sync.wrote(1);
                Thread.onSpinWait();
              }
            });
    assertEquals("the disk is gone", told.getMessage());
  }
}

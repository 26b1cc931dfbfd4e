package org.petrascope.scan;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An arrow between two stages: a queue that holds no more than its capacity and that the giving
 * stage closes after its last item. May be used by any thread.
 */
final class HandOff<T> {
  private final int capacity;
  private final ArrayDeque<T> items;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closed;

  HandOff(int capacity) {
    this.capacity = capacity;
    this.items = new ArrayDeque<>(capacity);
  }

  /** Waits for room. */
  void put(T item) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (items.size() == capacity) {
        changed.await();
      }
      items.add(item);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there was room. */
  boolean offer(T item) {
    lock.lock();
    try {
      boolean room = items.size() < capacity;
      if (room) {
        items.add(item);
        changed.signalAll();
      }
      return room;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next item; empty after the last. */
  Optional<T> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (items.isEmpty() && !closed) {
        changed.await();
      }
      Optional<T> next = Optional.ofNullable(items.poll());
      changed.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

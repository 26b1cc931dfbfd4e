package org.petrascope.scan;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is in the raw file so far, and the newest of it still in memory. The recorder publishes and
 * never waits: when the reader is slow, a block's memory is given back at once, and the reader
 * takes those lines from the file. One thread publishes, one reads.
 */
final class RecordedLines {
  /** Blocks kept in memory for a reader that is about as fast as the camera. */
  static final int BLOCKS_MAX = 4;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<LineBlock> inMemory = new ArrayDeque<>(BLOCKS_MAX);
  private final BitSet lost = new BitSet();
  private int lines;
  private boolean complete;

  /** A stretch of recorded lines; its block where they are still in memory. */
  record Stretch(int firstLine, int lines, Optional<LineBlock> block) {}

  /** Lines that were recorded earlier; nothing is added. */
  static RecordedLines of(int lines, BitSet lost) {
    RecordedLines recorded = new RecordedLines();
    recorded.lines = lines;
    recorded.lost.or(lost);
    recorded.complete = true;
    return recorded;
  }

  /** Tells that a block is in the file. Whether the block was taken over for the reader. */
  boolean publish(LineBlock block) {
    lock.lock();
    try {
      BitSet lostInBlock = block.lost();
      for (int i = lostInBlock.nextSetBit(0); i >= 0; i = lostInBlock.nextSetBit(i + 1)) {
        lost.set(block.firstLine() + i);
      }
      lines = block.firstLine() + block.lines();
      // A camera that goes between two lines leaves a block that was begun and holds none.
      boolean room = block.lines() > 0 && inMemory.size() < BLOCKS_MAX;
      if (room) {
        inMemory.add(block);
      }
      changed.signalAll();
      return room;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more is recorded. */
  void complete() {
    lock.lock();
    try {
      complete = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for lines from this one on: a block in memory, or at most so many lines to be read from
   * the file; empty when there are no more.
   */
  Optional<Stretch> next(int firstLine, int linesMax) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (lines <= firstLine && !complete) {
        changed.await();
      }
      LineBlock head = inMemory.peek();
      if (head != null && head.firstLine() == firstLine) {
        inMemory.remove();
        return Optional.of(new Stretch(firstLine, head.lines(), Optional.of(head)));
      }
      int end = head == null ? lines : head.firstLine();
      int count = Math.min(linesMax, end - firstLine);
      return count > 0
          ? Optional.of(new Stretch(firstLine, count, Optional.empty()))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  int lines() {
    lock.lock();
    try {
      return lines;
    } finally {
      lock.unlock();
    }
  }

  /** The lost ones of these lines, counted from the first of them. */
  BitSet lost(int firstLine, int count) {
    lock.lock();
    try {
      return lost.get(firstLine, firstLine + count);
    } finally {
      lock.unlock();
    }
  }
}

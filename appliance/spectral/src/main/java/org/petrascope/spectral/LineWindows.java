package org.petrascope.spectral;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Puts neighbouring lines beside the blocks of a scan, for mappers that look at them. Blocks come
 * in order and without gaps, and go on in the same order, each once and with the same lines, as
 * soon as the lines behind it are there. Memory is that of some blocks. For one thread.
 *
 * @param <T> what goes along with a block
 */
public final class LineWindows<T> {
  private final int reach;

  /** Blocks that went on whose last lines are still neighbours of others. */
  private final Deque<ReflectanceCube> behind = new ArrayDeque<>();

  private final Deque<Entry<T>> waiting = new ArrayDeque<>();

  /**
   * @param reach lines before and behind a line that a mapper looks at
   */
  public LineWindows(int reach) {
    this.reach = reach;
  }

  /**
   * A block that may be mapped.
   *
   * @param block as it came
   * @param window the same lines with their neighbours
   */
  public record Entry<T>(ReflectanceCube block, LineWindow window, T with) {}

  /** Takes the next block; gives those that may be mapped now. */
  public List<Entry<T>> add(ReflectanceCube block, T with) {
    Entry<T> entry = new Entry<>(block, LineWindow.of(block), with);
    if (reach == 0) {
      return List.of(entry);
    }
    waiting.add(entry);
    return ready(reach);
  }

  /** The rest, behind which nothing comes. */
  public List<Entry<T>> end() {
    return ready(0);
  }

  private List<Entry<T>> ready(int linesNeeded) {
    List<Entry<T>> ready = new ArrayList<>();
    while (!waiting.isEmpty() && linesBehindFirst() >= linesNeeded) {
      ready.add(next());
    }
    return ready;
  }

  private int linesBehindFirst() {
    return waiting.stream().skip(1).mapToInt(entry -> entry.block().shape().lines()).sum();
  }

  private Entry<T> next() {
    int lines = waiting.element().block().shape().lines();
    int held = behind.stream().mapToInt(block -> block.shape().lines()).sum();
    int before = Math.min(reach, held);
    int after = Math.min(reach, linesBehindFirst());
    List<ReflectanceCube> all = new ArrayList<>(behind);
    waiting.forEach(entry -> all.add(entry.block()));
    ReflectanceCube around = LineWindow.joined(all, held - before, before + lines + after);
    Entry<T> first = waiting.remove();
    keep(first.block(), held);
    return new Entry<>(first.block(), new LineWindow(around, before, lines), first.with());
  }

  private void keep(ReflectanceCube block, int held) {
    behind.add(block);
    int lines = held + block.shape().lines();
    while (lines - behind.element().shape().lines() >= reach) {
      lines -= behind.remove().shape().lines();
    }
  }
}

package org.petrascope.scan;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.petrascope.spectral.BoxTemplate;

/**
 * How many pixels on core saturated in every line of a scan. Filled by one thread; asked by another
 * after that.
 */
final class SaturatedLines implements LineSink {
  private final BitSet core = new BitSet();
  private final int[] saturated;

  SaturatedLines(BoxTemplate template, int lines) {
    template.rows().forEach(row -> core.set(row.from(), row.to()));
    this.saturated = new int[lines];
  }

  @Override
  public void accept(MappedLines block) {
    for (int line = 0; line < block.lines(); line++) {
      look(block.firstLine() + line, block.room().saturated(), line * block.samples());
    }
  }

  /**
   * Looks at a line.
   *
   * @param pixels those that saturated, those of the line from {@code first} on
   */
  void look(int line, BitSet pixels, int first) {
    saturated[line] = onCore(pixels, first);
  }

  /** How many of a line's pixels on core are among these, its first being {@code first}. */
  private int onCore(BitSet pixels, int first) {
    return (int) core.stream().filter(sample -> pixels.get(first + sample)).count();
  }

  /** Whether so many of a line's pixels on core, its first being pixel 0, saturated. */
  boolean beyond(SaturationLimits limits, BitSet pixels) {
    return onCore(pixels, 0) > limits.share() * core.cardinality();
  }

  /**
   * The lines that are worth taking again: each but the first follows another within so many lines
   * as must be together at least.
   */
  BitSet worthTakingAgain(SaturationLimits limits) {
    BitSet found = new BitSet();
    BitSet near = new BitSet();
    double most = limits.share() * core.cardinality();
    int[] lines =
        IntStream.range(0, saturated.length).filter(line -> saturated[line] > most).toArray();
    for (int line : lines) {
      if (line - near.length() >= limits.lines()) {
        near.clear();
      }
      near.set(line);
      if (near.cardinality() >= limits.lines()) {
        found.or(near);
      }
    }
    return found;
  }
}

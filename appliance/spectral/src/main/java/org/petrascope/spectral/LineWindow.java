package org.petrascope.spectral;

import java.util.BitSet;

/**
 * Successive lines that are to be mapped, with neighbouring lines before and behind them as far as
 * there are any.
 *
 * @param around the lines and their neighbours
 * @param from the first line to be mapped, counted from the first of {@code around}
 * @param lines how many lines are to be mapped
 */
public record LineWindow(ReflectanceCube around, int from, int lines) {
  public LineWindow {
    if (from < 0 || lines < 1 || from + lines > around.shape().lines()) {
      throw new IllegalArgumentException(
          "lines %d to %d are not in a block of %d"
              .formatted(from, from + lines - 1, around.shape().lines()));
    }
  }

  /** All lines of a block, without neighbours. */
  public static LineWindow of(ReflectanceCube block) {
    return new LineWindow(block, 0, block.shape().lines());
  }

  /** Pixels that are to be mapped. */
  public int pixels() {
    return Math.multiplyExact(lines, around.shape().samples());
  }

  /** Blocks that follow each other as one, without the first of their lines. */
  static ReflectanceCube joined(Iterable<ReflectanceCube> blocks, int skipped, int lines) {
    ReflectanceCube first = blocks.iterator().next();
    CubeShape shape = first.shape().withLines(lines);
    float[] bip = new float[Math.toIntExact(shape.values())];
    BitSet lost = new BitSet();
    int line = -skipped;
    for (ReflectanceCube block : blocks) {
      for (int i = 0; i < block.shape().lines() && line < lines; i++, line++) {
        if (line >= 0) {
          System.arraycopy(
              block.bip(), block.offset(i, 0), bip, line * shape.lineValues(), shape.lineValues());
          lost.set(line, block.lost(i));
        }
      }
    }
    return new ReflectanceCube(shape, first.firstLine() + skipped, first.wavelengths(), bip, lost);
  }
}

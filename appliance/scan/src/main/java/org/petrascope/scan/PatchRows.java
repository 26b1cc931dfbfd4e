package org.petrascope.scan;

import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;

/**
 * Patches around the pixels of a block of lines. A neighbour that is beside the block is the one
 * opposite the edge's pixel; one that was not measured is the one on the other side of the middle,
 * or the middle itself. Immutable.
 */
final class PatchRows {
  private final RowShape shape;
  private final int lines;
  private final int samples;
  private final float[] spectra;
  private final boolean[] usable;

  /**
   * @param spectra of the block on the model's bands, [line][sample][band]
   * @param usable whether a pixel may be a neighbour, [line][sample]
   */
  PatchRows(RowShape shape, int samples, float[] spectra, boolean[] usable) {
    this.shape = shape;
    this.lines = usable.length / samples;
    this.samples = samples;
    this.spectra = spectra;
    this.usable = usable;
  }

  /**
   * The patches around pixels.
   *
   * @param pixels as line x samples + sample, less an offset
   * @param count how many of them
   * @param offset of all of them
   */
  Rows around(int[] pixels, int count, int offset) {
    float[] rows = new float[Math.multiplyExact(count, shape.columns())];
    for (int row = 0; row < count; row++) {
      fill(rows, row * shape.columns(), offset + pixels[row]);
    }
    return new Rows(count, shape.columns(), rows);
  }

  private void fill(float[] rows, int offset, int pixel) {
    int side = shape.side();
    int half = side / 2;
    int bands = shape.bands();
    for (int i = 0; i < shape.pixels(); i++) {
      int source = neighbour(pixel, i / side - half, i % side - half);
      System.arraycopy(spectra, source * bands, rows, offset + i * bands, bands);
    }
  }

  private int neighbour(int pixel, int down, int along) {
    int there = at(pixel, down, along);
    if (usable[there]) {
      return there;
    }
    int opposite = at(pixel, -down, -along);
    return usable[opposite] ? opposite : pixel;
  }

  private int at(int pixel, int down, int along) {
    return mirrored(pixel / samples + down, lines) * samples
        + mirrored(pixel % samples + along, samples);
  }

  /** An index beside 0 to count - 1, mirrored at the ends as often as need be. */
  private static int mirrored(int index, int count) {
    if (count == 1) {
      return 0;
    }
    int mirrored = index;
    while (mirrored < 0 || mirrored >= count) {
      mirrored = mirrored < 0 ? -mirrored : 2 * (count - 1) - mirrored;
    }
    return mirrored;
  }
}

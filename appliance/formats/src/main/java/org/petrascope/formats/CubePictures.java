package org.petrascope.formats;

import java.util.List;
import java.util.function.IntConsumer;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.StructurePlanes;

/** What of a cube is kept in memory while it is joined to another. Immutable. */
final class CubePictures {
  private final StructurePlanes structure;
  private final float[] atSeam;

  private CubePictures(StructurePlanes structure, float[] atSeam) {
    this.structure = structure;
    this.atSeam = atSeam;
  }

  /** Reads the whole cube; progress is told the lines that are done. */
  static CubePictures of(ReflectanceSource source, List<Integer> seamBands, IntConsumer progress) {
    CubeShape shape = source.shape();
    int most = source.reader().blockLines();
    StructurePlanes.Maker maker = new StructurePlanes.Maker(shape);
    float[] atSeam = new float[Math.toIntExact(shape.pixels())];
    for (int line = 0; line < shape.lines(); line += most) {
      int lines = Math.min(most, shape.lines() - line);
      ReflectanceCube block = source.reflectance(line, lines);
      maker.add(block);
      for (int pixel = 0; pixel < block.shape().pixels(); pixel++) {
        int from = pixel * shape.bands();
        float sum = 0;
        for (int band : seamBands) {
          sum += block.bip()[from + band];
        }
        atSeam[line * shape.samples() + pixel] = sum / seamBands.size();
      }
      progress.accept(line + lines);
    }
    return new CubePictures(maker.planes(), atSeam);
  }

  /** Pictures by which the cube's grid is found. */
  StructurePlanes structure() {
    return structure;
  }

  /**
   * Mean reflectance of the bands at the seam, [line][sample]; NaN where a band has none; to be
   * read only.
   */
  float[] atSeam() {
    return atSeam;
  }
}

package org.petrascope.spectral;

import java.util.BitSet;
import java.util.List;

/**
 * The spectral angle mapper: the record at the smallest angle, whatever the brightness (Kruse et
 * al. 1993, doi:10.1016/0034-4257(93)90013-N).
 */
final class AngleIdentifier implements Identifier {
  private final int[] bands;
  private final float[][] unit;
  private final int[] classes;

  AngleIdentifier(References references) {
    this.bands = bands(references.usable());
    List<References.Reference> records = references.references();
    this.unit = new float[records.size()][];
    this.classes = new int[unit.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = new float[bands.length];
      classes[i] = records.get(i).mineralClass();
      gather(records.get(i).spectrum().values(), 0, unit[i]);
    }
  }

  private static int[] bands(BitSet usable) {
    return usable.stream().toArray();
  }

  private void gather(float[] from, int offset, float[] to) {
    double squares = 0;
    for (int i = 0; i < bands.length; i++) {
      to[i] = from[offset + bands[i]];
      squares += (double) to[i] * to[i];
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < to.length; i++) {
      to[i] *= scale;
    }
  }

  @Override
  public Session session() {
    float[] pixel = new float[bands.length];
    return (bip, offset, answer) -> {
      gather(bip, offset, pixel);
      for (int i = 0; i < unit.length; i++) {
        float cosine = 0;
        for (int band = 0; band < pixel.length; band++) {
          cosine += pixel[band] * unit[i][band];
        }
        offer(answer, i, cosine);
      }
      if (answer.best >= 0) {
        answer.add(answer.best, 1);
      }
    };
  }

  private void offer(Answer answer, int reference, float cosine) {
    if (cosine > answer.score) {
      if (answer.best >= 0 && classes[answer.best] != classes[reference]) {
        answer.second = answer.best;
        answer.secondScore = answer.score;
      }
      answer.best = reference;
      answer.score = cosine;
    } else if (cosine > answer.secondScore && classes[answer.best] != classes[reference]) {
      answer.second = reference;
      answer.secondScore = cosine;
    }
  }
}

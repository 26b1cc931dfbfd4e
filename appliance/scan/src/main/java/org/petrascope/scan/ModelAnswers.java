package org.petrascope.scan;

import java.util.Arrays;
import org.petrascope.kernels.Simplex;
import org.petrascope.learning.Answer;
import org.petrascope.learning.Flag;
import org.petrascope.learning.Flags;
import org.petrascope.learning.Prediction;
import org.petrascope.learning.Rows;
import org.petrascope.spectral.MapClass;
import org.petrascope.spectral.MappedBlock;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.PixelMapper;

/** Turns a model's predictions into the mapped pixels of one block. For one thread. */
final class ModelAnswers {
  private final ModelLegend legend;
  private final MappedBlock block;
  private final int parts;

  ModelAnswers(ModelLegend legend, PixelMapper mapper, int pixels) {
    this.legend = legend;
    this.block = MappedBlock.empty(mapper, pixels);
    this.parts = legend.components().size();
  }

  int pixels() {
    return block.pixels();
  }

  MappedBlock block() {
    return block;
  }

  /** A pixel that nothing is told of, until something is. */
  void begin(int pixel, int flags) {
    block.put(pixel, new MappedBlock.Told(0, Float.NaN, 0, Float.NaN, flags));
    int from = pixel * parts;
    Arrays.fill(block.abundances(), from, from + parts, Float.NaN);
    block
        .intervals()
        .ifPresent(
            intervals -> {
              Arrays.fill(intervals.lower(), from, from + parts, Float.NaN);
              Arrays.fill(intervals.upper(), from, from + parts, Float.NaN);
            });
  }

  /**
   * Fills in pixels that the model was asked about.
   *
   * @param asked their places, one a row
   */
  void put(Prediction prediction, int[] asked) {
    for (int row = 0; row < prediction.answer().values().count(); row++) {
      put(prediction.answer(), row, asked[row], flags(prediction.flags(), row));
    }
  }

  private void put(Answer answer, int row, int pixel, int learned) {
    int flags = block.flags()[pixel] | learned;
    if (Float.isNaN(answer.values().at(row, 0))) {
      begin(pixel, flags | PixelFlag.NO_DATA.bit());
      return;
    }
    putAbundances(answer.values(), row, pixel);
    if (answer instanceof Answer.OfCompositions fractions) {
      block.intervals().ifPresent(to -> putIntervals(fractions, row, pixel, to));
    }
    putClasses(pixel, flags);
  }

  private static int flags(Flags flags, int row) {
    int word = 0;
    for (Flag flag : flags.of(row)) {
      word |=
          switch (flag) {
            case NO_DATA -> PixelFlag.NO_DATA.bit();
            case LOW_SIGNAL -> PixelFlag.LOW_SIGNAL.bit();
            case UNKNOWN -> PixelFlag.UNKNOWN.bit();
            case MIXED -> PixelFlag.MIXED.bit();
          };
    }
    return word;
  }

  // Fractions that need not close get the rest beside them and the nearest point of the simplex.
  private void putAbundances(Rows values, int row, int pixel) {
    int outputs = values.columns();
    int from = pixel * parts;
    System.arraycopy(values.values(), row * outputs, block.abundances(), from, outputs);
    if (parts > outputs) {
      block.abundances()[from + outputs] = rest(values, row);
      Simplex.close(block.abundances(), parts, pixel, pixel + 1);
    }
  }

  private static float rest(Rows values, int row) {
    float rest = 1;
    for (int output = 0; output < values.columns(); output++) {
      rest -= values.at(row, output);
    }
    return Math.clamp(rest, 0, 1);
  }

  // Closure may move a fraction out of its interval, which then reaches it.
  private void putIntervals(
      Answer.OfCompositions fractions, int row, int pixel, MappedBlock.Intervals to) {
    int outputs = fractions.values().columns();
    for (int part = 0; part < parts; part++) {
      int at = pixel * parts + part;
      float lower = part < outputs ? fractions.lower().at(row, part) : rest(fractions.upper(), row);
      float upper = part < outputs ? fractions.upper().at(row, part) : rest(fractions.lower(), row);
      to.lower()[at] = Math.min(lower, block.abundances()[at]);
      to.upper()[at] = Math.max(upper, block.abundances()[at]);
    }
  }

  // An unknown pixel is no rock of a class: what it would be stands second.
  private void putClasses(int pixel, int flags) {
    float[] abundances = block.abundances();
    int from = pixel * parts;
    int best = 0;
    int second = -1;
    float unseen = 0;
    for (int part = 0; part < parts; part++) {
      float share = abundances[from + part];
      unseen += legend.seen(part) ? 0 : share;
      if (part > 0 && share > abundances[from + best]) {
        second = best;
        best = part;
      } else if (part > 0 && (second < 0 || share > abundances[from + second])) {
        second = part;
      }
    }
    float secondShare = second < 0 ? 0 : abundances[from + second];
    boolean unknown = PixelFlag.UNKNOWN.in(flags);
    MapClass told = unknown ? legend.unknown() : legend.classOf(best);
    int word = flags;
    word |=
        block.intervals().isPresent() && secondShare >= ModelIdentification.SUBSTANTIAL
            ? PixelFlag.MIXED.bit()
            : 0;
    word |=
        unseen >= ModelIdentification.SUBSTANTIAL || !legend.seen(best)
            ? PixelFlag.INFERRED.bit()
            : 0;
    word |= told.group() == MineralGroup.NOTAROK ? PixelFlag.NOTAROK.bit() : 0;
    int runnerUp = unknown ? best : second;
    int next = runnerUp < 0 ? 0 : legend.classOf(runnerUp).index();
    float nextShare = unknown ? abundances[from + best] : secondShare;
    block.put(
        pixel,
        new MappedBlock.Told(
            told.index(), unknown ? Float.NaN : abundances[from + best], next, nextShare, word));
  }
}

package org.petrascope.scenes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Lays spectra of a table along the lines so that a scan, which runs evenly from depth to depth,
 * meets each of them where it belongs: boundaries lie half-way between neighbours, and lines are in
 * proportion to depth. Immutable.
 */
final class DepthPlan {
  /** Intervals that differ by less than this share are one spacing. */
  private static final double REGULAR_SHARE = 0.02;

  private static final int LINES_EACH_MIN = 6;
  private static final int LINES_EACH_MAX = 60;

  /** Length that a table of few spectra is stretched to. */
  private static final int LINES_AIM = 900;

  /** Length up to which a table of many spectra gets {@link #LINES_EACH_MIN} lines each. */
  private static final int LINES_MANY = 12_000;

  private static final int LINES_MAX = 100_000;

  /** A hole with gaps may be this much longer than one without. */
  private static final int GAP_FACTOR_MAX = 4;

  private final List<Integer> order;
  private final List<Stretch> stretches;
  private final List<String> notes;

  private DepthPlan(List<Integer> order, List<Stretch> stretches, List<String> notes) {
    this.order = List.copyOf(order);
    this.stretches = List.copyOf(stretches);
    this.notes = List.copyOf(notes);
  }

  /** Spectra without depth: each is given a metre, in the order of the table. */
  static DepthPlan byOrder(List<String> ids) {
    int each = linesEach(ids.size());
    List<Integer> order = new ArrayList<>();
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      order.add(i);
      stretches.add(new Stretch(ids.get(i), i * each, (i + 1) * each, i, i + 1));
    }
    String note = "the table has no depth column: every spectrum is given one metre, from 0 m";
    return new DepthPlan(order, stretches, List.of(note));
  }

  /**
   * Spectra at these depths in metres.
   *
   * @param depths finite, one a spectrum, in any order
   */
  static DepthPlan byDepth(List<String> ids, double[] depths) {
    List<String> notes = new ArrayList<>();
    List<Integer> order = order(depths, notes);
    double[] sorted = order.stream().mapToDouble(i -> depths[i]).toArray();
    double[] boundaries = boundaries(sorted, notes);
    int[] lines = lines(boundaries);
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < sorted.length; i++) {
      stretches.add(
          new Stretch(
              ids.get(order.get(i)), lines[i], lines[i + 1], boundaries[i], boundaries[i + 1]));
    }
    return new DepthPlan(order, stretches, notes);
  }

  private static List<Integer> order(double[] depths, List<String> notes) {
    List<Integer> order = new ArrayList<>();
    boolean rising = true;
    for (int i = 0; i < depths.length; i++) {
      order.add(i);
      rising &= i == 0 || depths[i] >= depths[i - 1];
    }
    if (!rising) {
      order.sort(Comparator.comparingDouble(i -> depths[i]));
      notes.add("the depths of the table do not rise: its spectra are laid in the order of depth");
    }
    return order;
  }

  // One more than there are spectra. Spectra of one depth share its interval evenly.
  private static double[] boundaries(double[] depths, List<String> notes) {
    double[] distinct = Arrays.stream(depths).distinct().toArray();
    if (distinct.length < depths.length) {
      notes.add(
          "%d spectra share a depth with another: they divide its interval"
              .formatted(depths.length - distinct.length));
    }
    double[] boundaries = new double[depths.length + 1];
    int spectrum = 0;
    for (int level = 0; level < distinct.length; level++) {
      double from = boundary(distinct, level);
      double to = boundary(distinct, level + 1);
      int first = spectrum;
      while (spectrum < depths.length && depths[spectrum] == distinct[level]) {
        spectrum++;
      }
      for (int i = first; i < spectrum; i++) {
        boundaries[i] = from + (to - from) * (i - first) / (spectrum - first);
      }
      boundaries[spectrum] = to;
    }
    return boundaries;
  }

  private static double boundary(double[] depths, int level) {
    if (depths.length == 1) {
      return Math.max(level == 0 ? depths[0] - 0.5 : depths[0] + 0.5, 0);
    }
    int last = depths.length - 1;
    if (level == 0) {
      double above = depths[0] - (depths[1] - depths[0]) / 2;
      return depths[0] >= 0 ? Math.max(above, 0) : above;
    }
    if (level > last) {
      return depths[last] + (depths[last] - depths[last - 1]) / 2;
    }
    return (depths[level - 1] + depths[level]) / 2;
  }

  private static int[] lines(double[] boundaries) {
    int count = boundaries.length - 1;
    int each = linesEach(count);
    double[] widths = new double[count];
    Arrays.setAll(widths, i -> boundaries[i + 1] - boundaries[i]);
    double[] sorted = widths.clone();
    Arrays.sort(sorted);
    double length = boundaries[count] - boundaries[0];
    double pitch =
        Math.max(sorted[count / 2] / each, length / ((double) GAP_FACTOR_MAX * count * each));
    boolean regular = sorted[count - 1] - sorted[0] < REGULAR_SHARE * sorted[count - 1];
    int least = each >= 3 ? 2 : 1;
    int[] lines = new int[count + 1];
    for (int i = 1; i <= count; i++) {
      int wanted = regular ? i * each : (int) Math.round((boundaries[i] - boundaries[0]) / pitch);
      lines[i] = Math.max(wanted, lines[i - 1] + least);
    }
    return lines;
  }

  private static int linesEach(int spectra) {
    if (spectra > LINES_MAX) {
      throw new SceneException(
          "the table has %d spectra, a scene can show %d: split the table"
              .formatted(spectra, LINES_MAX));
    }
    if (spectra * LINES_EACH_MIN > LINES_MANY) {
      return Math.max(1, LINES_MANY / spectra);
    }
    return Math.clamp(LINES_AIM / spectra, LINES_EACH_MIN, LINES_EACH_MAX);
  }

  int lines() {
    return stretches.getLast().toLine();
  }

  /** In the order of depth. */
  List<Stretch> stretches() {
    return stretches;
  }

  /** Which spectrum of the table each stretch shows. */
  List<Integer> order() {
    return order;
  }

  List<String> notes() {
    return notes;
  }
}

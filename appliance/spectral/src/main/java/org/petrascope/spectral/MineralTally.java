package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up what the pixels of a box tell: by interval of depth for the downhole log, and by slices
 * of depth for the minerals of the whole and their intervals. Pixels that are not rock, or lie
 * beside the core, add nothing. For one thread at a time.
 */
public final class MineralTally {
  /** Slices of depth that the bootstrap draws from. */
  private static final int SLICES_MAX = 200;

  private static final String LOST_LINES = "lost-lines";
  private static final String NOT_SCANNED = "not-scanned";
  private static final String NO_ROCK = "no-rock";

  private final BoxTemplate template;
  private final DepthInterval box;
  private final DepthIntervals intervals;
  private final int boxLines;
  private final List<String> components;
  private final MineralGroup[] groups;
  private final List<MineralGroup> rockGroups;
  private final DepthIntervals sliceDepths;
  private final RockAmounts downhole;
  private final RockAmounts slices;
  private double closureMaxError;

  /** A mineral's share of all rock with its 90 % interval. */
  public record Share(
      String mineral, MineralGroup group, double fraction, double lower, double upper) {}

  /** What the mapped blocks' classes and abundances mean. */
  public record Legend(List<MapClass> classes, List<String> components) {
    public Legend {
      classes = List.copyOf(classes);
      components = List.copyOf(components);
    }

    public static Legend of(PixelMapper mapper) {
      return new Legend(mapper.classes(), mapper.componentNames());
    }

    /** The group of every component, in their order. */
    public List<MineralGroup> groups() {
      Map<String, MineralGroup> known = new HashMap<>();
      classes.forEach(c -> known.put(c.name(), c.group()));
      known.put(MineralMapper.NOTAROK, MineralGroup.NOTAROK);
      known.put(MineralMapper.ASPECTRAL, MineralGroup.INVALID);
      return components.stream()
          .map(name -> known.getOrDefault(name, MineralGroup.UNGROUPED))
          .toList();
    }
  }

  /**
   * @param boxLines lines that cover the whole box, whether or not all of them come
   */
  public MineralTally(
      BoxTemplate template,
      DepthInterval box,
      DepthIntervals intervals,
      int boxLines,
      Legend legend) {
    this.template = template;
    this.box = box;
    this.intervals = intervals;
    this.boxLines = boxLines;
    this.components = legend.components();
    this.groups = legend.groups().toArray(MineralGroup[]::new);
    this.rockGroups = Arrays.stream(groups).filter(MineralGroup::rock).distinct().sorted().toList();
    long slicesThere = (long) boxLines * template.rows().size();
    this.sliceDepths = DepthIntervals.equal((int) Math.min(SLICES_MAX, slicesThere), box);
    this.downhole = new RockAmounts(intervals.count(), groups);
    this.slices = new RockAmounts(sliceDepths.count(), groups);
  }

  /**
   * Adds mapped lines.
   *
   * @param firstLine place of the block in the scan
   */
  public void add(MappedBlock mapped, int firstLine, int samples) {
    int lines = mapped.pixels() / samples;
    for (int line = 0; line < lines; line++) {
      for (int row = 0; row < template.rows().size(); row++) {
        double depthM = template.depthM(row, firstLine + line, boxLines, box);
        SampleRange range = template.rows().get(row);
        int from = line * samples + Math.min(range.from(), samples);
        int to = line * samples + Math.min(range.to(), samples);
        downhole.add(intervals.indexOf(depthM), mapped, from, to);
        slices.add(sliceDepths.indexOf(depthM), mapped, from, to);
      }
    }
    checkClosure(mapped);
  }

  private void checkClosure(MappedBlock mapped) {
    int count = components.size();
    float[] abundances = mapped.abundances();
    for (int pixel = 0; pixel < mapped.pixels(); pixel++) {
      double sum = 0;
      for (int c = 0; c < count; c++) {
        sum += abundances[pixel * count + c];
      }
      if (Double.isFinite(sum)) {
        closureMaxError = Math.max(closureMaxError, Math.abs(sum - 1));
      }
    }
  }

  /** Largest distance of a measured pixel's summed abundances from one. */
  public double closureMaxError() {
    return closureMaxError;
  }

  /** The rock groups that the log has columns for, in the order of the enumeration. */
  public List<MineralGroup> rockGroups() {
    return rockGroups;
  }

  /** The downhole log, from the top. */
  public List<DownholeRow> downhole() {
    List<DownholeRow> rows = new ArrayList<>();
    for (int i = 0; i < intervals.count(); i++) {
      rows.add(row(i));
    }
    return rows;
  }

  private DownholeRow row(int i) {
    EnumMap<MineralGroup, Double> sums = new EnumMap<>(MineralGroup.class);
    double total = 0;
    for (int c = 0; c < components.size(); c++) {
      sums.merge(groups[c], downhole.sum(i, c), Double::sum);
      total += downhole.sum(i, c);
    }
    EnumMap<MineralGroup, Double> fractions = new EnumMap<>(MineralGroup.class);
    MineralGroup dominant =
        downhole.other(i) > downhole.invalid(i) ? MineralGroup.NOTAROK : MineralGroup.INVALID;
    if (total > 0) {
      double largest = -1;
      for (MineralGroup group : rockGroups) {
        double fraction = sums.getOrDefault(group, 0.0) / total;
        fractions.put(group, fraction);
        if (fraction > largest) {
          largest = fraction;
          dominant = group;
        }
      }
    }
    return new DownholeRow(intervals.interval(i), dominant, fractions, flags(i));
  }

  private List<String> flags(int i) {
    List<String> flags = new ArrayList<>();
    int seen = downhole.rock(i) + downhole.other(i) + downhole.invalid(i);
    if (downhole.lost(i) > 0) {
      flags.add(LOST_LINES);
    }
    if (downhole.rock(i) == 0) {
      flags.add(seen + downhole.lost(i) == 0 ? NOT_SCANNED : NO_ROCK);
    }
    for (PixelFlag flag : PixelFlag.values()) {
      if (2 * downhole.flagged(i, flag) > downhole.rock(i)) {
        flags.add(flag.label());
      }
    }
    return flags;
  }

  /** The minerals of all rock, the most abundant first; those that were not found are left out. */
  public List<Share> shares(long seed) {
    double[] weights = new double[sliceDepths.count()];
    for (int slice = 0; slice < weights.length; slice++) {
      for (int c = 0; c < components.size(); c++) {
        weights[slice] += slices.sum(slice, c);
      }
    }
    BlockBootstrap bootstrap = new BlockBootstrap(weights, seed);
    double total = sum(weights);
    List<Share> shares = new ArrayList<>();
    for (int c = 0; c < components.size(); c++) {
      double[] amounts = new double[weights.length];
      for (int slice = 0; slice < weights.length; slice++) {
        amounts[slice] = slices.sum(slice, c);
      }
      double amount = sum(amounts);
      if (amount > 0) {
        BlockBootstrap.Interval interval = bootstrap.interval(amounts);
        shares.add(
            new Share(
                components.get(c), groups[c], amount / total, interval.lower(), interval.upper()));
      }
    }
    shares.sort((a, b) -> Double.compare(b.fraction(), a.fraction()));
    return shares;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}

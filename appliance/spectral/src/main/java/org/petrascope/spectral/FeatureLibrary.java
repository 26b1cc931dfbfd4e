package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.List;
import org.petrascope.kernels.DenseMatrix;

/**
 * The features of the library records that the default method compares with, each at unit length,
 * and their products with one another. Records that show nothing another record of the same mineral
 * does not show are left out. Immutable.
 */
final class FeatureLibrary {
  /** Cosine from which two records of one mineral are the same for us. */
  private static final double SAME = 0.98;

  /** Cosine from which the shares of two records cannot be told apart. */
  private static final double COLLINEAR = 0.99;

  /** A record with weaker features than this shows nothing. */
  private static final double LENGTH_MIN = 0.02;

  private final int features;
  private final int[] entries;
  private final int[] groups;
  private final double[] emphases;

  /** {@code [records][features]}. */
  private final double[] units;

  /** {@code [records][records]}: cosine of each with each. */
  private final float[] gram;

  /** {@code [records][records]}: 1 / (1 - cosine^2), 0 for two that cannot be told apart. */
  private final float[] inverse;

  private FeatureLibrary(int features, List<Kept> kept) {
    this.features = features;
    int size = kept.size();
    this.entries = new int[size];
    this.groups = new int[size];
    this.emphases = new double[size];
    this.units = new double[size * features];
    this.gram = new float[size * size];
    this.inverse = new float[size * size];
    for (int i = 0; i < size; i++) {
      MineralGroup group = kept.get(i).mineral.group();
      entries[i] = kept.get(i).entry;
      groups[i] = groupIndex(group);
      emphases[i] = emphasis(group);
      System.arraycopy(kept.get(i).unit, 0, units, i * features, features);
      for (int j = 0; j <= i; j++) {
        float cosine = (float) cosine(kept.get(i).unit, kept.get(j).unit);
        gram[i * size + j] = cosine;
        gram[j * size + i] = cosine;
        float inverted = cosine < COLLINEAR ? 1 / (1 - cosine * cosine) : 0;
        inverse[i * size + j] = inverted;
        inverse[j * size + i] = inverted;
      }
    }
  }

  private static final class Kept {
    private final int entry;
    private final Mineral mineral;
    private final double[] unit;

    private Kept(int entry, Mineral mineral, double[] unit) {
      this.entry = entry;
      this.mineral = mineral;
      this.unit = unit;
    }
  }

  /** Takes the entries whose minerals the windows show, the preferred records first. */
  static FeatureLibrary of(List<SensorLibrary.Entry> entries, DiagnosticWindows windows) {
    List<Kept> kept = new ArrayList<>();
    for (int entry = 0; entry < entries.size(); entry++) {
      Mineral mineral = entries.get(entry).mineral();
      if (!windows.show(mineral) && !unnamed(mineral)) {
        continue;
      }
      double[] unit = unit(windows.ofRecord(entries.get(entry).original()));
      if (unit.length > 0 && kept.stream().noneMatch(other -> same(other, mineral, unit))) {
        kept.add(new Kept(entry, mineral, unit));
      }
    }
    if (kept.isEmpty()) {
      throw new SpectralException(
          "no record of the library shows absorption features where the sensor sees: use --method sam, or another library");
    }
    return new FeatureLibrary(windows.features(), kept);
  }

  // Of a library in words of its own: nobody knows what shows it.
  private static boolean unnamed(Mineral mineral) {
    return mineral.kind() == Mineral.Kind.MATERIAL && mineral.group() == MineralGroup.UNGROUPED;
  }

  private static boolean same(Kept other, Mineral mineral, double[] unit) {
    return other.mineral.equals(mineral) && cosine(other.unit, unit) > SAME;
  }

  // At unit length; empty when it shows nothing or holds NaN.
  private static double[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    if (!(length > LENGTH_MIN)) {
      return new double[0];
    }
    double[] unit = new double[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vector[i] / length;
    }
    return unit;
  }

  private static double cosine(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * How much of a group is there when its features are as strong as another's. Chlorite is dark
   * where it absorbs and shows in rock at half the depth of its powders. The one broad band of a
   * carbonate has less slope than the narrow ones of clays. Sulphates, and what is no rock, show at
   * small amounts: their features are strong and stand where others have none.
   */
  private static double emphasis(MineralGroup group) {
    return switch (group) {
      case CHLORITE -> 2;
      case CARBONATE -> 1.4;
      case SULPHATE -> 0.8;
      case NOTAROK -> 0.6;
      default -> 1;
    };
  }

  /** A small number for each group. */
  static int groupIndex(MineralGroup group) {
    return GROUPS.indexOf(group);
  }

  private static final List<MineralGroup> GROUPS = List.of(MineralGroup.values());

  int size() {
    return entries.length;
  }

  /** The entry of the sensor's library that a record comes from. */
  int entry(int record) {
    return entries[record];
  }

  int group(int record) {
    return groups[record];
  }

  double emphasis(int record) {
    return emphases[record];
  }

  /** Cosines of a record with all others start here in {@link #gram()} and {@link #inverse()}. */
  int row(int record) {
    return record * entries.length;
  }

  float[] gram() {
    return gram;
  }

  float[] inverse() {
    return inverse;
  }

  /** Multiplies feature vectors with every record. */
  DenseMatrix products() {
    return new DenseMatrix(units, features);
  }
}

package org.petrascope.spectral;

import java.util.List;
import java.util.Optional;

/**
 * What a mapper told of a block of pixels, in their order. It is filled by the mapper that makes
 * it, which gives it away; whoever gets it only reads its arrays.
 */
public final class MappedBlock {
  private final List<MapClass> classes;
  private final List<String> components;
  private final byte[] best;
  private final float[] score;
  private final byte[] second;
  private final float[] secondScore;
  private final int[] flags;
  private final float[] abundances;
  private final Optional<Intervals> intervals;

  /**
   * Between which ends the abundances lie, [pixel][component]; NaN where there is no measurement.
   */
  public static final class Intervals {
    private final float[] lower;
    private final float[] upper;

    private Intervals(int values) {
      this.lower = new float[values];
      this.upper = new float[values];
    }

    public float[] lower() {
      return lower;
    }

    public float[] upper() {
      return upper;
    }
  }

  MappedBlock(List<MapClass> classes, List<String> components, int pixels) {
    this(classes, components, pixels, false);
  }

  /** A block that holds nothing yet, for the pixels of {@code mapper}. */
  public static MappedBlock empty(PixelMapper mapper, int pixels) {
    return new MappedBlock(mapper.classes(), mapper.componentNames(), pixels, mapper.intervals());
  }

  private MappedBlock(
      List<MapClass> classes, List<String> components, int pixels, boolean withIntervals) {
    this.classes = classes;
    this.components = components;
    this.best = new byte[pixels];
    this.score = new float[pixels];
    this.second = new byte[pixels];
    this.secondScore = new float[pixels];
    this.flags = new int[pixels];
    this.abundances = new float[Math.multiplyExact(pixels, components.size())];
    this.intervals =
        withIntervals ? Optional.of(new Intervals(abundances.length)) : Optional.empty();
  }

  public int pixels() {
    return best.length;
  }

  /** Names of the abundance components. */
  public List<String> components() {
    return components;
  }

  /** The best class; class 0 is "no answer". */
  public MapClass best(int pixel) {
    return classes.get(best[pixel] & 0xFF);
  }

  /** Index of the best class of every pixel, unsigned. */
  public byte[] bestClasses() {
    return best;
  }

  /** How well the best class explains the pixel, from 0 to 1; NaN where there is no measurement. */
  public float[] scores() {
    return score;
  }

  /** The second mineral of a mixture, or the next best answer; class 0 where there is none. */
  public MapClass second(int pixel) {
    return classes.get(second[pixel] & 0xFF);
  }

  public byte[] secondClasses() {
    return second;
  }

  public float[] secondScores() {
    return secondScore;
  }

  /** Words of {@link PixelFlag} bits. */
  public int[] flags() {
    return flags;
  }

  /**
   * Fractions [pixel][component]: never negative, summing to 1 for every pixel that was measured,
   * NaN for the others.
   */
  public float[] abundances() {
    return abundances;
  }

  /** The intervals of the abundances, where the mapper knows them. */
  public Optional<Intervals> intervals() {
    return intervals;
  }

  /** What is told of one pixel: classes by index, scores, flag bits. */
  public record Told(int best, float score, int second, float secondScore, int flags) {}

  /** Fills in a pixel, its abundances apart. */
  public void put(int pixel, Told told) {
    best[pixel] = (byte) told.best;
    score[pixel] = told.score;
    second[pixel] = (byte) told.second;
    secondScore[pixel] = told.secondScore;
    flags[pixel] = told.flags;
  }
}

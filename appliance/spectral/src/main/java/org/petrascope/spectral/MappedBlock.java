package org.petrascope.spectral;

import java.util.List;

/**
 * What a mapper told of a block of pixels, in their order. The arrays are the block's own: to be
 * read only.
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

  MappedBlock(List<MapClass> classes, List<String> components, int pixels) {
    this.classes = classes;
    this.components = components;
    this.best = new byte[pixels];
    this.score = new float[pixels];
    this.second = new byte[pixels];
    this.secondScore = new float[pixels];
    this.flags = new int[pixels];
    this.abundances = new float[Math.multiplyExact(pixels, components.size())];
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

  /** What is told of one pixel: classes by index, scores, flag bits. */
  record Told(int best, float score, int second, float secondScore, int flags) {}

  void put(int pixel, Told told) {
    best[pixel] = (byte) told.best;
    score[pixel] = told.score;
    second[pixel] = (byte) told.second;
    secondScore[pixel] = told.secondScore;
    flags[pixel] = told.flags;
  }
}

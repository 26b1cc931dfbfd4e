package org.petrascope.learning;

/** Means of neighbouring bands; the last bin takes what is left. */
public record Bin(Span width) implements Step {
  private int size(RowShape in) {
    return (int) Math.max(1, Math.round(width.bands(in)));
  }

  private static int end(int start, int size, RowShape in) {
    return Math.min(start + size, in.bands());
  }

  @Override
  public RowShape shape(RowShape in) {
    int size = size(in);
    double[] centres = new double[Math.ceilDiv(in.bands(), size)];
    for (int bin = 0; bin < centres.length; bin++) {
      int end = end(bin * size, size, in);
      for (int b = bin * size; b < end; b++) {
        centres[bin] += in.centreNm(b) / (end - bin * size);
      }
    }
    return new RowShape(in.side(), centres);
  }

  @Override
  public Prepared prepare(RowShape in, double... learned) {
    int size = size(in);
    int bins = Math.ceilDiv(in.bands(), size);
    return (spectra, count) -> {
      float[] means = new float[count * bins];
      for (int i = 0; i < means.length; i++) {
        int first = i / bins * in.bands();
        int start = i % bins * size;
        int end = end(start, size, in);
        double sum = 0;
        for (int b = start; b < end; b++) {
          sum += spectra[first + b];
        }
        means[i] = (float) (sum / (end - start));
      }
      return means;
    };
  }

  @Override
  public float[] attribute(float[] shares, RowShape in) {
    int size = size(in);
    int bins = Math.ceilDiv(in.bands(), size);
    float[] spread = new float[shares.length / bins * in.bands()];
    for (int i = 0; i < spread.length; i++) {
      int start = i % in.bands() / size * size;
      spread[i] = shares[i / in.bands() * bins + start / size] / (end(start, size, in) - start);
    }
    return spread;
  }

  @Override
  public String toString() {
    return "bin(%s)".formatted(width);
  }
}

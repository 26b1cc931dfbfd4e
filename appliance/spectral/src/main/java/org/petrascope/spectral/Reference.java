package org.petrascope.spectral;

import java.util.Arrays;
import java.util.Optional;
import org.petrascope.kernels.Calibrate;

/**
 * What the sensor says to darkness or to the white panel: the mean DN of many lines for every
 * sample and band, and how much one line differs from the next where that is known. Immutable.
 */
public final class Reference {
  /** What the sensor saw. */
  public enum Kind {
    DARK("dark", "capture a new dark (shutter closes by itself)"),
    WHITE("white", "capture a new white with the panel in view");

    private final String word;
    private final String remedy;

    Kind(String word, String remedy) {
      this.word = word;
      this.remedy = remedy;
    }

    /** The kind as it stands in a sentence: "dark" or "white". */
    public String word() {
      return word;
    }

    /** What to do when a reference of this kind does not serve. */
    public String remedy() {
      return remedy;
    }
  }

  private final Kind kind;
  private final CubeShape shape;
  private final AcquisitionConditions conditions;
  private final float[] meanDn;

  /** Empty where it is not known. */
  private final float[] noiseDn;

  private Reference(
      Kind kind,
      CubeShape shape,
      AcquisitionConditions conditions,
      float[] meanDn,
      float[] noiseDn) {
    this.kind = kind;
    this.shape = shape;
    this.conditions = conditions;
    this.meanDn = meanDn;
    this.noiseDn = noiseDn;
  }

  /**
   * A reference whose mean is known already, and whose noise is not.
   *
   * @param shape its lines are the lines that were averaged
   * @param meanDn mean DN, [band][sample]; copied
   */
  public static Reference of(
      Kind kind, CubeShape shape, AcquisitionConditions conditions, float[] meanDn) {
    if (shape.lines() < 1 || meanDn.length != shape.lineValues()) {
      throw new IllegalArgumentException(
          "%s reference of %s needs at least one line and %d values, not %d"
              .formatted(kind.word(), shape, shape.lineValues(), meanDn.length));
    }
    return new Reference(kind, shape, conditions, meanDn.clone(), new float[0]);
  }

  /**
   * The same with its temporal noise.
   *
   * @param noise standard deviation of one line's DN, [band][sample]; copied
   */
  public Reference withNoise(float[] noise) {
    if (noise.length != meanDn.length) {
      throw new IllegalArgumentException(
          "noise of a %s reference needs %d values, not %d"
              .formatted(kind.word(), meanDn.length, noise.length));
    }
    return new Reference(kind, shape, conditions, meanDn, noise.clone());
  }

  public Kind kind() {
    return kind;
  }

  public int samples() {
    return shape.samples();
  }

  public int bands() {
    return shape.bands();
  }

  /** How many lines were averaged. */
  public int linesAveraged() {
    return shape.lines();
  }

  public AcquisitionConditions conditions() {
    return conditions;
  }

  public float meanDn(int sample, int band) {
    return meanDn[band * shape.samples() + sample];
  }

  /** The mean DN themselves, [band][sample]; to be read only. */
  public float[] bil() {
    return meanDn;
  }

  /**
   * Temporal noise: the standard deviation of one line's DN over the averaged lines,
   * [band][sample]; to be read only. Empty where there is one line only, or only its mean was
   * stored.
   */
  public Optional<float[]> noiseBil() {
    return noiseDn.length == 0 ? Optional.empty() : Optional.of(noiseDn);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reference that
        && kind == that.kind
        && shape.equals(that.shape)
        && conditions.equals(that.conditions)
        && Arrays.equals(meanDn, that.meanDn)
        && Arrays.equals(noiseDn, that.noiseDn);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(meanDn);
  }

  @Override
  public String toString() {
    return "%s reference of %d samples x %d bands from %d lines"
        .formatted(kind.word(), samples(), bands(), linesAveraged());
  }

  /**
   * Sums blocks of raw lines until their mean and noise are asked for. For one thread at a time.
   */
  public static final class Averager {
    private final Kind kind;
    private final CubeShape line;
    private final AcquisitionConditions conditions;
    private final double[] sums;
    private final double[] squares;
    private int lines;

    public Averager(Kind kind, int samples, int bands, AcquisitionConditions conditions) {
      this.kind = kind;
      this.line = new CubeShape(1, samples, bands);
      this.conditions = conditions;
      this.sums = new double[line.lineValues()];
      this.squares = new double[line.lineValues()];
    }

    /** Adds every line of the block that was not lost. */
    public void add(RawCube block) {
      if (!block.shape().withLines(1).equals(line)) {
        throw new IllegalArgumentException(
            "a block of %s does not belong to a reference of %s".formatted(block.shape(), line));
      }
      for (int i = 0; i < block.shape().lines(); i++) {
        if (!block.lost(i)) {
          Calibrate.accumulate(block.bil(), block.offset(i), sums);
          Calibrate.accumulateSquares(block.bil(), block.offset(i), squares);
          lines++;
        }
      }
    }

    /** Mean and noise of all lines added so far; one line alone tells no noise. */
    public Reference reference() {
      if (lines == 0) {
        throw new SpectralException(
            "%s reference has no line that arrived whole: %s"
                .formatted(kind.word(), kind.remedy()));
      }
      float[] mean = new float[sums.length];
      Calibrate.mean(sums, lines, mean);
      float[] noise = new float[lines > 1 ? sums.length : 0];
      if (lines > 1) {
        Calibrate.deviation(sums, squares, lines, noise);
      }
      return new Reference(kind, line.withLines(lines), conditions, mean, noise);
    }
  }
}

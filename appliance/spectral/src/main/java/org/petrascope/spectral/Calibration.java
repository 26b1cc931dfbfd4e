package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.petrascope.kernels.Calibrate;
import org.petrascope.kernels.ReflectanceLines;

/**
 * The one place where DN become reflectance, and BIL becomes BIP: {@code panel x (DN - dark) /
 * (white - dark)} for every sample and band. Values above 1 and below 0 are kept. Immutable; may be
 * used by many threads.
 */
public final class Calibration {
  private static final int UINT16_MAX = 0xffff;

  private final Wavelengths wavelengths;
  private final CubeShape line;
  private final float[] gain;
  private final ReflectanceLines lines;
  private final int dnMax;
  private final List<String> unstated;

  private Calibration(
      Wavelengths wavelengths,
      ReferenceSet references,
      AcquisitionConditions scan,
      List<String> unstated) {
    this.wavelengths = wavelengths;
    this.line = new CubeShape(1, references.dark().samples(), references.dark().bands());
    this.gain = new float[line.lineValues()];
    this.dnMax = scan.dnMax().orElse(UINT16_MAX);
    this.unstated = unstated;
    float[] dark = references.dark().bil();
    Calibrate.gain(
        references.panel().reflectance(wavelengths),
        references.white().bil(),
        dark,
        line.samples(),
        line.bands(),
        gain);
    this.lines = new ReflectanceLines(dark, gain, line.samples(), line.bands());
  }

  /**
   * A calibration for scans taken under these conditions. Refuses references of another size,
   * exposure or binning; what one of them does not state is told by {@link #unstated()}.
   */
  public static Calibration of(
      ReferenceSet references, Wavelengths sensor, AcquisitionConditions scan) {
    Reference dark = references.dark();
    Reference white = references.white();
    if (dark.samples() != white.samples() || dark.bands() != white.bands()) {
      throw new SpectralException(
          "dark reference has %d samples x %d bands, white reference %d x %d: capture both again with the same settings"
              .formatted(dark.samples(), dark.bands(), white.samples(), white.bands()));
    }
    if (dark.bands() != sensor.count()) {
      throw new SpectralException(
          "references have %d bands, the scan has %d: capture a new dark and a new white"
              .formatted(dark.bands(), sensor.count()));
    }
    for (Reference reference : List.of(dark, white)) {
      Optional<String> refusal = reference.conditions().refusal(reference.kind(), scan);
      if (refusal.isPresent()) {
        throw new SpectralException(refusal.get());
      }
    }
    return new Calibration(sensor, references, scan, unstated(references, scan));
  }

  private static List<String> unstated(ReferenceSet references, AcquisitionConditions scan) {
    List<String> sentences = new ArrayList<>();
    tell(sentences, "the scan", scan);
    tell(sentences, "the dark reference", references.dark().conditions());
    tell(sentences, "the white reference", references.white().conditions());
    return List.copyOf(sentences);
  }

  private static void tell(List<String> sentences, String who, AcquisitionConditions conditions) {
    List<String> missing = conditions.unstated();
    if (!missing.isEmpty()) {
      sentences.add(
          "%s does not state its %s: not compared".formatted(who, String.join(", ", missing)));
    }
  }

  /** Sentences about what could not be compared because scan or references do not state it. */
  public List<String> unstated() {
    return unstated;
  }

  public Wavelengths wavelengths() {
    return wavelengths;
  }

  /** Samples of the lines that can be calibrated. */
  public int samples() {
    return line.samples();
  }

  /**
   * How many of the samples x bands never give a value, because the white is not above the dark.
   */
  public int blindValues() {
    int blind = 0;
    for (float value : gain) {
      blind += Float.isNaN(value) ? 1 : 0;
    }
    return blind;
  }

  /**
   * Reflectance of a block of raw lines: NaN for lost lines and where the white is not above the
   * dark.
   */
  public ReflectanceCube reflectance(RawCube raw) {
    return reflectance(raw, new float[Math.toIntExact(raw.shape().values())]);
  }

  /**
   * The same into an array that the cube then uses; it may be longer than needed, and must not
   * change while the cube is in use.
   */
  public ReflectanceCube reflectance(RawCube raw, float[] bip) {
    requireFit(raw);
    CubeShape shape = raw.shape();
    BitSet lost = new BitSet();
    for (int i = 0; i < shape.lines(); i++) {
      int offset = i * shape.lineValues();
      if (raw.lost(i)) {
        lost.set(i);
        Arrays.fill(bip, offset, offset + shape.lineValues(), Float.NaN);
      } else {
        lines.compute(raw.bil(), raw.offset(i), 1, bip, offset);
      }
    }
    return new ReflectanceCube(shape, raw.firstLine(), wavelengths, bip, lost);
  }

  /**
   * Pixels with at least one DN at the top of the range, as bits {@code line x samples + sample};
   * lost lines have none.
   */
  public BitSet saturated(RawCube raw) {
    requireFit(raw);
    int samples = line.samples();
    BitSet saturated = new BitSet();
    for (int i = 0; i < raw.shape().lines(); i++) {
      int offset = raw.offset(i);
      for (int v = 0; v < line.lineValues() && !raw.lost(i); v++) {
        if (Short.toUnsignedInt(raw.bil()[offset + v]) >= dnMax) {
          saturated.set(i * samples + v % samples);
        }
      }
    }
    return saturated;
  }

  private void requireFit(RawCube raw) {
    if (!raw.shape().withLines(1).equals(line)) {
      throw new SpectralException(
          "references have %d samples x %d bands, the scan has %d x %d: capture a new dark and a new white"
              .formatted(line.samples(), line.bands(), raw.shape().samples(), raw.shape().bands()));
    }
  }

  /** Reflectance that was calibrated before and stored: [line][sample][band], not copied. */
  public static ReflectanceCube stored(
      CubeShape shape, int firstLine, Wavelengths wavelengths, float[] bip) {
    return new ReflectanceCube(shape, firstLine, wavelengths, bip, new BitSet());
  }
}

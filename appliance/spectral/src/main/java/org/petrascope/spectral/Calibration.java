package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.petrascope.kernels.Calibrate;
import org.petrascope.kernels.ReflectanceLines;

/**
 * The one place where DN become reflectance, and BIL becomes BIP: {@code panel x (DN - dark) /
 * (white - dark)} for every sample and band. Values above 1 and below 0 are kept. What the
 * references tell of the detector is used: bad pixels are bridged by the samples beside, bands of
 * too much noise are masked. Immutable; may be used by many threads.
 */
public final class Calibration {
  private static final int UINT16_MAX = 0xffff;

  private final Wavelengths wavelengths;
  private final CubeShape line;
  private final ReflectanceLines lines;
  private final Detector detector;
  private final BitSet maskedBands;
  private final Repair repair;
  private final int blindValues;
  private final int saturationDn;
  private final List<String> unstated;
  private final List<Part> parts;

  /** Lines of a scan that were taken otherwise than the others. */
  private record Part(BitSet lines, Calibration calibration) {}

  private Calibration(
      Wavelengths wavelengths, ReferenceSet references, AcquisitionConditions scan, double snrMin) {
    this.wavelengths = wavelengths;
    this.line = new CubeShape(1, references.dark().samples(), references.dark().bands());
    this.saturationDn =
        Math.min(
            scan.dnMax().orElse(UINT16_MAX),
            references.white().conditions().saturationDn().orElse(UINT16_MAX));
    this.unstated = references.unstated(scan);
    this.parts = List.of();
    this.detector = Detector.of(references.dark(), references.white());
    this.maskedBands = detector.bandsUnder(snrMin);
    float[] dark = references.dark().bil();
    float[] gain = new float[line.lineValues()];
    Calibrate.gain(
        references.panel().reflectance(wavelengths),
        references.white().bil(),
        dark,
        line.samples(),
        line.bands(),
        gain);
    this.blindValues = detector.badPixels().blind(gain);
    maskedBands.stream().forEach(band -> mask(gain, band));
    this.repair = Repair.of(detector.badPixels(), line.samples(), gain);
    this.lines =
        new ReflectanceLines(
            dark,
            gain,
            line.samples(),
            line.bands(),
            detector.badPixels().places(),
            repair.mending());
  }

  private Calibration(Calibration usual, List<Part> parts) {
    this.wavelengths = usual.wavelengths;
    this.line = usual.line;
    this.lines = usual.lines;
    this.detector = usual.detector;
    this.maskedBands = usual.maskedBands;
    this.repair = usual.repair;
    this.blindValues = usual.blindValues;
    this.saturationDn = usual.saturationDn;
    this.unstated = usual.unstated;
    this.parts = parts;
  }

  private void mask(float[] gain, int band) {
    Arrays.fill(gain, band * line.samples(), (band + 1) * line.samples(), Float.NaN);
  }

  /** The same with bands under {@link Detector#SNR_MIN_DEFAULT} masked. */
  public static Calibration of(
      ReferenceSet references, Wavelengths sensor, AcquisitionConditions scan) {
    return of(references, sensor, scan, Detector.SNR_MIN_DEFAULT);
  }

  /**
   * A calibration for scans taken under these conditions. Refuses references of another size,
   * exposure or binning; what one of them does not state is told by {@link #unstated()}.
   *
   * @param snrMin bands of a lower signal-to-noise ratio, see {@link Detector#snr}, are masked
   */
  public static Calibration of(
      ReferenceSet references, Wavelengths sensor, AcquisitionConditions scan, double snrMin) {
    references.require(sensor, scan);
    return new Calibration(sensor, references, scan, snrMin);
  }

  /**
   * The same, but another one for these lines of the scan, which were taken at another exposure.
   *
   * @param other of the same sensor and size of lines
   */
  public Calibration with(BitSet scanLines, Calibration other) {
    if (!other.line.equals(line) || !other.wavelengths.equals(wavelengths)) {
      throw new IllegalArgumentException(
          "lines of %s cannot stand among lines of %s".formatted(other.line, line));
    }
    List<Part> more = new ArrayList<>(parts);
    more.add(new Part((BitSet) scanLines.clone(), other));
    return new Calibration(this, List.copyOf(more));
  }

  /** What calibrates a line of the scan. */
  private Calibration at(int scanLine) {
    // Counted, for an iterator would be an allocation a line.
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).lines.get(scanLine)) {
        return parts.get(i).calibration;
      }
    }
    return this;
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
   * How many of the samples x bands never give a value, because the white is not above the dark;
   * bad pixels are not among them.
   */
  public int blindValues() {
    return blindValues;
  }

  /** What the references tell of the detector. */
  public Detector detector() {
    return detector;
  }

  /** Bands that hold no number in any line, because they are too noisy; a copy. */
  public BitSet maskedBands() {
    return (BitSet) maskedBands.clone();
  }

  /** Centres of the masked bands in nm, as {@link CalibrationRef} names them. */
  public List<Double> maskedNm() {
    return maskedBands.stream().mapToObj(wavelengths::centreNm).toList();
  }

  /** How many of the samples x bands come from the samples beside. */
  public int repairedValues() {
    return repair.values();
  }

  /** Whether some band of a sample comes from the samples beside. */
  public boolean repaired(int sample) {
    return repair.samples().get(sample);
  }

  /** The same in a line of the scan, which may be calibrated otherwise. */
  public boolean repaired(int scanLine, int sample) {
    return at(scanLine).repaired(sample);
  }

  /**
   * Memory for one block of lines at a time, to be used again for block after block, and what is
   * known of the last one. Belongs to whoever uses its last block.
   */
  public static final class Room {
    private final float[] bip;
    private final BitSet lost = new BitSet();
    private final BitSet saturated;
    private final boolean[] saturatedInLine;
    private final LightFlags light;
    private final ReflectanceLines.Scratch scratch;

    private Room(CubeShape shape, float[] bip, ReflectanceLines.Scratch scratch) {
      this.bip = bip;
      this.saturated = new BitSet(Math.toIntExact(shape.pixels()));
      this.saturatedInLine = new boolean[shape.samples()];
      this.light = new LightFlags(shape);
      this.scratch = scratch;
    }

    /**
     * Pixels of the last block with at least one DN at the top of the range, or from where on the
     * white showed that the sensor says no more, as bits {@code line x samples + sample}, to be
     * read only; lost lines have none, and what a bad detector pixel shows does not count.
     */
    public BitSet saturated() {
      return saturated;
    }

    /** What the pixels of the last block show against the light that they were seen in. */
    public LightFlags light() {
      return light;
    }

    private void mark(int firstPixel) {
      for (int sample = 0; sample < saturatedInLine.length; sample++) {
        if (saturatedInLine[sample]) {
          saturated.set(firstPixel + sample);
        }
      }
    }
  }

  /** Room for blocks of so many lines. */
  public Room room(int linesMax) {
    CubeShape shape = line.withLines(linesMax);
    return room(shape, new float[Math.toIntExact(shape.values())]);
  }

  private Room room(CubeShape shape, float[] bip) {
    return new Room(shape, bip, lines.scratch(-LightFlags.RANGE_NOISE, 1 + LightFlags.RANGE_NOISE));
  }

  /**
   * Reflectance of a block of raw lines: NaN for lost lines, where the white is not above the dark,
   * in masked bands and for bad pixels among too many others. What is saturated, and what the light
   * shows, is found on the way. Every DN is read once and every value written once.
   *
   * @param room for at least as many lines; the cube uses it, and is of no use any more when
   *     another block is calibrated into it
   */
  public ReflectanceCube reflectance(RawCube raw, Room room) {
    fill(raw, room);
    return new ReflectanceCube(raw.shape(), raw.firstLine(), wavelengths, room.bip, room.lost);
  }

  private boolean compute(RawCube raw, int i, Room room) {
    int offset = i * line.lineValues();
    return lines.compute(
        raw.bil(),
        raw.offset(i),
        room.bip,
        offset,
        saturationDn,
        room.saturatedInLine,
        room.scratch);
  }

  /** Does the work and allocates nothing. */
  void fill(RawCube raw, Room room) {
    requireFit(raw);
    int lineValues = line.lineValues();
    room.saturated.clear();
    room.lost.clear();
    for (int i = 0; i < raw.shape().lines(); i++) {
      int offset = i * lineValues;
      if (raw.lost(i)) {
        room.lost.set(i);
        Arrays.fill(room.bip, offset, offset + lineValues, Float.NaN);
        room.light.none(i);
        continue;
      }
      if (at(raw.firstLine() + i).compute(raw, i, room)) {
        room.mark(i * line.samples());
      }
      room.light.line(i, room.scratch.light());
    }
  }

  /** The same in memory of its own. */
  public ReflectanceCube reflectance(RawCube raw) {
    return reflectance(raw, new float[Math.toIntExact(raw.shape().values())]);
  }

  /**
   * The same into an array that the cube then uses; it may be longer than needed, and must not
   * change while the cube is in use.
   */
  public ReflectanceCube reflectance(RawCube raw, float[] bip) {
    return reflectance(raw, room(raw.shape(), bip));
  }

  /** What {@link Room#saturated()} tells of a block, when its reflectance is not wanted. */
  public BitSet saturated(RawCube raw) {
    Room room = room(raw.shape().lines());
    reflectance(raw, room);
    return room.saturated();
  }

  private void requireFit(RawCube raw) {
    CubeShape shape = raw.shape();
    if (shape.samples() != line.samples() || shape.bands() != line.bands()) {
      throw new SpectralException(
          "references have %d samples x %d bands, the scan has %d x %d: capture a new dark and a new white"
              .formatted(line.samples(), line.bands(), shape.samples(), shape.bands()));
    }
  }

  /** Reflectance that was calibrated before and stored: [line][sample][band], not copied. */
  public static ReflectanceCube stored(
      CubeShape shape, int firstLine, Wavelengths wavelengths, float[] bip) {
    return new ReflectanceCube(shape, firstLine, wavelengths, bip, new BitSet());
  }
}

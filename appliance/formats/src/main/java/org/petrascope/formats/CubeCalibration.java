package org.petrascope.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ReferenceSet;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.SpectralException;
import org.petrascope.spectral.Wavelengths;

/**
 * Calibrates a recorded cube of any length into a reflectance cube (float32, BIP), a block of lines
 * at a time: memory is that of one block.
 */
public final class CubeCalibration {
  /** Bands of scan and reference whose centres differ by more are not the same bands. */
  private static final double SAME_BAND_NM = 0.5;

  private CubeCalibration() {}

  /**
   * What to calibrate; each file is named by its header or its data.
   *
   * @param out the header to write, ending in .hdr
   * @param recover whether a raw file that is cut short is calibrated as far as it goes
   * @param snrMin bands of a lower signal-to-noise ratio, see {@link Detector#snr}, are masked
   */
  public record Job(
      Path raw, Path dark, Path white, Panel panel, Path out, boolean recover, double snrMin) {
    /** A job that refuses a raw file that is cut short, with the usual mask. */
    public Job(Path raw, Path dark, Path white, Panel panel, Path out) {
      this(raw, dark, white, panel, out, false, Detector.SNR_MIN_DEFAULT);
    }
  }

  /**
   * Raw lines and what was made to calibrate them.
   *
   * @param panel name of the white panel's curve
   */
  private record Source(EnviReader raw, Calibration calibration, String panel) {}

  /**
   * What came of it.
   *
   * @param shape size of the reflectance cube
   * @param linesLost lines that hold their place and no measurement
   * @param blindValues samples x bands that never give a value: the white is not above the dark
   * @param badPixels bad pixels of the detector, as far as the references tell them
   * @param repairedValues samples x bands that come from the samples beside
   * @param saturatedPixels pixels with a DN at the top of the range
   * @param notes what could not be compared or had to be guessed
   */
  public record Outcome(
      CubeShape shape,
      int linesLost,
      int blindValues,
      int badPixels,
      int repairedValues,
      long saturatedPixels,
      List<String> notes) {
    public Outcome {
      notes = List.copyOf(notes);
    }

    private Outcome withNote(String note) {
      List<String> all = new ArrayList<>(notes);
      all.add(note);
      return new Outcome(
          shape, linesLost, blindValues, badPixels, repairedValues, saturatedPixels, all);
    }
  }

  /**
   * Does the job; when it fails nothing is left behind.
   *
   * @param progress is told the lines that are done
   */
  public static Outcome run(Job job, IntConsumer progress) {
    try (EnviReader raw =
            job.recover() ? EnviReader.recover(job.raw()) : EnviReader.open(job.raw());
        EnviReader dark = EnviReader.open(job.dark());
        EnviReader white = EnviReader.open(job.white())) {
      EnviFiles.requireOther(
          job.out(), List.of(raw.data(), dark.data(), white.data()), "calibration");
      Calibration calibration = calibration(job, raw, dark, white);
      DiskSpace.require("the reflectance cube", bytes(raw.shape()), job.out());
      Outcome outcome =
          write(new Source(raw, calibration, job.panel().name()), job.out(), progress);
      Detector detector = calibration.detector();
      boolean quiet = detector.badPixels().count() == 0 && calibration.maskedNm().isEmpty();
      return quiet
          ? outcome
          : outcome.withNote(detector.sentence(calibration.wavelengths(), job.snrMin()));
    }
  }

  private static long bytes(CubeShape shape) {
    return shape.values() * EnviType.FLOAT32.bytes();
  }

  private static Calibration calibration(
      Job job, EnviReader raw, EnviReader dark, EnviReader white) {
    requireFit(Reference.Kind.DARK, dark, raw);
    requireFit(Reference.Kind.WHITE, white, raw);
    ReferenceSet references =
        new ReferenceSet(
            ReferenceFile.average(Reference.Kind.DARK, dark),
            ReferenceFile.average(Reference.Kind.WHITE, white),
            job.panel());
    Calibration usual =
        Calibration.of(
            references, raw.requireWavelengths(), raw.header().conditions(), job.snrMin());
    Path header = EnviFiles.header(job.raw());
    return SplicedCalibration.of(header, usual, job.panel(), job.snrMin()).calibration();
  }

  private static void requireFit(Reference.Kind kind, EnviReader reference, EnviReader raw) {
    CubeShape own = reference.shape();
    CubeShape scan = raw.shape();
    if (own.samples() != scan.samples() || own.bands() != scan.bands()) {
      throw new SpectralException(
          "%s reference %s has %d samples x %d bands, the scan has %d x %d: %s"
              .formatted(
                  kind.word(),
                  reference.header().name(),
                  own.samples(),
                  own.bands(),
                  scan.samples(),
                  scan.bands(),
                  kind.remedy()));
    }
    if (reference.wavelengths().isPresent() && raw.wavelengths().isPresent()) {
      requireSameBands(kind, reference.requireWavelengths(), raw.requireWavelengths());
    }
  }

  private static void requireSameBands(Reference.Kind kind, Wavelengths own, Wavelengths scan) {
    for (int band = 0; band < scan.count(); band++) {
      if (Math.abs(own.centreNm(band) - scan.centreNm(band)) > SAME_BAND_NM) {
        throw new SpectralException(
            "%s reference has %.1f nm in band %d, the scan has %.1f nm: %s"
                .formatted(
                    kind.word(), own.centreNm(band), band + 1, scan.centreNm(band), kind.remedy()));
      }
    }
  }

  private static Outcome write(Source source, Path out, IntConsumer progress) {
    EnviReader raw = source.raw();
    Calibration calibration = source.calibration();
    CubeShape shape = raw.shape();
    short[] dn = new short[raw.blockLines() * shape.lineValues()];
    Calibration.Room room = calibration.room(raw.blockLines());
    long saturated = 0;
    try (EnviWriter writer = EnviWriter.create(out, header(source))) {
      for (int line = 0; line < shape.lines(); line += raw.blockLines()) {
        RawCube block = raw.raw(line, Math.min(raw.blockLines(), shape.lines() - line), dn);
        ReflectanceCube reflectance = calibration.reflectance(block, room);
        saturated += room.saturated().cardinality();
        writer.append(reflectance.bip(), block.shape().lines());
        progress.accept(writer.lines());
      }
      writer.commit();
    }
    List<String> notes = new ArrayList<>(raw.notes());
    notes.addAll(calibration.unstated());
    return new Outcome(
        shape,
        raw.header().lostLines().cardinality(),
        calibration.blindValues(),
        calibration.detector().badPixels().count(),
        calibration.repairedValues(),
        saturated,
        notes);
  }

  private static EnviHeader header(Source source) {
    EnviReader raw = source.raw();
    BitSet badBands = source.calibration().maskedBands();
    badBands.or(raw.header().badBands());
    EnviLayout layout = EnviLayout.of(raw.shape(), Interleave.BIP, EnviType.FLOAT32);
    return EnviHeader.of(layout)
        .withDescription(
            "Reflectance of %s: panel x (DN - dark) / (white - dark), %s"
                .formatted(raw.data().getFileName(), source.panel()))
        .with("reflectance scale factor", "1")
        .with("data ignore value", "NaN")
        .with(raw.header().conditions())
        .with(source.calibration().wavelengths())
        .withBadBands(badBands)
        .withLostLines(raw.header().lostLines());
  }
}

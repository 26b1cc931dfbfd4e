package org.petrascope.formats;

import java.util.BitSet;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.Wavelengths;

/**
 * A cube's reflectance, a block of lines at a time, wherever it comes from. Whoever opened what it
 * reads closes it. For one thread at a time.
 */
public interface ReflectanceSource {
  /** What messages and headers call it. */
  String name();

  /** Raw lines or stored ones. */
  EnviReader reader();

  Wavelengths wavelengths();

  /** Bands that hold no number. */
  BitSet badBands();

  /**
   * Reflectance as a fraction, [line][sample][band]; NaN where there is no measurement.
   *
   * @param bip for at least as many lines
   */
  void values(int firstLine, int lines, float[] bip);

  /** The same in memory of its own, with the lines that were lost. */
  ReflectanceCube reflectance(int firstLine, int lines);

  default CubeShape shape() {
    return reader().shape();
  }

  /** A cube of reflectance that was stored. */
  static ReflectanceSource stored(EnviReader reader) {
    return new Stored(String.valueOf(reader.data().getFileName()), reader);
  }

  /** Raw lines that are calibrated as they are read. */
  static ReflectanceSource calibrated(String name, EnviReader raw, Calibration calibration) {
    return new Calibrated(name, raw, calibration);
  }

  /** See {@link #stored}. */
  record Stored(String name, EnviReader reader) implements ReflectanceSource {
    @Override
    public Wavelengths wavelengths() {
      return reader.requireWavelengths();
    }

    @Override
    public BitSet badBands() {
      return reader.header().badBands();
    }

    @Override
    public void values(int firstLine, int lines, float[] bip) {
      reader.values(firstLine, lines, bip);
    }

    @Override
    public ReflectanceCube reflectance(int firstLine, int lines) {
      return reader.reflectance(firstLine, lines);
    }
  }

  /** See {@link #calibrated}. */
  record Calibrated(String name, EnviReader reader, Calibration calibration)
      implements ReflectanceSource {
    @Override
    public Wavelengths wavelengths() {
      return calibration.wavelengths();
    }

    @Override
    public BitSet badBands() {
      BitSet bad = calibration.maskedBands();
      bad.or(reader.header().badBands());
      return bad;
    }

    @Override
    public void values(int firstLine, int lines, float[] bip) {
      fill(firstLine, lines, bip);
    }

    @Override
    public ReflectanceCube reflectance(int firstLine, int lines) {
      return fill(firstLine, lines, new float[lines * shape().lineValues()]);
    }

    private ReflectanceCube fill(int firstLine, int lines, float[] bip) {
      ReflectanceCube cube = calibration.reflectance(reader.raw(firstLine, lines), bip);
      // What a stored cube's header names as bad is read as NaN: both ways give the same.
      int bands = shape().bands();
      badBands().stream()
          .forEach(
              band -> {
                for (int at = band; at < lines * shape().lineValues(); at += bands) {
                  bip[at] = Float.NaN;
                }
              });
      return cube;
    }
  }
}

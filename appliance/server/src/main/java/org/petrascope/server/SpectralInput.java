package org.petrascope.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.SpectraTable;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.ReflectanceCube;
import picocli.CommandLine.Option;

/** What a command works on: a reflectance cube or a table of spectra, one of the two. */
final class SpectralInput {
  @Option(
      names = "--cube",
      required = true,
      paramLabel = "R.hdr",
      description = "Reflectance cube.")
  private @Nullable Path cube;

  @Option(
      names = "--spectra",
      required = true,
      paramLabel = "S.csv",
      description = "Table of spectra.")
  private @Nullable Path spectra;

  boolean isTable() {
    return spectra != null;
  }

  /**
   * The cube; only when the input is no table.
   *
   * @param recover whether one that is cut short is read as far as it goes
   */
  EnviReader open(boolean recover) {
    if (cube == null) {
      throw new ServerException(Kind.BAD_REQUEST, "no cube is given: name one with --cube");
    }
    return recover ? EnviReader.recover(cube) : EnviReader.open(cube);
  }

  /** The table with the column that names its spectra; the first one when it is empty. */
  SpectraTable table(String idColumn) {
    if (spectra == null) {
      throw new ServerException(Kind.BAD_REQUEST, "no table is given: name one with --spectra");
    }
    return SpectraTable.read(spectra, idColumn);
  }

  /** The spectra of a table as one sample a line. */
  static ReflectanceCube cube(SpectraTable table) {
    int bands = table.wavelengths().count();
    float[] bip = new float[Math.multiplyExact(table.size(), bands)];
    for (int row = 0; row < table.size(); row++) {
      System.arraycopy(table.spectrum(row), 0, bip, row * bands, bands);
    }
    return Calibration.stored(new CubeShape(table.size(), 1, bands), 0, table.wavelengths(), bip);
  }
}

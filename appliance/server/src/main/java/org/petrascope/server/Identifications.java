package org.petrascope.server;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.petrascope.formats.DurableFiles;
import org.petrascope.formats.SpectralLibraries;
import org.petrascope.scan.LibraryIdentification;
import org.petrascope.scenes.ParametricLibrary;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses how minerals are told while no model is active: with the configured library, or with the
 * built-in references.
 */
final class Identifications {
  private static final Logger LOG = LoggerFactory.getLogger(Identifications.class);
  private static final int FIRST_NM = 400;
  private static final int LAST_NM = 2550;
  private static final int STEP_NM = 2;

  private Identifications() {}

  static LibraryIdentification of(Configuration configuration) {
    return configuration
        .library()
        .map(library -> measured(library, configuration.method()))
        .orElseGet(() -> builtIn(configuration.method()));
  }

  private static LibraryIdentification measured(Path library, MapMethod method) {
    return new LibraryIdentification(
        SpectralLibraries.read(library), DurableFiles.sha256(library), method);
  }

  /** References made of published band positions; measured ones are always the better choice. */
  private static LibraryIdentification builtIn(MapMethod method) {
    LOG.warn(
        "no spectral library is configured: minerals are told by the built-in references, which are"
            + " computed from published absorption bands; configure a measured library");
    SpectralLibrary library = ParametricLibrary.builtIn().onBands(fineGrid());
    return new LibraryIdentification(library, "built-in " + Appliance.VERSION, method);
  }

  private static Wavelengths fineGrid() {
    double[] centres =
        IntStream.rangeClosed(0, (LAST_NM - FIRST_NM) / STEP_NM)
            .mapToDouble(i -> FIRST_NM + i * STEP_NM)
            .toArray();
    return Wavelengths.ofNanometres(centres);
  }
}

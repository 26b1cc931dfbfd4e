package org.petrascope.server;

import java.util.List;
import java.util.Optional;
import org.petrascope.camera.BandTable;
import org.petrascope.scenes.SceneOptions;
import org.petrascope.simulator.Dress;

/**
 * A make that {@code petrascope simulate} passes for.
 *
 * @param profile name of the camera profile for it
 * @param samples of a line with the binning of the factory
 * @param rows of a frame with the binning of the factory, status row included
 * @param firstNm centre of the first row, {@code lastNm} of the last
 */
record SimulatedMake(
    String profile,
    Dress dress,
    int samples,
    int rows,
    double firstNm,
    double lastNm,
    double fwhmNm) {
  static final SimulatedMake PETRASCOPE_SWIR_640 =
      new SimulatedMake("petrascope-swir-640", Dress.PETRASCOPE_SWIR_640, 640, 224, 1000, 2500, 8);

  private static final List<SimulatedMake> ALL =
      List.of(
          PETRASCOPE_SWIR_640,
          new SimulatedMake("specim-fx10e", Dress.SPECIM_FX10E, 1024, 224, 400, 1000, 5.5),
          new SimulatedMake("specim-fx17e", Dress.SPECIM_FX17E, 640, 224, 900, 1700, 8),
          new SimulatedMake(
              "generic-swir-1000-2500", Dress.GENERIC_SWIR, 640, 224, 1000, 2500, 10));

  /** Where the built-in box is true. */
  private static final double BOX_FROM_NM = 1000;

  static List<SimulatedMake> all() {
    return ALL;
  }

  /** The make of this camera profile; empty if none is simulated. */
  static Optional<SimulatedMake> named(String profile) {
    return ALL.stream().filter(make -> make.profile.equals(profile)).findFirst();
  }

  /** All camera profiles whose makes are simulated. */
  static List<String> profiles() {
    return ALL.stream().map(SimulatedMake::profile).toList();
  }

  /** A scene for its sensor. */
  SceneOptions options() {
    return shifted(0);
  }

  /** The same for a sensor whose bands really lie so many nm further. */
  SceneOptions shifted(double nm) {
    return SceneOptions.of(samples, bands().shifted(nm));
  }

  /** What is not true of the built-in box in this camera's eyes; empty where all is. */
  Optional<String> doubtOfTheBox() {
    return firstNm < BOX_FROM_NM
        ? Optional.of(
            "the formulas of the built-in box hold from 1000 to 2500 nm, this camera sees %.0f to %.0f nm: give it a scene of measured spectra with --scene"
                .formatted(firstNm, lastNm))
        : Optional.empty();
  }

  /** The sensor's rows; those that are one band from the factory lie evenly around its centre. */
  private BandTable bands() {
    int perBand = dress.habits().spectralBinning();
    double[] centres = new double[rows * perBand];
    double[] widths = new double[centres.length];
    for (int row = 0; row < centres.length; row++) {
      double band = (row + 0.5) / perBand - 0.5;
      centres[row] = firstNm + band * (lastNm - firstNm) / (rows - 1);
      widths[row] = fwhmNm;
    }
    return new BandTable(centres, widths);
  }
}

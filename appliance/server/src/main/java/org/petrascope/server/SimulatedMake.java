package org.petrascope.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.petrascope.camera.BandTable;
import org.petrascope.scenes.SceneOptions;
import org.petrascope.simulator.Dress;

/** The makes that {@code petrascope simulate} passes for, by the camera profile for each. */
enum SimulatedMake {
  PETRASCOPE_SWIR_640(
      "petrascope-swir-640", Dress.PETRASCOPE_SWIR_640, new Frame(640, 224), 1000, 2500, 8),
  SPECIM_FX10E("specim-fx10e", Dress.SPECIM_FX10E, new Frame(1024, 224), 400, 1000, 5.5),
  SPECIM_FX17E("specim-fx17e", Dress.SPECIM_FX17E, new Frame(640, 224), 900, 1700, 8),
  GENERIC_SWIR("generic-swir-1000-2500", Dress.GENERIC_SWIR, new Frame(640, 224), 1000, 2500, 10);

  /** Where the built-in box is true. */
  private static final double BOX_FROM_NM = 1000;

  private final String profile;
  private final Dress dress;
  private final Frame frame;
  private final double firstNm;
  private final double lastNm;
  private final double fwhmNm;

  /** Samples and rows with the binning of the factory. */
  private record Frame(int samples, int rows) {}

  SimulatedMake(
      String profile, Dress dress, Frame frame, double firstNm, double lastNm, double fwhmNm) {
    this.profile = profile;
    this.dress = dress;
    this.frame = frame;
    this.firstNm = firstNm;
    this.lastNm = lastNm;
    this.fwhmNm = fwhmNm;
  }

  /** The make of this camera profile; empty if none is simulated. */
  static Optional<SimulatedMake> named(String profile) {
    return Arrays.stream(values()).filter(make -> make.profile.equals(profile)).findFirst();
  }

  /** All camera profiles whose makes are simulated. */
  static List<String> profiles() {
    return Arrays.stream(values()).map(make -> make.profile).toList();
  }

  Dress dress() {
    return dress;
  }

  /** A scene for its sensor. */
  SceneOptions options() {
    return shifted(0);
  }

  /** The same for a sensor whose bands really lie so many nm further. */
  SceneOptions shifted(double nm) {
    return SceneOptions.of(frame.samples(), bands().shifted(nm));
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
    double[] centres = new double[frame.rows() * perBand];
    double[] widths = new double[centres.length];
    for (int row = 0; row < centres.length; row++) {
      double band = (row + 0.5) / perBand - 0.5;
      centres[row] = firstNm + band * (lastNm - firstNm) / (frame.rows() - 1);
      widths[row] = fwhmNm;
    }
    return new BandTable(centres, widths);
  }
}

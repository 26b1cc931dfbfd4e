package org.petrascope.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrascope.formats.CubeCalibration;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.PanelCurve;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Panel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope calibrate}: a recorded cube and its references become a reflectance cube. */
@Command(name = "calibrate", description = "Turns a raw cube into reflectance.")
final class CalibrateCommand extends ServerCommand {
  @Option(names = "--raw", required = true, paramLabel = "X.hdr", description = "Recorded cube.")
  private Path raw;

  @Option(names = "--dark", required = true, paramLabel = "D.hdr", description = "Dark reference.")
  private Path dark;

  @Option(
      names = "--white",
      required = true,
      paramLabel = "W.hdr",
      description = "White reference.")
  private Path white;

  @Option(names = "--panel", paramLabel = "P.csv", description = "Certificate of the white panel.")
  private @Nullable Path panel;

  @Option(names = "--out", required = true, paramLabel = "R.hdr", description = "Cube to write.")
  private Path out;

  @Option(names = "--recover", description = "Take the whole lines of a cube that is cut short.")
  private boolean recover;

  @Option(
      names = "--snr-min",
      paramLabel = "R",
      description = "Mask bands of a lower signal-to-noise ratio; ${DEFAULT-VALUE} when not given.")
  private double snrMin = Detector.SNR_MIN_DEFAULT;

  CalibrateCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Panel certified = panel == null ? Panel.perfect() : PanelCurve.read(panel);
    OutputPaths.makeParent(out);
    CubeCalibration.Job job =
        new CubeCalibration.Job(raw, dark, white, certified, out, recover, snrMin);
    CubeCalibration.Outcome outcome;
    try (Progress progress = console().progress("calibrating")) {
      int lines = EnviHeader.read(raw).layout().shape().lines();
      outcome = CubeCalibration.run(job, done -> progress.at(done, lines));
    }
    outcome.notes().forEach(console()::say);
    if (panel == null) {
      console()
          .say("no panel given: the panel counts as perfect, name its certificate with --panel");
    }
    result(document(outcome), text(outcome));
    return DONE;
  }

  private Map<String, Object> document(CubeCalibration.Outcome outcome) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("out", out.toString());
    document.put("lines", outcome.shape().lines());
    document.put("samples", outcome.shape().samples());
    document.put("bands", outcome.shape().bands());
    document.put("lines_lost", outcome.linesLost());
    document.put("blind_values", outcome.blindValues());
    document.put("bad_pixels", outcome.badPixels());
    document.put("repaired_values", outcome.repairedValues());
    document.put("saturated_pixels", outcome.saturatedPixels());
    document.put("notes", outcome.notes());
    return document;
  }

  private String text(CubeCalibration.Outcome outcome) {
    return "%s: %d lines x %d samples x %d bands of reflectance, %d lines lost"
        .formatted(
            out,
            outcome.shape().lines(),
            outcome.shape().samples(),
            outcome.shape().bands(),
            outcome.linesLost());
  }
}

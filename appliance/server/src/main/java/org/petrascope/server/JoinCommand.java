package org.petrascope.server;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.petrascope.formats.CubeJoin;
import org.petrascope.formats.EnviHeader;
import org.petrascope.spectral.GridMatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope join}: reflectance cubes of one box from two cameras become one cube. */
@Command(
    name = "join",
    description = "Lays the cube of a second camera over that of a first and joins their spectra.")
final class JoinCommand extends ServerCommand {
  @Option(
      names = "--cube",
      required = true,
      paramLabel = "A.hdr",
      description = "Reflectance cube whose grid the result has.")
  private Path cube;

  @Option(
      names = "--with",
      required = true,
      paramLabel = "B.hdr",
      description = "Reflectance cube of the same box from the other camera.")
  private Path with;

  @Option(
      names = "--seam",
      paramLabel = "NM",
      description = "Wavelength to join at; the middle of the good bands' overlap when not given.")
  private @Nullable Double seam;

  @Option(names = "--match", description = "Scale the second cube so that the step is zero.")
  private boolean match;

  @Option(names = "--out", required = true, paramLabel = "J.hdr", description = "Cube to write.")
  private Path out;

  JoinCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    OptionalDouble seamNm = seam == null ? OptionalDouble.empty() : OptionalDouble.of(seam);
    int own = EnviHeader.read(cube).layout().shape().lines();
    int total = 2 * own + EnviHeader.read(with).layout().shape().lines();
    OutputPaths.makeParent(out);
    CubeJoin.Outcome outcome;
    try (Progress progress = console().progress("joining")) {
      outcome =
          CubeJoin.run(
              new CubeJoin.Job(cube, with, seamNm, match, out), done -> progress.at(done, total));
    }
    outcome.notes().forEach(console()::say);
    result(document(outcome), text(outcome));
    return DONE;
  }

  private Map<String, Object> document(CubeJoin.Outcome outcome) {
    GridMatch grid = outcome.grid();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("out", out.toString());
    document.put("lines", outcome.shape().lines());
    document.put("samples", outcome.shape().samples());
    document.put("bands", outcome.shape().bands());
    document.put("transform", Arrays.stream(grid.transform().terms()).boxed().toList());
    document.put("residual_pixels", grid.residualPixels());
    document.put("uncertainty_pixels", grid.uncertaintyPixels());
    document.put("tiles", grid.tiles());
    document.put("seam_nm", outcome.seamNm());
    document.put("seam_step", outcome.step().relative());
    document.put("gain", outcome.gain());
    document.put("pixels_alone", outcome.pixelsAlone());
    document.put("notes", outcome.notes());
    return document;
  }

  private String text(CubeJoin.Outcome outcome) {
    return "%s: %d lines x %d samples x %d bands; %s; joined at %.1f nm, where the longer wavelengths are %+.1f %% off the shorter%s; %d pixels have one camera only"
        .formatted(
            out,
            outcome.shape().lines(),
            outcome.shape().samples(),
            outcome.shape().bands(),
            outcome.grid().sentence(),
            outcome.seamNm(),
            100 * outcome.step().relative(),
            match ? " (the second cube is multiplied by %.4f)".formatted(outcome.gain()) : "",
            outcome.pixelsAlone());
  }
}

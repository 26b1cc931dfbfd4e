package org.petrascope.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.SpectraTable;
import org.petrascope.learning.ModelPackage;
import org.petrascope.scan.ModelIdentification;
import org.petrascope.spectral.PixelMapper;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code petrascope predict}: what a trained model says of a cube or of a table of spectra. */
@Command(name = "predict", description = "Tells minerals or abundances by a trained model.")
final class PredictCommand extends ServerCommand {
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private SpectralInput input;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Folder of a trained model.")
  private Path model;

  @Option(names = "--id", paramLabel = "COL", description = "Column that names the spectra.")
  private String id = "";

  @Option(
      names = "--resample",
      description = "Turn spectra of other wavelengths into those of the model.")
  private boolean resample;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR|FILE.csv",
      description = "Folder for a cube, table for spectra.")
  private Path out;

  @Option(
      names = "--explain",
      paramLabel = "FILE.csv",
      description = "Also write where in each spectrum of a table the answer comes from.")
  private @Nullable Path explain;

  @Option(names = "--recover", description = "Take the whole lines of a cube that is cut short.")
  private boolean recover;

  PredictCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (explain != null && !input.isTable()) {
      throw new ParameterException(
          spec.commandLine(), "--explain goes with --spectra: ask for single pixels of a scan");
    }
    try (ModelPackage trained = ModelPackage.open(model, ModelKinds.trainers())) {
      if (input.isTable()) {
        predictTable(trained);
      } else {
        predictCube(trained);
      }
    }
    return DONE;
  }

  private void predictTable(ModelPackage trained) {
    SpectraTable table = input.table(id);
    OutputPaths.requireTable(out);
    Optional<Path> explained = Optional.ofNullable(explain);
    explained.ifPresent(OutputPaths::requireTable);
    TablePrediction prediction = new TablePrediction(trained, table, resample);
    prediction.write(out, trained.card().task().equals(LearningTask.CLASSIFY.label()));
    explained.ifPresent(new TableExplanation(prediction, table, trained.model())::write);
    tell("spectra", table.size(), trained, List.copyOf(prediction.inferred()));
  }

  private void predictCube(ModelPackage trained) throws InterruptedException {
    try (EnviReader reader = input.open(recover);
        Progress progress = console().progress("predicting")) {
      reader.notes().forEach(console()::say);
      PixelMapper mapper =
          ModelIdentification.of(trained, resample)
              .open(reader.requireWavelengths(), reader.header().badBands());
      int lines = reader.shape().lines();
      new CubeMapping(reader, mapper, out).run(done -> progress.at(done, lines));
      tell("pixels", reader.shape().pixels(), trained, mapper.inferred());
    }
  }

  private void tell(String unit, long count, ModelPackage trained, List<String> inferred) {
    if (!inferred.isEmpty()) {
      console()
          .say(
              "%s: not visible to this sensor, inferred from what it usually comes with"
                  .formatted(String.join(", ", inferred)));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("out", out.toString());
    document.put(unit, count);
    document.put("names", trained.model().names());
    document.put("inferred", inferred);
    result(
        document,
        "%s: %d %s, %d %s"
            .formatted(
                out,
                count,
                unit,
                trained.model().names().size(),
                trained.card().task().equals(LearningTask.CLASSIFY.label())
                    ? "classes"
                    : "components"));
  }
}

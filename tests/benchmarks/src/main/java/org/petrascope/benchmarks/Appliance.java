package org.petrascope.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the checkout, run as a person runs it. */
final class Appliance {
  private final Path launcher;

  Appliance(Path launcher) {
    this.launcher = launcher;
  }

  void train(Hole hole, Path library, String models, Path out)
      throws IOException, InterruptedException {
    run(
        "train",
        "--spectra",
        hole.spectra().toString(),
        "--labels",
        hole.labels().toString(),
        "--join",
        "id",
        "--target",
        hole.column(),
        "--task",
        "classify",
        "--library",
        library.toString(),
        "--models",
        models,
        "--repeats",
        "1",
        "--out",
        out.toString());
  }

  void predict(Path model, Path table, Path out) throws IOException, InterruptedException {
    run(
        "predict",
        "--model",
        model.toString(),
        "--spectra",
        table.toString(),
        "--out",
        out.toString());
  }

  void map(Path table, Path library, String method, Path out)
      throws IOException, InterruptedException {
    run(
        "map",
        "--spectra",
        table.toString(),
        "--library",
        library.toString(),
        "--method",
        method,
        "--out",
        out.toString());
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("petrascope-said", ".txt");
    try {
      int exit =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(said.toFile()))
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IOException(
            "%s ended with %d: %s".formatted(command, exit, Files.readString(said)));
      }
    } finally {
      Files.deleteIfExists(said);
    }
  }
}

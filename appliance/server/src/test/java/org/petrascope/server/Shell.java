package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What one run of the command line said. */
record Shell(int code, String out, String err) {
  static Shell run(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    int code =
        CommandLines.run(console, Stream.of(args).map(String::valueOf).toArray(String[]::new));
    return new Shell(
        code,
        out.toString(StandardCharsets.UTF_8).strip(),
        err.toString(StandardCharsets.UTF_8).strip());
  }

  /** The fleet's command on the repository and the keys in this folder, which must do well. */
  static Shell fleet(Path folder, String action, Object... options) {
    List<Object> words = new ArrayList<>(List.of("fleet", action));
    words.addAll(
        List.of("--repository", folder.resolve("repository"), "--keys", folder.resolve("keys")));
    words.addAll(List.of(options));
    return run(words.toArray()).well();
  }

  /** Trains a model in a moment and gives its folder. */
  static Path train(Path table, Path model) {
    String words =
        "train --target kaolinite --task abundance --group specimen --models ridge --folds 3 --repeats 1";
    List<Object> all = new ArrayList<>(List.of((Object[]) words.split(" ")));
    all.addAll(List.of("--spectra", table, "--out", model));
    run(all.toArray()).well();
    return model;
  }

  /** The same, or an error with what it said. */
  Shell well() {
    assertEquals(0, code, err);
    return this;
  }
}

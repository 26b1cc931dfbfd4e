package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Debian's scikit-learn in a process of its own; tests are skipped where it is missing. */
final class ScikitLearn {
  private static final String PYTHON = "/usr/bin/python3";
  private static final String BEFORE =
      """
      import sys, numpy as np
      given = [np.array(line.split(), float) for line in open(sys.argv[1])]
      """;
  private static final String AFTER =
      """
      print(*(repr(float(value)) for value in np.ravel(told)))
      """;

  private static final boolean IS_HERE = run("-c", "import sklearn").isEmpty();

  private ScikitLearn() {}

  /**
   * What a script leaves in {@code told}, of the arrays it finds in {@code given}.
   *
   * @param folder for a file of the numbers
   */
  static double[] told(Path folder, String script, double[]... given) {
    assumeTrue(IS_HERE, PYTHON + " knows no sklearn: install Debian's package python3-sklearn");
    try {
      Path numbers = folder.resolve("given.txt");
      Files.write(
          numbers,
          Arrays.stream(given)
              .map(
                  a -> Arrays.stream(a).mapToObj(Double::toString).collect(Collectors.joining(" ")))
              .toList());
      String said = run("-c", BEFORE + script + AFTER, numbers.toString());
      return Arrays.stream(said.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(String... arguments) {
    try {
      String[] command = new String[arguments.length + 1];
      command[0] = PYTHON;
      System.arraycopy(arguments, 0, command, 1, arguments.length);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (arguments.length > 2) {
        assertEquals(0, exit, said);
      }
      return exit == 0 ? said : "missing";
    } catch (IOException e) {
      return "missing";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Values as numbers of double precision. */
  static double[] doubles(Rows rows) {
    double[] values = new double[rows.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.values()[i];
    }
    return values;
  }
}

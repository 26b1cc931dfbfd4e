package org.petrascope.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;

/**
 * The other side: a Python process that runs one job for each line it is sent. One thread uses it.
 */
final class Peer implements AutoCloseable {
  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  /**
   * Starts it with so many threads for its libraries, which choose everything else themselves,
   * whatever the environment says.
   */
  Peer(List<String> command, int threads) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("OPENBLAS_") || name.startsWith("OMP_"));
    environment.put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
    environment.put("OMP_NUM_THREADS", Integer.toString(threads));
    process = builder.start();
    commands = process.outputWriter();
    answers = process.inputReader();
  }

  /** Sends one line and returns the line that answers it. */
  String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(
          "the Python side ended while it ran '%s'; its reason is printed above"
              .formatted(command));
    }
    return answer;
  }

  /** Has a job done and returns the time it took there. */
  Seconds time(String job) throws IOException {
    String answer = ask(job);
    int space = answer.indexOf(' ');
    return new Seconds(
        Double.parseDouble(answer.substring(0, space)),
        Double.parseDouble(answer.substring(space + 1)));
  }

  @Override
  public void close() throws IOException {
    commands.close();
    process.destroy();
  }
}

package org.petrascope.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.petrascope.learning.Labels;

class NativeLibraryTest {
  /** Prints why the network cannot be trained in a process that finds no native library. */
  static final class Asking {
    public static void main(String[] arguments) {
      System.err.print(
          CnnTrainer.ofSpectra()
              .unfit(Absorptions.SHAPE, new Labels(Absorptions.NAMES, 0))
              .orElse(""));
    }
  }

  @Test
  void libraryLoadsHere() {
    assertEquals(Optional.empty(), NativeLibrary.missing());
  }

  @Test
  void missingLibraryIsOnePlainSentence() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.bytedeco.javacpp.platform=none",
                "-cp",
                System.getProperty("java.class.path"),
                Asking.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.startsWith("TensorFlow's native library does not load on "), said);
    assertTrue(said.endsWith("or train without networks") && !said.contains("\n"), said);
  }
}

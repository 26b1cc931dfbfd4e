package org.petrascope.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NativeLogTest {
  /** What a person sees of words that native code writes while something is done. */
  private static String seen(Runnable work) {
    PrintStream usual = System.err;
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
    try {
      NativeLog.without(work);
    } finally {
      System.setErr(usual);
    }
    return seen.toString(StandardCharsets.UTF_8);
  }

  @SuppressWarnings("resource") // closing would close standard error
  private static void write(String words) {
    try {
      new FileOutputStream(FileDescriptor.err).write(words.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void chatterIsKeptBackAndErrorsAndWordsOfOthersAreNot() {
    String error = "E0000 00:00:1 1 a.cc:1] the graph is broken";
    String words =
        "WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n"
            + "I0000 00:00:1 1 a.cc:1] a pass is not enabled\n"
            + error
            + "\nlow disk\n";
    assertEquals(error + "\nlow disk\n", seen(() -> write(words)));
  }

  @Test
  void wordsBeforeAFailureAreNotLost() {
    Runnable work =
        () ->
            NativeLog.without(
                () -> {
                  write("F0000 00:00:1 1 a.cc:1] the reason\n");
                  throw new IllegalStateException("failed");
                });
    assertEquals(
        "F0000 00:00:1 1 a.cc:1] the reason\n",
        seen(() -> assertThrows(IllegalStateException.class, work::run)));
  }
}

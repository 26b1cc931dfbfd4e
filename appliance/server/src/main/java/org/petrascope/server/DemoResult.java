package org.petrascope.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.petrascope.formats.DurableFiles;
import org.petrascope.store.ScanSummary;

/**
 * What a demonstration found.
 *
 * @param products folder of the scan's products
 * @param accuracy where the scene knows its truth
 */
record DemoResult(ScanSummary summary, Path products, Optional<GroupAccuracy> accuracy) {
  private static final String SUMMARY = "summary.json";
  private static final int MINERALS_SHOWN_MAX = 8;

  /** Puts the products and {@code summary.json} into a folder, replacing those of before. */
  void copyTo(Path folder) {
    try {
      for (String name : productNames()) {
        place(products.resolve(name), folder.resolve(name));
      }
      DurableFiles.write(folder.resolve(SUMMARY), Json.pretty(document()).getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> productNames() {
    try (Stream<Path> files = Files.list(products)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.equals(SUMMARY))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same bytes under another name where the disk can, else a copy. */
  private static void place(Path file, Path target) throws IOException {
    Path temporary = target.resolveSibling("." + target.getFileName() + ".partial");
    Files.deleteIfExists(temporary);
    try {
      Files.createLink(temporary, file);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, temporary);
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** As written to {@code summary.json}. */
  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("lines", summary.lines());
    document.put("lines_lost", summary.linesLost());
    document.put("samples", summary.samples());
    document.put("bands", summary.bands());
    document.put("wall_s", summary.wallS());
    document.put("closure_max_error", summary.closureMaxError());
    document.put("minerals", summary.minerals());
    accuracy.ifPresent(
        a -> {
          document.put("group_accuracy", a.rock());
          document.put("notarok_accuracy", a.notarok());
        });
    document.put("products", productNames());
    return document;
  }

  /** As a person reads it. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d lines, %d lost, %d samples x %d bands, %.1f s%n"
            .formatted(
                summary.lines(),
                summary.linesLost(),
                summary.samples(),
                summary.bands(),
                summary.wallS()));
    for (ScanSummary.MineralShare share :
        summary.minerals().stream().limit(MINERALS_SHOWN_MAX).toList()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-20s %-12s %5.1f %% (%.1f to %.1f)%n",
              share.name(),
              share.group(),
              100 * share.fraction(),
              100 * share.lower(),
              100 * share.upper()));
    }
    accuracy.ifPresent(
        a ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "  right group: %.2f %% of rock, %.2f %% of tray and wood%n",
                    100 * a.rock(),
                    100 * a.notarok())));
    return text.toString().stripTrailing();
  }
}

package org.petrascope.scan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.petrascope.formats.FormatException;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.SpectralException;

/**
 * Whether pixels of a stored product are what raw lines, references and whatever else it is made of
 * give, bit for bit. For one thread.
 */
final class PixelEvidence {
  private static final String OF = "pixels";

  /** Values of reflectance that are held at once: 16 MiB. */
  private static final int BLOCK_VALUES = 4 << 20;

  private final Again again;
  private int compared;
  private int different;
  private String first = "";

  private PixelEvidence(Again again) {
    this.again = again;
  }

  /** Makes lines again and reads what is stored of them. */
  @FunctionalInterface
  interface Lines {
    Pixels of(int firstLine, int lines);
  }

  /** Lines that were made again, beside those that are stored. */
  @FunctionalInterface
  interface Pixels {
    /**
     * The first difference of a pixel, empty when every bit is the same; lines count from the first
     * of these.
     */
    Optional<String> difference(int line, int sample);
  }

  /**
   * What can be made again.
   *
   * @param shape of what is made, whose lines are made in blocks
   * @param sources what it is made of, for sentences
   */
  record Again(CubeShape shape, String sources, Lines lines) {}

  /** Compares the chosen pixels; damage that keeps them from being made again is evidence too. */
  static Evidence of(
      ScanFiles files, Recipe recipe, Identification identification, PixelChoice choice) {
    try (Rederivation rederivation = Rederivation.open(files, recipe, identification);
        StoredPixels stored =
            new StoredPixels(files, rederivation.shape(), rederivation.mapper())) {
      return of(
          new Again(
              rederivation.shape(),
              "raw lines, references and model",
              (first, lines) ->
                  pixels(rederivation.lines(first, lines), stored.lines(first, lines))),
          choice);
    } catch (FormatException | SpectralException e) {
      return impossible(e);
    }
  }

  private static Pixels pixels(MappedLines again, StoredPixels.Block stored) {
    return (line, sample) -> stored.difference(again, line * again.samples() + sample);
  }

  /** Compares the chosen pixels of what can be made again. */
  static Evidence of(Again again, PixelChoice choice) {
    PixelEvidence evidence = new PixelEvidence(again);
    evidence.compare(choice.among(again.shape()));
    return evidence.told(choice);
  }

  /** What is said where nothing can be made again. */
  static Evidence impossible(RuntimeException why) {
    return Evidence.bad(OF, "the pixels cannot be made again: " + why.getMessage());
  }

  private void compare(SortedMap<Integer, BitSet> chosen) {
    int linesMax = Math.max(1, BLOCK_VALUES / again.shape().lineValues());
    List<BitSet> together = new ArrayList<>();
    int begin = 0;
    for (Map.Entry<Integer, BitSet> line : chosen.entrySet()) {
      if (line.getKey() != begin + together.size() || together.size() == linesMax) {
        compare(begin, together);
        together.clear();
        begin = line.getKey();
      }
      together.add(line.getValue());
    }
    compare(begin, together);
  }

  /** Compares samples of lines that follow each other. */
  private void compare(int begin, List<BitSet> samples) {
    if (samples.isEmpty()) {
      return;
    }
    Pixels pixels = again.lines().of(begin, samples.size());
    for (int line = 0; line < samples.size(); line++) {
      BitSet wanted = samples.get(line);
      for (int s = wanted.nextSetBit(0); s >= 0; s = wanted.nextSetBit(s + 1)) {
        note(begin + line, s, pixels.difference(line, s));
      }
    }
  }

  private void note(int line, int sample, Optional<String> difference) {
    compared++;
    if (difference.isPresent()) {
      if (different == 0) {
        first = "line %d, sample %d: %s".formatted(line, sample, difference.get());
      }
      different++;
    }
  }

  private Evidence told(PixelChoice choice) {
    String which =
        switch (choice) {
          case PixelChoice.One _ -> "";
          case PixelChoice.Sampled(int _, long seed) -> " (seed %d)".formatted(seed);
          case PixelChoice.All _ -> " (all)";
        };
    return different == 0
        ? Evidence.good(
            OF,
            "%d pixels%s made again from %s are the stored product bit for bit"
                .formatted(compared, which, again.sources()))
        : Evidence.bad(
            OF,
            "%d of %d pixels%s made again from %s differ from the stored product, the first at %s"
                .formatted(different, compared, which, again.sources(), first));
  }
}

package org.petrascope.scan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.petrascope.formats.FormatException;
import org.petrascope.spectral.SpectralException;

/**
 * Whether pixels of a stored product are what raw lines, references and model give, bit for bit.
 * For one thread.
 */
final class PixelEvidence {
  private static final String OF = "pixels";

  /** Values of reflectance that are held at once: 16 MiB. */
  private static final int BLOCK_VALUES = 4 << 20;

  private final Rederivation rederivation;
  private final StoredPixels stored;
  private int compared;
  private int different;
  private String first = "";

  private PixelEvidence(Rederivation rederivation, StoredPixels stored) {
    this.rederivation = rederivation;
    this.stored = stored;
  }

  /** Compares the chosen pixels; damage that keeps them from being made again is evidence too. */
  static Evidence of(
      ScanFiles files, Recipe recipe, Identification identification, PixelChoice choice) {
    try (Rederivation rederivation = Rederivation.open(files, recipe, identification)) {
      SortedMap<Integer, BitSet> chosen = choice.among(rederivation.shape());
      try (StoredPixels stored =
          new StoredPixels(files, rederivation.shape(), rederivation.mapper())) {
        PixelEvidence evidence = new PixelEvidence(rederivation, stored);
        evidence.compare(chosen);
        return evidence.told(choice);
      }
    } catch (FormatException | SpectralException e) {
      return Evidence.bad(OF, "the pixels cannot be made again: " + e.getMessage());
    }
  }

  private void compare(SortedMap<Integer, BitSet> chosen) {
    int linesMax = Math.max(1, BLOCK_VALUES / rederivation.shape().lineValues());
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
    MappedLines again = rederivation.lines(begin, samples.size());
    StoredPixels.Block block = stored.lines(begin, samples.size());
    for (int line = 0; line < samples.size(); line++) {
      BitSet wanted = samples.get(line);
      for (int s = wanted.nextSetBit(0); s >= 0; s = wanted.nextSetBit(s + 1)) {
        note(begin + line, s, block.difference(again, line * again.samples() + s));
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
            "%d pixels%s made again from raw lines, references and model are the stored product bit for bit"
                .formatted(compared, which))
        : Evidence.bad(
            OF,
            "%d of %d pixels%s made again from raw lines, references and model differ from the stored product, the first at %s"
                .formatted(different, compared, which, first));
  }
}

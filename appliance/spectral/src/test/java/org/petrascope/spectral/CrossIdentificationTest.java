package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every specimen of a library is named by the other specimens of its minerals. */
class CrossIdentificationTest {
  private static final WavelengthRange FEATURES = new WavelengthRange(1350, 2470);

  @Test
  void specimensAreNamedByTheOthers() {
    SpectralLibrary library = PublishedSpectra.splib07();
    Map<String, List<Integer>> specimens = specimens(library);
    int right = 0;
    int all = 0;
    Map<String, Integer> wrong = new TreeMap<>();
    for (List<Integer> held : specimens.values()) {
      int[] others =
          specimens.values().stream()
              .filter(specimen -> specimen != held)
              .flatMap(List::stream)
              .mapToInt(Integer::intValue)
              .toArray();
      MineralMapper mapper =
          MineralMapper.open(library.subset(others), library.wavelengths(), MapMethod.AUTO);
      for (int record : held) {
        String told =
            mapper.bestMatch(new Spectrum(bridged(library, record))).mineral().group().label();
        String truth = group(library, record);
        all++;
        if (told.equals(truth)) {
          right++;
        } else {
          wrong.merge(truth + " told " + told, 1, Integer::sum);
        }
      }
    }
    double agreement = (double) right / all;
    int count = all;
    assertTrue(
        agreement >= 0.78,
        () -> "%.3f of %d records agree, wrong: %s".formatted(agreement, count, wrong));
  }

  private static String group(SpectralLibrary library, int record) {
    return MineralDictionary.builtIn()
        .ofRecord(library.record(record))
        .orElseThrow()
        .group()
        .label();
  }

  // Records of minerals visible in the short-wave infrared by mineral and specimen: "Actinolite
  // HS116.3B" and "Actinolite HS116.4B" are grain sizes of one.
  private static Map<String, List<Integer>> specimens(SpectralLibrary library) {
    Map<String, List<Integer>> specimens = new LinkedHashMap<>();
    for (int record = 0; record < library.size(); record++) {
      String name = library.record(record).replaceAll("\\s+", " ");
      boolean used =
          RecordQuality.usable(name)
              && MineralDictionary.builtIn()
                  .ofRecord(name)
                  .filter(mineral -> mineral.group() != MineralGroup.UNGROUPED)
                  .filter(mineral -> mineral.needs().stream().allMatch(FEATURES::containsAll))
                  .isPresent()
              && complete(library, record);
      if (used) {
        String[] words = name.split(" ");
        String specimen = words[0] + " " + words[1].replaceFirst("\\.(\\d|[a-z]).*$", "");
        specimens.computeIfAbsent(specimen, _ -> new ArrayList<>()).add(record);
      }
    }
    return specimens;
  }

  private static float[] bridged(SpectralLibrary library, int record) {
    float[] values = RecordQuality.bridged(library.reflectance(record));
    for (int band = 0; band < values.length; band++) {
      values[band] = Float.isNaN(values[band]) ? 0.5f : values[band];
    }
    return values;
  }

  private static boolean complete(SpectralLibrary library, int record) {
    float[] values = RecordQuality.bridged(library.reflectance(record));
    return IntStream.range(0, values.length)
        .filter(band -> FEATURES.contains(library.wavelengths().centreNm(band)))
        .noneMatch(band -> Float.isNaN(values[band]));
  }
}

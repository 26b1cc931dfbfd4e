package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a library that a sensor can compare its pixels with: named by the dictionary,
 * visible to the sensor, complete over the bands both have, resampled to the sensor. Immutable.
 */
final class References {
  /** Share of common bands that a record may lack before it is left out. */
  private static final double MISSING_MAX = 0.05;

  /** Fewer common bands than this identify nothing. */
  private static final int COMMON_BANDS_MIN = 8;

  record Reference(String record, Mineral mineral, int mineralClass, Spectrum spectrum) {}

  private final Wavelengths sensor;
  private final BitSet usable;
  private final List<Reference> references;
  private final List<MapClass> classes;

  private References(
      Wavelengths sensor, BitSet usable, List<Reference> references, List<MapClass> classes) {
    this.sensor = sensor;
    this.usable = usable;
    this.references = references;
    this.classes = classes;
  }

  static References of(
      SpectralLibrary library, Wavelengths sensor, BitSet badBands, MineralDictionary dictionary) {
    BandResampler resampler = BandResampler.between(library.wavelengths(), sensor);
    BitSet usable = new BitSet();
    for (int band = 0; band < sensor.count(); band++) {
      usable.set(band, resampler.covers(band) && !badBands.get(band));
    }
    if (usable.cardinality() < COMMON_BANDS_MIN) {
      throw new SpectralException(
          "%s and the camera (%s) have %d usable bands in common, at least %d are needed: choose a library that covers the camera's range"
              .formatted(library, sensor, usable.cardinality(), COMMON_BANDS_MIN));
    }
    Map<Mineral, List<Candidate>> byMineral = new LinkedHashMap<>();
    for (int record = 0; record < library.size(); record++) {
      String name = library.record(record);
      Mineral mineral = dictionary.ofRecord(name).orElse(null);
      if (mineral == null || !mineral.visibleTo(sensor) || !RecordQuality.usable(name)) {
        continue;
      }
      float[] values = resampler.resample(RecordQuality.bridged(library.reflectance(record)));
      if (missing(values, usable) <= MISSING_MAX * usable.cardinality()) {
        byMineral
            .computeIfAbsent(mineral, _ -> new ArrayList<>())
            .add(new Candidate(name, new Spectrum(values)));
      }
    }
    return assemble(library, sensor, usable, byMineral);
  }

  private record Candidate(String record, Spectrum spectrum) {}

  private static References assemble(
      SpectralLibrary library,
      Wavelengths sensor,
      BitSet usable,
      Map<Mineral, List<Candidate>> byMineral) {
    if (byMineral.isEmpty()) {
      throw new SpectralException(
          "%s names no mineral that this camera (%s) can see: choose another library or a camera that sees 2050 to 2450 nm"
              .formatted(library, sensor));
    }
    List<Mineral> minerals = new ArrayList<>(byMineral.keySet());
    minerals.sort(Comparator.comparing(Mineral::group).thenComparing(Mineral::name));
    List<MapClass> classes = new ArrayList<>();
    List<Reference> references = new ArrayList<>();
    classes.add(new MapClass(0, MineralMapper.ASPECTRAL, MineralGroup.INVALID, ""));
    for (Mineral mineral : minerals) {
      List<Candidate> candidates = byMineral.getOrDefault(mineral, List.of());
      int index = classes.size();
      classes.add(
          new MapClass(index, mineral.name(), mineral.group(), candidates.getFirst().record()));
      for (Candidate candidate : candidates) {
        references.add(new Reference(candidate.record(), mineral, index, candidate.spectrum()));
      }
    }
    return new References(sensor, usable, List.copyOf(references), List.copyOf(classes));
  }

  private static int missing(float[] values, BitSet usable) {
    int missing = 0;
    for (int band = usable.nextSetBit(0); band >= 0; band = usable.nextSetBit(band + 1)) {
      missing += Float.isNaN(values[band]) ? 1 : 0;
    }
    return missing;
  }

  Wavelengths sensor() {
    return sensor;
  }

  /** Bands of the sensor that are good and that the library covers. */
  BitSet usable() {
    return usable;
  }

  List<Reference> references() {
    return references;
  }

  List<MapClass> classes() {
    return classes;
  }
}

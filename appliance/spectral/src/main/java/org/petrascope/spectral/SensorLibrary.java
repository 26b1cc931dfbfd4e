package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a library that a sensor's pixels can be compared with: named by the dictionary,
 * pure enough, and visible to the sensor. Immutable.
 */
final class SensorLibrary {
  /** Share of common bands that a record may lack before it is left out. */
  private static final double MISSING_MAX = 0.02;

  /** Fewer common bands than this identify nothing. */
  private static final int COMMON_BANDS_MIN = 8;

  private static final int CLASSES_MAX = 255;

  /** Records of infrared spectrometers begin near here and lack what lies below. */
  private static final double SWIR_NM = 1350;

  /**
   * One record.
   *
   * @param onSensor resampled to the sensor; NaN outside the record's range
   * @param original as the library holds it, deleted points inside bridged
   */
  record Entry(
      String record, Mineral mineral, int mineralClass, Spectrum onSensor, Spectrum original) {}

  private final SpectralLibrary library;
  private final Wavelengths sensor;
  private final BitSet badBands;
  private final BitSet usable;
  private final List<Entry> entries;
  private final List<MapClass> classes;

  private SensorLibrary(
      SpectralLibrary library,
      Wavelengths sensor,
      BitSet badBands,
      BitSet usable,
      Map<Mineral, List<Chosen>> byMineral) {
    this.library = library;
    this.sensor = sensor;
    this.badBands = badBands;
    this.usable = usable;
    List<Mineral> minerals = new ArrayList<>(byMineral.keySet());
    minerals.sort(Comparator.comparing(Mineral::group).thenComparing(Mineral::name));
    List<MapClass> legend = new ArrayList<>();
    List<Entry> all = new ArrayList<>();
    legend.add(new MapClass(0, MineralMapper.ASPECTRAL, MineralGroup.INVALID, ""));
    for (Mineral mineral : minerals) {
      List<Chosen> records = new ArrayList<>(byMineral.getOrDefault(mineral, List.of()));
      records.sort(Comparator.comparingInt(record -> RecordQuality.rank(record.name())));
      int index = legend.size();
      legend.add(new MapClass(index, mineral.name(), mineral.group(), records.getFirst().name()));
      for (Chosen record : records) {
        all.add(new Entry(record.name(), mineral, index, record.onSensor(), record.original()));
      }
    }
    this.classes = List.copyOf(legend);
    this.entries = List.copyOf(all);
  }

  private record Chosen(String name, Spectrum onSensor, Spectrum original) {}

  /**
   * Chooses and resamples the records.
   *
   * @throws SpectralException when library and sensor share too few bands, or when the sensor sees
   *     none of the library's minerals
   */
  static SensorLibrary of(
      SpectralLibrary library, Wavelengths sensor, BitSet badBands, MineralDictionary dictionary) {
    Selection selection = new Selection(library, sensor, badBands);
    boolean anyNamed = false;
    for (int index = 0; index < library.size(); index++) {
      Mineral mineral = dictionary.ofRecord(library.record(index)).orElse(null);
      anyNamed |= mineral != null;
      if (mineral != null && mineral.visibleTo(sensor)) {
        selection.add(library, index, mineral);
      }
    }
    if (!anyNamed) {
      selection.addUnnamed();
    }
    selection.requireRock();
    if (anyNamed) {
      selection.addTrayMaterials(dictionary);
    }
    return new SensorLibrary(
        library, sensor, (BitSet) badBands.clone(), selection.usable, selection.byMineral);
  }

  /** Records under selection. */
  private static final class Selection {
    private final SpectralLibrary library;
    private final Wavelengths sensor;
    private final BandResampler resampler;
    private final BitSet usable = new BitSet();
    private final Map<Mineral, List<Chosen>> byMineral = new LinkedHashMap<>();

    private Selection(SpectralLibrary library, Wavelengths sensor, BitSet badBands) {
      this.library = library;
      this.sensor = sensor;
      this.resampler = BandResampler.between(library.wavelengths(), sensor);
      for (int band = 0; band < sensor.count(); band++) {
        usable.set(band, resampler.covers(band) && !badBands.get(band));
      }
      if (usable.cardinality() < COMMON_BANDS_MIN) {
        throw new SpectralException(
            "%s and the sensor (%s) have %d usable bands in common, at least %d are needed: choose a library that covers the sensor's range"
                .formatted(library, sensor, usable.cardinality(), COMMON_BANDS_MIN));
      }
    }

    private void add(SpectralLibrary from, int index, Mineral mineral) {
      String name = from.record(index);
      if (!RecordQuality.usable(name)) {
        return;
      }
      float[] original = RecordQuality.bridged(from.reflectance(index));
      float[] values = resampler.resample(original);
      if (missing(values, mineral) <= MISSING_MAX) {
        byMineral
            .computeIfAbsent(mineral, _ -> new ArrayList<>())
            .add(new Chosen(name, new Spectrum(values), new Spectrum(original)));
      }
    }

    // Share of the usable bands from where the mineral's features begin that hold no value.
    private double missing(float[] values, Mineral mineral) {
      double from =
          mineral.needs().stream().mapToDouble(WavelengthRange::fromNm).min().orElse(SWIR_NM);
      int counted = 0;
      int missing = 0;
      for (int band = usable.nextSetBit(0); band >= 0; band = usable.nextSetBit(band + 1)) {
        if (sensor.centreNm(band) >= Math.min(from, SWIR_NM)) {
          counted++;
          missing += Float.isNaN(values[band]) ? 1 : 0;
        }
      }
      return counted == 0 ? 1 : (double) missing / counted;
    }

    /** A library that speaks none of the dictionary's names: every record is a class of its own. */
    private void addUnnamed() {
      if (library.size() > CLASSES_MAX) {
        throw new SpectralException(
            "none of the %d records of library %s bears a name of the mineral dictionary, and a map holds at most %d classes: name the records by their minerals, for example 'Kaolinite 1'"
                .formatted(library.size(), library.name(), CLASSES_MAX));
      }
      WavelengthRange whole =
          new WavelengthRange(
              sensor.centreNm(usable.nextSetBit(0)), sensor.centreNm(usable.length() - 1));
      for (int index = 0; index < library.size(); index++) {
        String name = library.record(index);
        MineralGroup group = MineralGroup.UNGROUPED;
        add(library, index, new Mineral(name, Mineral.Kind.MATERIAL, group, List.of(whole)));
      }
    }

    private void requireRock() {
      if (byMineral.keySet().stream().noneMatch(mineral -> mineral.group().rock())) {
        throw new SpectralException(
            "the sensor (%s) sees no mineral of library %s: clays, micas, carbonates and sulphates need 2050 to 2450 nm; choose another library or a 1000-2500 nm camera"
                .formatted(sensor, library.name()));
      }
      if (byMineral.size() > CLASSES_MAX) {
        throw new SpectralException(
            "library %s names %d minerals, a map holds at most %d classes: choose a smaller library"
                .formatted(library.name(), byMineral.size(), CLASSES_MAX));
      }
    }

    /** Wood and plastic, for a library that holds nothing of the kind. */
    private void addTrayMaterials(MineralDictionary dictionary) {
      if (byMineral.keySet().stream().anyMatch(m -> m.group() == MineralGroup.NOTAROK)) {
        return;
      }
      for (TrayMaterial material : TrayMaterial.ALL) {
        Mineral mineral = dictionary.mineral(material.label()).orElseThrow();
        if (mineral.visibleTo(sensor)) {
          add(material.on(library.wavelengths()), 0, mineral);
        }
      }
    }
  }

  SpectralLibrary library() {
    return library;
  }

  Wavelengths sensor() {
    return sensor;
  }

  BitSet badBands() {
    return (BitSet) badBands.clone();
  }

  /** Bands of the sensor that are good and that the library covers. */
  BitSet usable() {
    return (BitSet) usable.clone();
  }

  List<Entry> entries() {
    return entries;
  }

  List<MapClass> classes() {
    return classes;
  }
}

package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which minerals are in calibrated pixels, and how much of each. Opened once for a library, a
 * sensor and a method; immutable then, so that any number of threads may map blocks with it.
 */
public final class MineralMapper {
  /** The name of class 0 and of the abundance component of pixels without answer. */
  public static final String ASPECTRAL = "Aspectral";

  /** The abundance component of everything that is not rock. */
  public static final String NOTAROK = "NOTAROK";

  /** Mean reflectance below which absorption features drown in stray light and noise. */
  private static final double LOW_SIGNAL = 0.01;

  /** Mean reflectance that no rock reaches. */
  private static final double OVER_RANGE = 1.5;

  /** Share of a pixel's bands that may be dead before it counts as not measured. */
  private static final double BRIDGED_MAX = 0.1;

  /** Shares below this are not worth a component of their own; the others take them over. */
  private static final double SHARE_MIN = 0.01;

  private final SensorLibrary library;
  private final MapMethod method;
  private final Identifier identifier;
  private final int[] usable;
  private final int[] classOfEntry;
  private final List<String> components;
  private final int[] componentOfClass;

  /** The library record nearest to a spectrum, resampled to the sensor, for display beside it. */
  public record BestMatch(MapClass mineral, String record, Spectrum reflectance, double score) {}

  private MineralMapper(SensorLibrary library, MapMethod method) {
    this.library = library;
    this.method = method;
    this.identifier =
        switch (method) {
          case AUTO -> new MixtureIdentifier(library);
          case SAM -> AngleIdentifier.plain(library);
          case MSAM -> AngleIdentifier.onContinuum(library);
          case FEATURE -> new FeatureIdentifier(library);
          case FCLS -> new FclsIdentifier(library);
        };
    this.usable = library.usable().stream().toArray();
    this.classOfEntry =
        library.entries().stream().mapToInt(SensorLibrary.Entry::mineralClass).toArray();
    List<String> names = new ArrayList<>();
    library.classes().stream()
        .filter(c -> c.group().rock())
        .map(MapClass::name)
        .forEach(names::add);
    names.add(NOTAROK);
    names.add(ASPECTRAL);
    this.components = List.copyOf(names);
    this.componentOfClass =
        library.classes().stream().mapToInt(c -> components.indexOf(component(c))).toArray();
  }

  private static String component(MapClass mineral) {
    return switch (mineral.group()) {
      case NOTAROK -> NOTAROK;
      case INVALID -> ASPECTRAL;
      default -> mineral.name();
    };
  }

  /**
   * Prepares the library's records for the sensor.
   *
   * @throws SpectralException when they have no bands in common, or the sensor can see none of the
   *     library's minerals
   */
  public static MineralMapper open(SpectralLibrary library, Wavelengths sensor, MapMethod method) {
    return open(library, sensor, method, new BitSet());
  }

  /** The same for a sensor some of whose bands are bad; those are never looked at. */
  public static MineralMapper open(
      SpectralLibrary library, Wavelengths sensor, MapMethod method, BitSet badBands) {
    return new MineralMapper(
        SensorLibrary.of(library, sensor, badBands, MineralDictionary.builtIn()), method);
  }

  public MapMethod method() {
    return method;
  }

  public Wavelengths sensor() {
    return library.sensor();
  }

  /** The legend: class 0 is "no answer", then every mineral that can be told, by group. */
  public List<MapClass> classes() {
    return library.classes();
  }

  /** Names of the abundance components: the minerals, then NOTAROK and Aspectral. */
  public List<String> componentNames() {
    return components;
  }

  /** Maps all pixels of a block. */
  public MappedBlock map(ReflectanceCube block) {
    if (!block.wavelengths().equals(sensor())) {
      throw new IllegalArgumentException(
          "the block has %s, the mapper was opened for %s"
              .formatted(block.wavelengths(), sensor()));
    }
    CubeShape shape = block.shape();
    int pixels = Math.toIntExact(shape.pixels());
    int bands = shape.bands();
    MappedBlock mapped = new MappedBlock(classes(), components, pixels);
    Identifier.Session session = identifier.session();
    Identifier.Answer answer = new Identifier.Answer();
    float[] rows = new float[Identifier.Session.PIXELS_MAX * bands];
    for (int first = 0; first < pixels; first += Identifier.Session.PIXELS_MAX) {
      int count = Math.min(Identifier.Session.PIXELS_MAX, pixels - first);
      System.arraycopy(block.bip(), first * bands, rows, 0, count * bands);
      bridge(rows, count);
      session.load(rows, count);
      for (int pixel = 0; pixel < count; pixel++) {
        boolean lost = block.lost((first + pixel) / shape.samples());
        answer.clear(lost ? PixelFlag.LOST_LINE.bit() : 0);
        identify(session, rows, pixel, answer);
        put(mapped, first + pixel, answer);
      }
    }
    return mapped;
  }

  /** The record that explains one spectrum best; class 0 and an empty record when none does. */
  public BestMatch bestMatch(Spectrum spectrum) {
    Identifier.Session session = identifier.session();
    Identifier.Answer answer = new Identifier.Answer();
    answer.clear(0);
    float[] rows = spectrum.values();
    bridge(rows, 1);
    session.load(rows, 1);
    identify(session, rows, 0, answer);
    if (answer.best < 0) {
      return new BestMatch(classes().getFirst(), "", new Spectrum(new float[0]), 0);
    }
    SensorLibrary.Entry entry = library.entries().get(answer.best);
    return new BestMatch(
        classes().get(entry.mineralClass()), entry.record(), entry.onSensor(), answer.score);
  }

  private void identify(
      Identifier.Session session, float[] rows, int pixel, Identifier.Answer answer) {
    double mean = mean(rows, pixel * sensor().count());
    if (PixelFlag.LOST_LINE.in(answer.flags) || Double.isNaN(mean)) {
      answer.flag(PixelFlag.NO_DATA);
    } else if (mean < LOW_SIGNAL) {
      answer.flag(PixelFlag.LOW_SIGNAL);
    } else {
      if (mean > OVER_RANGE) {
        answer.flag(PixelFlag.OVER_RANGE);
      }
      session.identify(pixel, answer);
    }
  }

  // Pixels with a few dead bands get them from the bands beside; with many they stay as they are.
  private void bridge(float[] rows, int pixels) {
    int bands = sensor().count();
    for (int pixel = 0; pixel < pixels; pixel++) {
      if (Double.isNaN(mean(rows, pixel * bands))) {
        bridge(rows, pixel * bands, bands);
      }
    }
  }

  private void bridge(float[] rows, int offset, int bands) {
    int missing = 0;
    for (int band : usable) {
      missing += Float.isNaN(rows[offset + band]) ? 1 : 0;
    }
    if (missing <= BRIDGED_MAX * usable.length) {
      float[] bridged = RecordQuality.bridged(Arrays.copyOfRange(rows, offset, offset + bands));
      System.arraycopy(bridged, 0, rows, offset, bands);
    }
  }

  private double mean(float[] rows, int offset) {
    double sum = 0;
    for (int band : usable) {
      sum += rows[offset + band];
    }
    return sum / usable.length;
  }

  private void put(MappedBlock mapped, int pixel, Identifier.Answer answer) {
    boolean measured = !PixelFlag.NO_DATA.in(answer.flags);
    int best = answer.best < 0 ? 0 : classOfEntry[answer.best];
    int second = answer.second < 0 ? 0 : classOfEntry[answer.second];
    if (classes().get(best).group() == MineralGroup.NOTAROK) {
      answer.flag(PixelFlag.NOTAROK);
    }
    float score = measured ? (float) answer.score : Float.NaN;
    float secondScore = measured ? (float) answer.secondScore : Float.NaN;
    mapped.put(pixel, new MappedBlock.Told(best, score, second, secondScore, answer.flags));
    putAbundances(mapped.abundances(), pixel * components.size(), measured, answer);
  }

  private void putAbundances(
      float[] abundances, int row, boolean measured, Identifier.Answer answer) {
    if (!measured) {
      Arrays.fill(abundances, row, row + components.size(), Float.NaN);
      return;
    }
    double kept = 0;
    for (int part = 0; part < answer.parts(); part++) {
      kept += answer.partShare(part) >= SHARE_MIN ? answer.partShare(part) : 0;
    }
    if (kept == 0) {
      abundances[row + componentOfClass[0]] = 1;
      return;
    }
    for (int part = 0; part < answer.parts(); part++) {
      double share = answer.partShare(part);
      if (share >= SHARE_MIN) {
        abundances[row + componentOfClass[answer.partClass(part)]] += (float) (share / kept);
      }
    }
  }
}

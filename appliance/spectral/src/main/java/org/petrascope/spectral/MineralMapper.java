package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which minerals are in calibrated pixels, and how much of each. Opened once for a library, a
 * sensor and a method; immutable then, so that any number of threads may map blocks with it.
 */
public final class MineralMapper implements PixelMapper {
  /** The name of class 0 and of the abundance component of pixels without answer. */
  public static final String ASPECTRAL = "Aspectral";

  /** The abundance component of everything that is not rock. */
  public static final String NOTAROK = "NOTAROK";

  /** Shares below this are not worth a component of their own; the others take them over. */
  private static final double SHARE_MIN = 0.01;

  private final SensorLibrary library;
  private final MapMethod method;
  private final Identifier identifier;
  private final PixelScreen screen;
  private final int[] classOfEntry;
  private final List<String> components;
  private final int[] componentOfClass;

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
    this.screen = new PixelScreen(library.sensor().count(), library.usable());
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

  @Override
  public String label() {
    return method.label();
  }

  @Override
  public Wavelengths sensor() {
    return library.sensor();
  }

  /** Class 0 is "no answer", then every mineral that can be told, by group. */
  @Override
  public List<MapClass> classes() {
    return library.classes();
  }

  /** The minerals, then NOTAROK and Aspectral. */
  @Override
  public List<String> componentNames() {
    return components;
  }

  @Override
  public MappedBlock map(ReflectanceCube block) {
    block.requireWavelengths(sensor());
    CubeShape shape = block.shape();
    int pixels = Math.toIntExact(shape.pixels());
    int bands = shape.bands();
    MappedBlock mapped = MappedBlock.empty(this, pixels);
    Identifier.Session session = identifier.session();
    Identifier.Answer answer = new Identifier.Answer();
    float[] rows = new float[Identifier.Session.PIXELS_MAX * bands];
    for (int first = 0; first < pixels; first += Identifier.Session.PIXELS_MAX) {
      int count = Math.min(Identifier.Session.PIXELS_MAX, pixels - first);
      System.arraycopy(block.bip(), first * bands, rows, 0, count * bands);
      screen.bridge(rows, count);
      session.load(rows, count);
      for (int pixel = 0; pixel < count; pixel++) {
        boolean lost = block.lost((first + pixel) / shape.samples());
        answer.clear(screen.flags(rows, pixel, lost));
        identify(session, pixel, answer);
        put(mapped, first + pixel, answer);
      }
    }
    return mapped;
  }

  @Override
  public BestMatch bestMatch(Spectrum spectrum) {
    Identifier.Session session = identifier.session();
    Identifier.Answer answer = new Identifier.Answer();
    float[] rows = spectrum.values();
    screen.bridge(rows, 1);
    session.load(rows, 1);
    answer.clear(screen.flags(rows, 0, false));
    identify(session, 0, answer);
    if (answer.best < 0) {
      return PixelMapper.super.bestMatch(spectrum);
    }
    SensorLibrary.Entry entry = library.entries().get(answer.best);
    return new BestMatch(
        classes().get(entry.mineralClass()), entry.record(), entry.onSensor(), answer.score);
  }

  private static void identify(Identifier.Session session, int pixel, Identifier.Answer answer) {
    if (PixelScreen.telling(answer.flags)) {
      session.identify(pixel, answer);
    }
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

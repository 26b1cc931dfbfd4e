package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
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

  private static final double LOW_SIGNAL = 0.01;
  private static final double OVER_RANGE = 1.2;

  private final References references;
  private final MapMethod method;
  private final Identifier identifier;
  private final List<String> components;
  private final int[] componentOfClass;

  /** The library record nearest to a spectrum, resampled to the sensor, for display beside it. */
  public record BestMatch(MapClass mineral, String record, Spectrum reflectance, double score) {}

  private MineralMapper(References references, MapMethod method, Identifier identifier) {
    this.references = references;
    this.method = method;
    this.identifier = identifier;
    this.componentOfClass = new int[references.classes().size()];
    this.components = components();
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
    References references = References.of(library, sensor, badBands, MineralDictionary.builtIn());
    return new MineralMapper(references, method, new AngleIdentifier(references));
  }

  private List<String> components() {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    for (MapClass mineral : references.classes()) {
      if (mineral.group().rock()) {
        names.add(mineral.name());
      }
    }
    names.add(NOTAROK);
    names.add(ASPECTRAL);
    List<String> ordered = new ArrayList<>(names);
    for (MapClass mineral : references.classes()) {
      String component =
          switch (mineral.group()) {
            case NOTAROK -> NOTAROK;
            case INVALID -> ASPECTRAL;
            default -> mineral.name();
          };
      componentOfClass[mineral.index()] = ordered.indexOf(component);
    }
    return List.copyOf(ordered);
  }

  public MapMethod method() {
    return method;
  }

  public Wavelengths sensor() {
    return references.sensor();
  }

  /** The legend: class 0 is "no answer", then every mineral that can be told, by group. */
  public List<MapClass> classes() {
    return references.classes();
  }

  /** Names of the abundance components: the minerals, then NOTAROK and Aspectral. */
  public List<String> componentNames() {
    return components;
  }

  /** Maps all pixels of a block. */
  public MappedBlock map(ReflectanceCube block) {
    CubeShape shape = block.shape();
    if (!block.wavelengths().equals(sensor())) {
      throw new IllegalArgumentException(
          "the block has %s, the mapper was opened for %s"
              .formatted(block.wavelengths(), sensor()));
    }
    MappedBlock mapped = new MappedBlock(classes(), components, Math.toIntExact(shape.pixels()));
    Identifier.Session session = identifier.session();
    Identifier.Answer answer = new Identifier.Answer();
    for (int line = 0; line < shape.lines(); line++) {
      int initialFlags = block.lost(line) ? PixelFlag.LOST_LINE.bit() : 0;
      for (int sample = 0; sample < shape.samples(); sample++) {
        answer.clear();
        answer.flags = initialFlags;
        identify(session, block.bip(), block.offset(line, sample), answer);
        put(mapped, line * shape.samples() + sample, answer);
      }
    }
    return mapped;
  }

  /** The record that explains one spectrum best, even where it is doubtful. */
  public BestMatch bestMatch(float[] spectrum) {
    Identifier.Answer answer = new Identifier.Answer();
    identify(identifier.session(), spectrum, 0, answer);
    if (answer.best < 0) {
      return new BestMatch(classes().getFirst(), "", new Spectrum(new float[0]), 0);
    }
    References.Reference reference = references.references().get(answer.best);
    return new BestMatch(
        classes().get(reference.mineralClass()),
        reference.record(),
        reference.spectrum(),
        answer.score);
  }

  private void identify(
      Identifier.Session session, float[] bip, int offset, Identifier.Answer answer) {
    double sum = 0;
    BitSet usable = references.usable();
    for (int band = usable.nextSetBit(0); band >= 0; band = usable.nextSetBit(band + 1)) {
      sum += bip[offset + band];
    }
    double mean = sum / usable.cardinality();
    if (Double.isNaN(mean)) {
      answer.flags |= PixelFlag.NO_DATA.bit();
      return;
    }
    if (mean < LOW_SIGNAL) {
      answer.flags |= PixelFlag.LOW_SIGNAL.bit();
      return;
    }
    if (mean > OVER_RANGE) {
      answer.flags |= PixelFlag.OVER_RANGE.bit();
    }
    session.identify(bip, offset, answer);
  }

  private void put(MappedBlock mapped, int pixel, Identifier.Answer answer) {
    boolean measured = !PixelFlag.NO_DATA.in(answer.flags) && !PixelFlag.LOST_LINE.in(answer.flags);
    int best = classOf(answer.best);
    if (classes().get(best).group() == MineralGroup.NOTAROK) {
      answer.flags |= PixelFlag.NOTAROK.bit();
    }
    mapped.put(
        pixel,
        best,
        measured ? answer.score : Float.NaN,
        classOf(answer.second),
        measured ? answer.secondScore : Float.NaN,
        answer.flags);
    float[] abundances = mapped.abundances();
    int row = pixel * components.size();
    if (!measured) {
      java.util.Arrays.fill(abundances, row, row + components.size(), Float.NaN);
      return;
    }
    if (answer.parts == 0) {
      abundances[row + componentOfClass[0]] = 1;
    }
    for (int i = 0; i < answer.parts; i++) {
      abundances[row + componentOfClass[classOf(answer.part[i])]] += (float) answer.share[i];
    }
  }

  private int classOf(int reference) {
    return reference < 0 ? 0 : references.references().get(reference).mineralClass();
  }
}

package org.petrascope.spectral;

import java.util.List;
import java.util.Optional;

/**
 * Tells what is in calibrated pixels of one sensor, and how much of it. Immutable once opened, so
 * that any number of threads may map blocks with it.
 */
public interface PixelMapper {
  /** The sensor whose pixels it was opened for. */
  Wavelengths sensor();

  /** The legend: class 0 is "no answer", then everything that can be told. */
  List<MapClass> classes();

  /** Names of the abundance components. */
  List<String> componentNames();

  /** How it tells, in a word, such as {@code auto}. */
  String label();

  /** What the abundances are, as the files say it. */
  default String amounts() {
    return "Fraction of every component";
  }

  /** Whether its blocks say between which ends every abundance lies. */
  default boolean intervals() {
    return false;
  }

  /**
   * Components that the sensor cannot see and that are told all the same, from what they usually
   * come with.
   */
  default List<String> inferred() {
    return List.of();
  }

  /**
   * How many lines before and behind a pixel, and samples to both sides, have a say in what it is
   * told to be; 0 where every pixel is told by itself.
   */
  default int reach() {
    return 0;
  }

  /** Maps all pixels of a block of that sensor, as if there were none around it. */
  MappedBlock map(ReflectanceCube block);

  /** Maps the lines of a window; who looks at no neighbours is given none. */
  default MappedBlock map(LineWindow window) {
    if (window.lines() != window.around().shape().lines()) {
      throw new IllegalArgumentException("neighbours are given to a mapper of single pixels");
    }
    return map(window.around());
  }

  /** The library record nearest to a spectrum, resampled to the sensor, for display beside it. */
  record BestMatch(MapClass mineral, String record, Spectrum reflectance, double score) {}

  /**
   * Where in a spectrum an answer comes from.
   *
   * @param name the class or component that is told of it
   * @param bands of the shares
   * @param shares of every band, signed: what is above zero speaks for the answer
   */
  record Attribution(String name, Wavelengths bands, Spectrum shares) {}

  /** Where the answer for one spectrum comes from; empty where none is told, or nobody knows. */
  default Optional<Attribution> attribution(Spectrum spectrum) {
    return Optional.empty();
  }

  /**
   * The record that explains one spectrum best; class 0 and an empty record when none does, or
   * where no records are compared.
   */
  default BestMatch bestMatch(Spectrum spectrum) {
    return new BestMatch(classes().getFirst(), "", new Spectrum(new float[0]), 0);
  }
}

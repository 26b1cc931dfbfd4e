package org.petrascope.spectral;

import java.util.List;

/**
 * What the dictionary knows of one mineral or material.
 *
 * @param name the CNMNC name of a species, the usual name of a series or material
 * @param kind how the name is to be read
 * @param group the TSG group
 * @param needs the wavelength ranges that a sensor must see, all of them, before the mineral may be
 *     claimed
 */
public record Mineral(String name, Kind kind, MineralGroup group, List<WavelengthRange> needs) {
  /** How far a name goes. */
  public enum Kind {
    /** A species of the CNMNC list. */
    SPECIES,
    /** A series, group or rock name in common use, such as illite or biotite. */
    SERIES,
    /** A mineral without crystal structure, such as opal. */
    MINERALOID,
    /** No mineral at all: wood, plastic, plants. */
    MATERIAL
  }

  public Mineral {
    needs = List.copyOf(needs);
    if (name.isBlank() || needs.isEmpty()) {
      throw new IllegalArgumentException(
          "mineral '%s' needs a name and the wavelengths that show it".formatted(name));
    }
  }

  /** Whether a sensor with these bands can see the mineral. */
  public boolean visibleTo(Wavelengths sensor) {
    return needs.stream().allMatch(range -> range.coveredBy(sensor));
  }
}

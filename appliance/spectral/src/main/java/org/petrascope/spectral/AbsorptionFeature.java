package org.petrascope.spectral;

import java.util.List;

/**
 * A stretch of wavelengths in which something absorbs that geologists have a name for. Stretches
 * overlap where absorptions do. Sources: Laukamp et al. 2021 (doi:10.3390/min11040347) from 1350 nm
 * on, Clark 1999 (Manual of Remote Sensing 3, chapter 1) below and for carbonates; both ends are
 * where the shoulders of the absorption end.
 */
public record AbsorptionFeature(String name, WavelengthRange range) {
  /** Every feature that has a name here, by rising wavelength. */
  public static final List<AbsorptionFeature> NAMED =
      List.of(
          of("ferric iron, charge transfer", 450, 580),
          of("ferric iron (hematite, goethite)", 830, 960),
          of("ferrous iron in olivine", 850, 1300),
          of("ferrous iron in pyroxene, 1000 nm", 890, 1060),
          of("ferrous iron in plagioclase", 1150, 1350),
          of("hydroxyl, first overtone", 1380, 1450),
          of("water, first overtone", 1440, 1480),
          of("hydroxyl of alunite and jarosite", 1465, 1495),
          of("gypsum and alunite, 1750 nm", 1730, 1790),
          of("ferrous iron in pyroxene, 2000 nm", 1780, 2250),
          of("water, 1900 nm", 1880, 1970),
          of("Al-OH of kaolinite, alunite and pyrophyllite", 2150, 2185),
          of("Al-OH, 2200 nm", 2185, 2225),
          of("Fe-OH, 2250 nm", 2235, 2275),
          of("Mg-OH and carbonate, 2300 to 2360 nm", 2290, 2365),
          of("Mg-OH, 2390 nm", 2370, 2410));

  private static AbsorptionFeature of(String name, double fromNm, double toNm) {
    return new AbsorptionFeature(name, new WavelengthRange(fromNm, toNm));
  }
}

package org.petrascope.scenes;

import java.util.List;

/**
 * An alteration zone: the mineral it consists of, the one that occurs in it as clots, and what
 * fills its veins.
 */
record Zone(String host, String clot, String vein) {
  /**
   * Assemblages as they occur together in porphyry, epithermal and skarn systems and in sediments
   * (Thompson and Thompson, eds. 1996, Atlas of Alteration, Geological Association of Canada).
   */
  static final List<Zone> CATALOGUE =
      List.of(
          new Zone("clinochlore", "epidote", "calcite"),
          new Zone("chamosite", "calcite", "epidote"),
          new Zone("muscovite", "kaolinite", "gypsum"),
          new Zone("phengite", "clinochlore", "calcite"),
          new Zone("illite", "calcite", "kaolinite"),
          new Zone("montmorillonite", "gypsum", "calcite"),
          new Zone("kaolinite", "muscovite", "alunite"),
          new Zone("alunite", "dickite", "jarosite"),
          new Zone("pyrophyllite", "muscovite", "alunite"),
          new Zone("dickite", "pyrophyllite", "gypsum"),
          new Zone("tremolite", "calcite", "talc"),
          new Zone("phlogopite", "clinochlore", "dolomite"),
          new Zone("dolomite", "talc", "calcite"),
          new Zone("epidote", "clinochlore", "calcite"),
          new Zone("jarosite", "kaolinite", "gypsum"));
}

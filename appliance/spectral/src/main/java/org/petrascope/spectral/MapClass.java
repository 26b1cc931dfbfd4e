package org.petrascope.spectral;

/**
 * One entry of a mineral map's legend.
 *
 * @param index the number in the map; 0 is "no answer"
 * @param name the mineral or material
 * @param group its TSG group, whose colour the map uses
 * @param record the library record that stands for it in displays, empty for class 0
 */
public record MapClass(int index, String name, MineralGroup group, String record) {
  public MapClass {
    if (index < 0 || index > 255) {
      throw new IllegalArgumentException(
          "class index %d does not fit a map of one byte a pixel".formatted(index));
    }
  }

  /** The colour as 0xRRGGBB. */
  public int rgb() {
    return group.rgb();
  }
}

package org.petrascope.server;

import java.util.Collection;
import java.util.stream.IntStream;
import org.petrascope.learning.RowShape;
import org.petrascope.spectral.MineralDictionary;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.spectral.WavelengthRange;
import org.petrascope.spectral.Wavelengths;

/**
 * The narrow absorptions of hydroxyl, carbonate, sulphate and of the water in them. What they tell
 * apart is learned from them alone: iron, coatings and light in the bands before them differ from
 * hole to hole within one class.
 */
final class SharpBands {
  static final WavelengthRange RANGE = new WavelengthRange(1320, 2450);

  /** An instrument that begins and ends within this sees enough of them. */
  private static final WavelengthRange NEEDED = new WavelengthRange(1400, 2400);

  private SharpBands() {}

  /** Whether these are the bands of rows, and the only ones. */
  static boolean areAllOf(RowShape shape) {
    return seenBy(shape)
        && RANGE.contains(shape.centreNm(0))
        && RANGE.contains(shape.centreNm(shape.bands() - 1));
  }

  /** Whether rows hold them, and they show every one of these minerals and groups of minerals. */
  static boolean tell(Collection<String> classes, RowShape shape) {
    if (!seenBy(shape)) {
      return false;
    }
    double[] centres =
        IntStream.range(0, shape.bands())
            .mapToDouble(shape::centreNm)
            .filter(RANGE::contains)
            .toArray();
    Wavelengths bands = Wavelengths.ofNanometres(centres);
    return classes.stream().allMatch(name -> show(name, bands));
  }

  private static boolean seenBy(RowShape shape) {
    return shape.centreNm(0) <= NEEDED.fromNm()
        && shape.centreNm(shape.bands() - 1) >= NEEDED.toNm();
  }

  private static boolean show(String name, Wavelengths bands) {
    MineralDictionary dictionary = MineralDictionary.builtIn();
    return MineralGroup.ofLabel(name)
        .map(
            group ->
                dictionary.minerals().stream()
                    .anyMatch(mineral -> mineral.group() == group && mineral.visibleTo(bands)))
        .orElseGet(() -> dictionary.mineral(name).filter(it -> it.visibleTo(bands)).isPresent());
  }
}

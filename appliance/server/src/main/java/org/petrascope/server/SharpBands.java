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

  /** What a person is told where the other bands are left out. */
  static final String LEARNED_ALONE =
      "bands from %s tell these classes apart, the others are not learned from".formatted(RANGE);

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
    Wavelengths bands = Wavelengths.ofNanometres(centresNm(shape));
    return classes.stream().allMatch(name -> show(name, bands));
  }

  /** The first of them among the bands of rows that hold some. */
  static int first(RowShape shape) {
    return IntStream.range(0, shape.bands())
        .filter(band -> RANGE.contains(shape.centreNm(band)))
        .findFirst()
        .orElseThrow();
  }

  /** The shape of rows of these bands alone. */
  static RowShape of(RowShape shape) {
    return new RowShape(shape.side(), centresNm(shape));
  }

  private static double[] centresNm(RowShape shape) {
    return IntStream.range(0, shape.bands())
        .mapToDouble(shape::centreNm)
        .filter(RANGE::contains)
        .toArray();
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

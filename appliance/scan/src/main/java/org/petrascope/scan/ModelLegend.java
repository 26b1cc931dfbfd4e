package org.petrascope.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.petrascope.spectral.MapClass;
import org.petrascope.spectral.Mineral;
import org.petrascope.spectral.MineralDictionary;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.spectral.MineralMapper;
import org.petrascope.spectral.Wavelengths;

/**
 * What the outputs of a model mean on a map: which class each is, of which group, and whether the
 * sensor can see it at all. Immutable.
 */
final class ModelLegend {
  /** The component that takes what the fractions of a model leave over which need not close. */
  static final String REST = "Rest";

  /** The class of pixels unlike all that the model learned from. */
  static final String UNKNOWN = "Unknown";

  /** Units behind the name of a mineral, as tables write them. */
  private static final Pattern UNIT =
      Pattern.compile(
          "\\s*[(\\[].*$|[\\s_.]*(wt|vol|mol|mod)?[\\s_.]*(%|percent|pct)$",
          Pattern.CASE_INSENSITIVE);

  private static final MineralDictionary MINERALS = MineralDictionary.builtIn();

  private final List<String> components;
  private final List<MapClass> classes;
  private final int[] classOfComponent;
  private final MapClass unknown;
  private final boolean[] seen;

  /**
   * @param components one an output, then those that the mapper adds
   */
  ModelLegend(List<String> components, Wavelengths sensor) {
    this.components = List.copyOf(components);
    this.classOfComponent = new int[components.size()];
    this.seen = new boolean[components.size()];
    List<MapClass> legend = new ArrayList<>();
    legend.add(new MapClass(0, MineralMapper.ASPECTRAL, MineralGroup.INVALID, ""));
    for (int c = 0; c < components.size(); c++) {
      String name = components.get(c);
      seen[c] = seen(name, sensor);
      if (!name.equals(MineralMapper.ASPECTRAL)) {
        classOfComponent[c] = legend.size();
        legend.add(new MapClass(legend.size(), name, group(name), ""));
      }
    }
    this.unknown = new MapClass(legend.size(), UNKNOWN, MineralGroup.UNKNOWN, "");
    legend.add(unknown);
    this.classes = List.copyOf(legend);
  }

  private static Optional<Mineral> mineral(String name) {
    return MINERALS.mineral(name).or(() -> MINERALS.mineral(UNIT.matcher(name).replaceFirst("")));
  }

  private static MineralGroup group(String name) {
    return mineral(name)
        .map(Mineral::group)
        .or(() -> MineralGroup.ofLabel(name))
        .orElse(MineralGroup.UNGROUPED);
  }

  /** A group is seen when one of its minerals is; of what nobody knows nothing is said. */
  private static boolean seen(String name, Wavelengths sensor) {
    Optional<Mineral> mineral = mineral(name);
    if (mineral.isPresent()) {
      return mineral.get().visibleTo(sensor);
    }
    List<Mineral> ofGroup =
        MineralGroup.ofLabel(name).stream()
            .flatMap(group -> MINERALS.minerals().stream().filter(m -> m.group() == group))
            .toList();
    return ofGroup.isEmpty() || ofGroup.stream().anyMatch(m -> m.visibleTo(sensor));
  }

  List<String> components() {
    return components;
  }

  List<MapClass> classes() {
    return classes;
  }

  MapClass classOf(int component) {
    return classes.get(classOfComponent[component]);
  }

  /** The class of pixels whose answer is not to be believed; the last of the legend. */
  MapClass unknown() {
    return unknown;
  }

  /** Whether the sensor can see a component. */
  boolean seen(int component) {
    return seen[component];
  }

  /** The components that the sensor cannot see. */
  List<String> inferred() {
    return IntStream.range(0, seen.length).filter(c -> !seen[c]).mapToObj(components::get).toList();
  }
}

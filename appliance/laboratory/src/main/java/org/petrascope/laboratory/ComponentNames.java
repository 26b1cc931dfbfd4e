package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.petrascope.formats.Spelling;

/** Finds the component that a table's column measures, by the names its method uses. */
final class ComponentNames {
  static final String LOSS_ON_IGNITION = "LOI";

  private static final Set<String> LOSS_NAMES = Set.of("loi", "lossonignition", "loi1000");

  /** Words behind a formula that say that all of the element is reported as this oxide. */
  private static final Set<String> ALL_OF_IT = Set.of("T", "t", "tot", "Tot", "total", "Total");

  /** Oxides and elements a table usually has, to suggest from. */
  private static final List<String> USUAL_OXIDES =
      List.of(
          "SiO2", "TiO2", "Al2O3", "Fe2O3", "FeO", "MnO", "MgO", "CaO", "Na2O", "K2O", "P2O5",
          "Cr2O3", "SO3", "BaO", "SrO", "CO2", "H2O");

  private ComponentNames() {}

  /**
   * A component by one of its names.
   *
   * @param note what a person should know of the name; empty when it is the component's own
   */
  record Named(String component, String note) {}

  static Optional<Named> find(AssayMethod method, String name) {
    return switch (method) {
      case XRD ->
          PhaseNames.builtIn()
              .phase(name)
              .map(
                  phase ->
                      new Named(
                          phase.name(),
                          phase.source().isEmpty()
                              ? ""
                              : "\"%s\" (%s) is read as %s"
                                  .formatted(name, phase.source(), phase.name())));
      case XRF -> chemical(name).map(component -> new Named(component, ""));
    };
  }

  private static Optional<String> chemical(String name) {
    if (LOSS_NAMES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[\\s.]", ""))) {
      return Optional.of(LOSS_ON_IGNITION);
    }
    String[] words = name.split(" ", 2);
    String formula =
        words.length == 2 && ALL_OF_IT.contains(words[1])
            ? words[0]
            : name.replaceFirst("(?<=[O0-9])[Tt]$", "");
    String symbol = symbol(formula);
    if (AtomicWeights.of(symbol).isPresent() && !symbol.equals("O")) {
      return Optional.of(symbol);
    }
    return Oxide.parse(formula).map(Oxide::formula);
  }

  /** The word written as symbols of elements are. */
  private static String symbol(String word) {
    return word.isEmpty()
        ? ""
        : word.substring(0, 1).toUpperCase(Locale.ROOT)
            + word.substring(1).toLowerCase(Locale.ROOT);
  }

  /** What to do about a name that is none. */
  static String remedy(AssayMethod method, String name) {
    if (method == AssayMethod.XRD) {
      return PhaseNames.builtIn().remedy(name);
    }
    List<String> known = new ArrayList<>(USUAL_OXIDES);
    known.add(LOSS_ON_IGNITION);
    return Spelling.nearest(name, known)
        .map(near -> "did you mean %s?".formatted(near))
        .orElse("use an oxide's formula or an element's symbol, or take the column out");
  }

  /** What a column of the method measures, for sentences. */
  static String kind(AssayMethod method) {
    return method == AssayMethod.XRD ? "phase" : "oxide or element";
  }
}

package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a sample is made of, as one method measured it. A component is named once. */
public record Composition(AssayMethod method, List<ComponentFraction> components) {
  public Composition {
    components = List.copyOf(components);
    Set<String> names = new HashSet<>();
    for (ComponentFraction component : components) {
      if (!names.add(component.name())) {
        throw new LaboratoryException(
            "component \"%s\" is named twice in one composition: name each once"
                .formatted(component.name()));
      }
    }
  }

  /** The component of exactly this name. */
  public Optional<ComponentFraction> component(String name) {
    return components.stream().filter(component -> component.name().equals(name)).findFirst();
  }

  /** Sum of the mass fractions. */
  public double total() {
    return components.stream().mapToDouble(ComponentFraction::fraction).sum();
  }

  /**
   * The elements of an XRF composition: oxides are converted by atomic weights, an element that
   * stands in several (FeO and Fe2O3) is added up with its errors in quadrature; oxygen and loss on
   * ignition are left out.
   */
  public Composition elements() {
    Map<String, ComponentFraction> elements = new LinkedHashMap<>();
    for (ComponentFraction component : components) {
      Optional<Oxide> oxide = Oxide.parse(component.name());
      if (oxide.isPresent()) {
        String symbol = oxide.get().element();
        ComponentFraction part = component.scaled(oxide.get().elementShare());
        elements.merge(
            symbol, new ComponentFraction(symbol, part.fraction(), part.error()), Composition::sum);
      } else if (AtomicWeights.of(component.name()).isPresent()) {
        elements.merge(component.name(), component, Composition::sum);
      }
    }
    return new Composition(method, new ArrayList<>(elements.values()));
  }

  private static ComponentFraction sum(ComponentFraction a, ComponentFraction b) {
    return new ComponentFraction(
        a.name(), a.fraction() + b.fraction(), Math.hypot(a.error(), b.error()));
  }
}

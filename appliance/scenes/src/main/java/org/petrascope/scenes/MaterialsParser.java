package org.petrascope.scenes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.petrascope.spectral.MineralGroup;

/**
 * Reads the text form of the parametric materials: a {@code material} line opens an entry, {@code
 * band} lines repeat, {@code #} starts a comment line. Used once, by one thread.
 */
final class MaterialsParser {
  private final List<ParametricMaterial> materials = new ArrayList<>();
  private final Map<String, String> fields = new HashMap<>();
  private final List<AbsorptionBand> bands = new ArrayList<>();

  List<ParametricMaterial> parse(List<String> lines) {
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int space = line.indexOf(' ');
        accept(line.substring(0, space), line.substring(space + 1).strip());
      }
    }
    finish();
    return materials;
  }

  private void accept(String key, String value) {
    if (key.equals("material")) {
      finish();
    }
    if (key.equals("band")) {
      bands.add(band(value));
    } else {
      fields.put(key, value);
    }
  }

  private static AbsorptionBand band(String value) {
    String[] parts = value.split(" ", 5);
    return new AbsorptionBand(
        Double.parseDouble(parts[0]),
        Double.parseDouble(parts[1]),
        Double.parseDouble(parts[2]),
        Double.parseDouble(parts[3]),
        parts[4]);
  }

  private void finish() {
    if (!fields.isEmpty()) {
      String[] continuum = field("continuum").split(" ");
      materials.add(
          new ParametricMaterial(
              field("material"),
              MineralGroup.ofLabel(field("group")).orElseThrow(),
              new Continuum(
                  Double.parseDouble(continuum[0]),
                  Double.parseDouble(continuum[1]),
                  Double.parseDouble(continuum[2])),
              bands,
              field("positions"),
              field("record")));
    }
    fields.clear();
    bands.clear();
  }

  private String field(String key) {
    String value = fields.get(key);
    if (value == null) {
      throw new IllegalStateException(
          "material %s has no line '%s'".formatted(fields.get("material"), key));
    }
    return value;
  }
}

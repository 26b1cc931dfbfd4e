package org.petrascope.scan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.petrascope.spectral.Provenance;

/** Provenance as it stands in a JSON file. */
final class ProvenanceForm {
  private ProvenanceForm() {}

  static Map<String, Object> of(Provenance provenance) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("scan", provenance.scan().value());
    form.put("sensor", provenance.sensor());
    form.put("calibration", provenance.calibration());
    provenance.wavelengths().ifPresent(found -> form.put("wavelengths", found));
    form.put("model", provenance.model());
    form.put("inferred", provenance.inferred());
    form.put("execution", provenance.execution());
    form.put("at", provenance.at().toString());
    return form;
  }
}

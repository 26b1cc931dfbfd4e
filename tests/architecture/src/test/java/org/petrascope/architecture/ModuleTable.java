package org.petrascope.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which module may use which: the table of appliance/docs/architecture.md, direct uses only. */
final class ModuleTable {
  static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("camera", List.of());
    MAY_USE.put("gige", List.of("camera"));
    MAY_USE.put("simulator", List.of("camera"));
    MAY_USE.put("stage", List.of());
    MAY_USE.put("kernels", List.of());
    MAY_USE.put("learning", List.of("kernels"));
    MAY_USE.put("xgboost", List.of("learning"));
    MAY_USE.put("tensorflow", List.of("learning"));
    MAY_USE.put("dl4j", List.of("learning"));
    MAY_USE.put("spectral", List.of("kernels"));
    MAY_USE.put("formats", List.of("spectral"));
    MAY_USE.put("scenes", List.of("spectral", "formats", "simulator", "camera"));
    MAY_USE.put("store", List.of("spectral", "formats"));
    MAY_USE.put(
        "scan", List.of("kernels", "learning", "spectral", "formats", "camera", "stage", "store"));
    MAY_USE.put("remote", List.of());
    MAY_USE.put("sync", List.of("store", "remote"));
    MAY_USE.put("laboratory", List.of("spectral", "formats"));
    MAY_USE.put("update", List.of("formats"));
    MAY_USE.put("fleet", List.of("formats", "update", "remote"));
    MAY_USE.put(
        "server",
        List.of(
            "camera",
            "gige",
            "simulator",
            "stage",
            "kernels",
            "learning",
            "tensorflow",
            "xgboost",
            "dl4j",
            "spectral",
            "formats",
            "scenes",
            "laboratory",
            "store",
            "scan",
            "remote",
            "sync",
            "update",
            "fleet"));
  }

  private ModuleTable() {}

  static String packageOf(String module) {
    return "org.petrascope." + module;
  }
}

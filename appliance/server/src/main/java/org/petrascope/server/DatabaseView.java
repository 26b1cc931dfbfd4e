package org.petrascope.server;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.petrascope.laboratory.PatchDatabase;
import org.petrascope.laboratory.PatchQuery;
import org.petrascope.laboratory.PatchRecord;
import org.petrascope.laboratory.PatchTruth;
import org.petrascope.spectral.Wavelengths;

/**
 * A patch database as the API shows it.
 *
 * @param sha256 of its content
 * @param sides patches of every side
 * @param labels patches of every label
 * @param components of all assays
 * @param holes patches of every hole, under no name where it is unknown
 */
record DatabaseView(
    String name,
    String sha256,
    int patches,
    Map<Integer, Integer> sides,
    Map<String, Integer> labels,
    List<String> components,
    Map<String, Integer> holes,
    List<String> scans,
    int bands,
    double firstNm,
    double lastNm,
    String href) {
  static DatabaseView of(String name, PatchDatabase database) {
    SortedMap<String, Integer> labels = new TreeMap<>();
    SortedMap<String, Integer> holes = new TreeMap<>();
    database
        .records(PatchQuery.all())
        .forEach(
            record -> {
              holes.merge(record.hole(), 1, Integer::sum);
              count(labels, record);
            });
    Wavelengths bands = database.wavelengths();
    return new DatabaseView(
        name,
        database.sha256(),
        database.size(),
        database.sides(),
        labels,
        List.copyOf(database.components()),
        holes,
        database.sources().stream().map(source -> source.scan()).distinct().toList(),
        bands.count(),
        bands.firstNm(),
        bands.lastNm(),
        HttpEndpoint.API + "/laboratory/databases/" + name);
  }

  private static void count(Map<String, Integer> labels, PatchRecord record) {
    if (record.truth() instanceof PatchTruth.Labelled labelled) {
      labels.merge(labelled.label(), 1, Integer::sum);
    }
  }
}

package org.petrascope.learning;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model is, where it comes from and what it may be used for.
 *
 * @param task {@code classify} or {@code abundance}
 * @param names classes or components, in the order of the outputs
 * @param patchSide lines and samples of a row's patch; 1 for single spectra
 * @param members the models inside and how each prepares its rows
 * @param metrics scores of the ensemble in cross-validation
 */
public record ModelCard(
    int formatVersion,
    String task,
    List<String> names,
    int patchSide,
    List<Double> centresNm,
    Source data,
    String validation,
    long seed,
    List<Member> members,
    List<Metric> metrics,
    String verdict,
    Origin origin) {
  static final int FORMAT_VERSION = 1;

  /**
   * Where a model comes from, as far as only the caller knows it.
   *
   * @param dataDescription the tables or sites learned from
   * @param versions of the software and its backends, by name
   * @param preprocessing how each member prepares its rows, by the member's name
   * @param parents models it went on from
   * @param augmentation how the rows were multiplied before training; empty when they were not
   */
  public record Origin(
      String name,
      String version,
      String dataDescription,
      String licence,
      Map<String, String> versions,
      Map<String, String> preprocessing,
      List<String> parents,
      String augmentation,
      Instant created) {
    public Origin {
      versions = Collections.unmodifiableMap(new TreeMap<>(versions));
      preprocessing = Collections.unmodifiableMap(new TreeMap<>(preprocessing));
      parents = List.copyOf(parents);
    }
  }

  /**
   * What was learned from.
   *
   * @param hash SHA-256 of rows, targets and groups
   */
  public record Source(String hash, int rows, int groups) {}

  /**
   * A model inside.
   *
   * @param weight its mean share over the outputs; 0 for one that has no say and is kept for a
   *     training that goes on from it
   */
  public record Member(String name, String preprocessing, double weight) {}

  /** A score as its mean and standard deviation over the folds. */
  public record Metric(String name, double mean, double spread) {}

  public ModelCard {
    names = List.copyOf(names);
    centresNm = List.copyOf(centresNm);
    members = List.copyOf(members);
    metrics = List.copyOf(metrics);
  }

  public RowShape shape() {
    return new RowShape(patchSide, centresNm.stream().mapToDouble(Double::doubleValue).toArray());
  }
}

package org.petrascope.learning;

import java.nio.file.Path;
import java.util.List;

/**
 * Where in the spectrum the answers of a trained model come from, for each of its members and for
 * all together.
 *
 * @param centresNm of the bands, in the order of every list of attributions
 * @param models the members that can tell, the ensemble last
 */
public record Explanations(int formatVersion, List<Double> centresNm, List<OfModel> models) {
  static final int FORMAT_VERSION = 1;

  /** The name of the file in a model's folder. */
  public static final String FILE = "explanations.json";

  /**
   * One model.
   *
   * @param outputs one for each class or component that could be explained
   * @param importance of every band for all outputs together, where the kind knows it; else empty
   */
  public record OfModel(String name, List<OfOutput> outputs, List<Double> importance) {
    public OfModel {
      outputs = List.copyOf(outputs);
      importance = List.copyOf(importance);
    }
  }

  /**
   * One class or component of a model.
   *
   * @param rows how many were explained: of the class, or any for a component
   * @param attribution mean size of each band's share over the rows; sums to one
   * @param attention share of each band in where a network looked (Grad-CAM); empty for other kinds
   * @param features what the attribution falls on, the densest first
   */
  public record OfOutput(
      String name,
      int rows,
      List<Double> attribution,
      List<Double> attention,
      List<FeatureShare> features) {
    public OfOutput {
      attribution = List.copyOf(attribution);
      attention = List.copyOf(attention);
      features = List.copyOf(features);
    }
  }

  /**
   * What of an attribution falls on a named range.
   *
   * @param share of all that is attributed
   * @param density how many times an even spread over the bands; 1 and above
   */
  public record FeatureShare(
      String name, double fromNm, double toNm, double share, double density) {}

  public Explanations {
    centresNm = List.copyOf(centresNm);
    models = List.copyOf(models);
  }

  void write(Path folder) {
    PackageFiles.write(folder.resolve(FILE), this);
  }
}

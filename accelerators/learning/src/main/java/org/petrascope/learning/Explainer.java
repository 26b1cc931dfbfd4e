package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Says where in the spectrum a model's answers come from, and on which named ranges that falls. May
 * be used by many threads.
 *
 * @param features ranges with a name, such as absorptions of minerals
 */
public record Explainer(List<NamedRange> features) {
  /** Rows explained for each class: exact Shapley values of large forests take their time. */
  private static final int ROWS_A_CLASS = 24;

  /** Rows explained for all components together. */
  private static final int ROWS_OF_MIXTURES = 64;

  public Explainer {
    features = List.copyOf(features);
  }

  /**
   * The features that a row of contributions falls on, the densest first; empty where it is NaN.
   */
  public List<Explanations.FeatureShare> features(RowShape shape, Rows contributions) {
    return AttributionShares.onRanges(
        features, shape, AttributionShares.ofBands(shape, contributions));
  }

  /**
   * Explains every output of every member, on a random choice of the rows it was learned from: a
   * class on rows of that class, a component on any.
   *
   * @throws CancelledException when the progress says so
   */
  public Explanations explain(TrainedModel model, Dataset data, long seed, Progress progress) {
    Ensemble ensemble = model.ensemble();
    List<List<Explanations.OfOutput>> told = new ArrayList<>();
    ensemble.members().forEach(_ -> told.add(new ArrayList<>()));
    List<Explanations.OfOutput> together = new ArrayList<>();
    for (int output = 0; output < model.names().size(); output++) {
      progress.report((double) output / model.names().size(), model.names().get(output));
      Rows rows = rows(data, output, seed);
      if (rows.count() > 0) {
        List<Optional<Rows>> shares = ensemble.shares(rows, output);
        for (int m = 0; m < told.size(); m++) {
          Question question = new Question(ensemble.members().get(m).model(), rows, output);
          shares.get(m).map(its -> answer(question, its)).ifPresent(told.get(m)::add);
        }
        Question question = new Question(ensemble, rows, output);
        ensemble.joined(shares, output).map(its -> answer(question, its)).ifPresent(together::add);
      }
    }
    List<Explanations.OfModel> models = new ArrayList<>();
    for (int m = 0; m < told.size(); m++) {
      Ensemble.Member member = ensemble.members().get(m);
      models.add(
          new Explanations.OfModel(
              member.name(),
              told.get(m),
              member
                  .model()
                  .columnImportance()
                  .map(columns -> list(AttributionShares.ofBands(model.shape(), columns)))
                  .orElse(List.of())));
    }
    models.add(new Explanations.OfModel(Report.ENSEMBLE, together, List.of()));
    return new Explanations(
        Explanations.FORMAT_VERSION, list(model.shape().centresNm()), told(models));
  }

  private static List<Explanations.OfModel> told(List<Explanations.OfModel> models) {
    return models.stream().filter(model -> !model.outputs().isEmpty()).toList();
  }

  /** One output of one model on some rows. */
  private record Question(Model model, Rows rows, int output) {}

  private Explanations.OfOutput answer(Question question, Rows shares) {
    RowShape shape = question.model.shape();
    double[] bands = AttributionShares.ofBands(shape, shares);
    return new Explanations.OfOutput(
        question.model.names().get(question.output),
        shares.count(),
        list(bands),
        question
            .model
            .attention(question.rows, question.output)
            .map(looked -> list(AttributionShares.ofBands(shape, looked)))
            .orElse(List.of()),
        AttributionShares.onRanges(features, shape, bands));
  }

  private static Rows rows(Dataset data, int output, long seed) {
    int[] fitting =
        switch (data.target()) {
          case Labels labels ->
              IntStream.range(0, data.size()).filter(row -> labels.label(row) == output).toArray();
          case Compositions _ -> IntStream.range(0, data.size()).toArray();
        };
    int most = data.target() instanceof Labels ? ROWS_A_CLASS : ROWS_OF_MIXTURES;
    int[] chosen = Sample.of(fitting.length, most, seed);
    return data.rows().select(Arrays.stream(chosen).map(i -> fitting[i]).toArray());
  }

  private static List<Double> list(double... values) {
    return Arrays.stream(values).boxed().toList();
  }
}

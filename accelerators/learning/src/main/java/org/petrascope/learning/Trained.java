package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A model with the report that says what it is worth. */
public record Trained(TrainedModel model, Report report) {
  /** The card of the model, with what only the caller knows of where it comes from. */
  public ModelCard card(ModelCard.Origin origin) {
    Report.ModelReport ensemble = report.model(Report.ENSEMBLE);
    List<ModelCard.Member> members = new ArrayList<>();
    List<Ensemble.Member> inside = new ArrayList<>(model.ensemble().members());
    inside.addAll(model.ensemble().spares());
    for (Ensemble.Member member : inside) {
      double share =
          report.model(member.name()).weights().stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElse(0);
      String preprocessing = origin.preprocessing().getOrDefault(member.name(), "");
      members.add(new ModelCard.Member(member.name(), preprocessing, share));
    }
    return new ModelCard(
        ModelCard.FORMAT_VERSION,
        report.task(),
        report.names(),
        model.shape().side(),
        Arrays.stream(model.shape().centresNm()).boxed().toList(),
        new ModelCard.Source(report.data().hash(), report.data().rows(), report.data().groups()),
        report.validation().split(),
        report.validation().seed(),
        members,
        Metrics.listed(ensemble.mean(), ensemble.spread()),
        report.verdict().sentence(),
        origin);
  }
}

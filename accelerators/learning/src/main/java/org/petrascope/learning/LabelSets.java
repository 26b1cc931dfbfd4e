package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Conformal label sets: every class whose probability is high enough, and the most probable class
 * always (least ambiguous sets, Sadinle, Lei and Wasserman 2019,
 * doi:10.1080/01621459.2017.1395341). High enough is judged by the out-of-fold probabilities of the
 * true class, for each class apart where it has {@value #GROUPS_OF_ITS_OWN} groups, otherwise over
 * all classes.
 *
 * @param distances for each class how far from 1 its probability may be and still let it in
 */
record LabelSets(List<Double> distances) {
  static final int GROUPS_OF_ITS_OWN = 20;

  LabelSets {
    distances = List.copyOf(distances);
  }

  static LabelSets fit(Rows probabilities, Evidence evidence, double coverage) {
    Labels truth = (Labels) evidence.truth();
    double[] scores = new double[truth.count()];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = 1 - (double) probabilities.at(row, truth.label(row));
    }
    double pooled = Quantile.conformal(scores, evidence.conformalWeights(coverage), coverage);
    List<Double> distances = new ArrayList<>();
    for (int c = 0; c < truth.names().size(); c++) {
      int wanted = c;
      int[] members =
          IntStream.range(0, scores.length).filter(row -> truth.label(row) == wanted).toArray();
      Evidence its = evidence.select(members);
      boolean enough = its.groupCount() >= GROUPS_OF_ITS_OWN;
      distances.add(
          enough
              ? Quantile.conformal(
                  IntStream.of(members).mapToDouble(row -> scores[row]).toArray(),
                  its.conformalWeights(coverage),
                  coverage)
              : pooled);
    }
    return new LabelSets(distances);
  }

  Answer.OfClasses of(Rows probabilities) {
    int classes = distances.size();
    float[] sets = new float[probabilities.values().length];
    Answer.OfClasses answer =
        new Answer.OfClasses(probabilities, new Rows(probabilities.count(), classes, sets));
    for (int row = 0; row < probabilities.count(); row++) {
      for (int c = 0; c < classes; c++) {
        double distance = 1 - (double) probabilities.at(row, c);
        sets[row * classes + c] = distance <= distances.get(c) || c == answer.best(row) ? 1 : 0;
      }
    }
    return answer;
  }
}

package org.petrascope.learning;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.petrascope.learning.NetworkLessons.Known;

/**
 * Teaches a network, whatever library runs it: batches in random order, rows varied, a rate that
 * falls as half a cosine, and the weights that did best on groups held out. Stateless.
 */
public final class NetworkTraining {
  private static final double CEILING_ABOVE_LARGEST = 1.25;

  private final TaughtNetwork.Library library;
  private final NetworkCourse course;

  public NetworkTraining(TaughtNetwork.Library library, NetworkCourse course) {
    this.library = library;
    this.course = course;
  }

  /**
   * Teaches. Rows of unknown class are passed over. A network to go on from must be for rows of the
   * same shape and have the same layers; its last layer is taken too when it names the same
   * outputs.
   *
   * @return the weights that did best on the rows held out, or the last where none could be
   * @throws CancelledException when the progress says so
   * @throws LearningException when no row teaches anything, or the network to go on from is another
   */
  public NetworkWeights train(
      Dataset data, NetworkLayout layout, TrainingPlan plan, Progress progress) {
    SplittableRandom random = new SplittableRandom(plan.seed());
    NetworkWeights fresh = fresh(layout, data, random.nextLong());
    NetworkWeights start = plan.warmStart().map(from -> goingOn(from, data, fresh)).orElse(fresh);
    NetworkObjective objective = objective(data.target(), plan.balance());
    Known known = Known.of(KnownRows.of(data, plan.balance()), start.values("ceiling"));
    InnerSplit split = InnerSplit.of(known.data(), course.heldOut(), random.nextLong());
    NetworkLessons lessons =
        new NetworkLessons(known.select(split.teaching()), start, course, random.split());
    try (TaughtNetwork network = library.start(start, objective)) {
      return new Term(network, lessons, known.select(split.validating()), progress)
          .teach(course, objective);
    }
  }

  // Random weights, but every band's mean over the rows is taken off, all bands are divided by
  // their
  // common deviation, and an output of its own goes up to a little above the largest fraction seen.
  private static NetworkWeights fresh(NetworkLayout layout, Dataset data, long seed) {
    NetworkWeights fresh =
        NetworkWeights.initial(layout, seed)
            .with("mean", means(data))
            .with("deviation", deviations(data));
    return layout.head() == NetworkLayout.Head.EACH
        ? fresh.with("ceiling", ceilings((Compositions) data.target()))
        : fresh;
  }

  private static NetworkWeights goingOn(Model from, Dataset data, NetworkWeights fresh) {
    NetworkLayout layout = fresh.layout();
    if (!(from instanceof NetworkModel network)
        || !from.shape().equals(data.shape())
        || !network
            .weights()
            .layout()
            .withOutputs(layout.outputs(), layout.head())
            .equals(layout)) {
      throw new LearningException(
          "a network for %s cannot go on from a model of kind %s for %s: start from a network with the same layers for rows of this shape"
              .formatted(data.shape(), from.kind(), from.shape()));
    }
    NetworkWeights known = network.weights();
    boolean sameOutputs =
        from.names().equals(data.target().names()) && known.layout().equals(layout);
    return sameOutputs ? known : known.withHeadOf(fresh);
  }

  /** One network on its way through the epochs. */
  private record Term(
      TaughtNetwork network, NetworkLessons lessons, Known validating, Progress progress) {
    NetworkWeights teach(NetworkCourse course, NetworkObjective objective) {
      int epochs = course.epochs(lessons.batches());
      double least = Double.POSITIVE_INFINITY;
      int bestEpoch = 0;
      NetworkWeights best = network.weights();
      for (int epoch = 0; epoch < epochs && epoch - bestEpoch <= course.patience(); epoch++) {
        progress.report((double) epoch / epochs, "epoch %d of %d".formatted(epoch + 1, epochs));
        epoch(epoch, epochs, course.rate());
        double loss = validating.data().size() == 0 ? -epoch : loss(objective);
        if (!Double.isFinite(loss)) {
          throw new LearningException(
              "the network's outputs are no numbers after %d epochs: look for values far out of range in the rows"
                  .formatted(epoch + 1));
        }
        if (loss < least) {
          least = loss;
          bestEpoch = epoch;
          best = network.weights();
        }
      }
      return best;
    }

    private void epoch(int epoch, int epochs, double rate) {
      List<int[]> batches = lessons.deal();
      for (int i = 0; i < batches.size(); i++) {
        double done = (epoch + (double) i / batches.size()) / epochs;
        network.step(lessons.batch(batches.get(i)), rate * (1 + Math.cos(Math.PI * done)) / 2);
      }
    }

    private double loss(NetworkObjective objective) {
      return objective.mean(
          network.outputs(validating.data().rows()), validating.targets(), validating.weights());
    }
  }

  private static NetworkObjective objective(Target target, TrainingPlan.ClassBalance balance) {
    if (target instanceof Compositions) {
      return NetworkObjective.SQUARED_ERROR;
    }
    return balance == TrainingPlan.ClassBalance.FOCAL
        ? NetworkObjective.FOCAL
        : NetworkObjective.CROSS_ENTROPY;
  }

  private static float[] means(Dataset data) {
    int bands = data.shape().bands();
    float[] values = data.rows().values();
    double[] sums = new double[bands];
    for (int i = 0; i < values.length; i++) {
      sums[i % bands] += values[i];
    }
    float[] means = new float[bands];
    for (int band = 0; band < bands; band++) {
      means[band] = (float) (sums[band] * bands / values.length);
    }
    return means;
  }

  private static float[] deviations(Dataset data) {
    int bands = data.shape().bands();
    float[] values = data.rows().values();
    float[] means = means(data);
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double away = values[i] - means[i % bands];
      squares += away * away;
    }
    float[] deviations = new float[bands];
    Arrays.fill(deviations, squares > 0 ? (float) Math.sqrt(squares / values.length) : 1);
    return deviations;
  }

  private static float[] ceilings(Compositions compositions) {
    Rows fractions = compositions.fractions();
    float[] ceilings = new float[fractions.columns()];
    for (int i = 0; i < fractions.values().length; i++) {
      int component = i % ceilings.length;
      ceilings[component] = Math.max(ceilings[component], fractions.values()[i]);
    }
    for (int i = 0; i < ceilings.length; i++) {
      ceilings[i] = ceilings[i] > 0 ? (float) Math.min(1, CEILING_ABOVE_LARGEST * ceilings[i]) : 1;
    }
    return ceilings;
  }
}

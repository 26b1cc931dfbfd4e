package org.petrascope.learning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which models are worth training on a dataset, from how they did on others: the mean of their
 * ranks there, datasets of like traits weighing more. What was never tried is neither good nor bad,
 * and without experience nothing is left out. Immutable.
 */
public final class MetaLearner {
  private static final int FORMAT_VERSION = 1;

  /** A dataset at this distance weighs half as much as the same one. */
  private static final double HALF_WEIGHT_DISTANCE = 1;

  /** Rank of a model nobody tried, between the best, 0, and the worst, 1. */
  private static final double UNTRIED = 0.5;

  private final List<Experience> experiences;

  /**
   * How models did on one dataset.
   *
   * @param losses of each model by the name of its trainer, smaller is better
   */
  public record Experience(Traits traits, Map<String, Double> losses) {
    public Experience {
      losses = Map.copyOf(losses);
    }

    /** What a report says of the models, without the ensemble. */
    public static Experience of(Dataset data, Report report) {
      Map<String, Double> losses = new LinkedHashMap<>();
      for (Report.ModelReport model : report.models()) {
        if (!model.name().equals(Report.ENSEMBLE)) {
          losses.put(model.name(), model.mean().loss());
        }
      }
      return new Experience(Traits.of(data), losses);
    }

    // From 0 for the best to 1 for the worst; models of one loss share the mean of their places.
    private double rank(String name, double loss) {
      double better = 0;
      for (Map.Entry<String, Double> other : losses.entrySet()) {
        int order = Double.compare(other.getValue(), loss);
        better += order < 0 ? 1 : order == 0 && !other.getKey().equals(name) ? 0.5 : 0;
      }
      return losses.size() < 2 ? UNTRIED : better / (losses.size() - 1);
    }
  }

  private record Stored(int formatVersion, List<Experience> experiences) {}

  public MetaLearner(List<Experience> experiences) {
    this.experiences = List.copyOf(experiences);
  }

  /** Reads a table of experiences; a file that is not there yet is an empty one. */
  public static MetaLearner read(Path file) {
    if (!Files.exists(file)) {
      return new MetaLearner(List.of());
    }
    Stored stored = PackageFiles.read(file, Stored.class);
    if (stored.formatVersion > FORMAT_VERSION) {
      throw new LearningException(
          "%s has format %d, this software reads up to %d: update it"
              .formatted(file, stored.formatVersion, FORMAT_VERSION));
    }
    return new MetaLearner(stored.experiences);
  }

  public void write(Path file) {
    PackageFiles.write(file, new Stored(FORMAT_VERSION, experiences));
  }

  public List<Experience> experiences() {
    return experiences;
  }

  /** With one more experience. */
  public MetaLearner with(Experience experience) {
    List<Experience> more = new ArrayList<>(experiences);
    more.add(experience);
    return new MetaLearner(more);
  }

  /** Expected rank of a model on data of these traits, from 0, the best, to 1, the worst. */
  public double expectedRank(String name, Traits traits) {
    double sum = 0;
    double weights = 0;
    for (Experience experience : experiences) {
      Double loss = experience.losses.get(name);
      if (loss != null && experience.traits.task().equals(traits.task())) {
        double distance = experience.traits.distance(traits) / HALF_WEIGHT_DISTANCE;
        double weight = 1 / (1 + distance * distance);
        sum += weight * experience.rank(name, loss);
        weights += weight;
      }
    }
    return weights > 0 ? sum / weights : UNTRIED;
  }

  /**
   * The trainers with the best expected ranks, in the order they were given; all of them when there
   * is no experience of the task.
   */
  public List<Trainer> choose(List<Trainer> trainers, Traits traits, int most) {
    boolean blank = experiences.stream().noneMatch(e -> e.traits.task().equals(traits.task()));
    if (blank || trainers.size() <= most) {
      return List.copyOf(trainers);
    }
    List<Trainer> best =
        trainers.stream()
            .sorted(Comparator.comparingDouble(t -> expectedRank(t.name(), traits)))
            .limit(most)
            .toList();
    return trainers.stream().filter(best::contains).toList();
  }
}

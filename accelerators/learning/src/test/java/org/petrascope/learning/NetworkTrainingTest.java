package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkTrainingTest {
  private static final NetworkCourse COURSE =
      new NetworkCourse(20, 1, 1000, 8, 1e-3, 3, 0.2, 0.5, 0.1, 0.1, 0.1);
  private static final Dataset DATA = TrainerContractSpectra.labels(60, 1);
  private static final NetworkLayout LAYOUT = NetworkLayout.forSpectra(DATA.shape(), DATA.target());

  /**
   * Learns nothing, but gets better for some epochs and worse afterwards, and says so in its
   * outputs and in its weights.
   */
  private static final class RisesAndFalls implements TaughtNetwork {
    private final NetworkWeights start;
    private final int bestEpoch;
    private final List<NetworkBatch> batches = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();
    private int epoch;
    private boolean closed;

    RisesAndFalls(NetworkWeights start, int bestEpoch) {
      this.start = start;
      this.bestEpoch = bestEpoch;
    }

    @Override
    public void step(NetworkBatch batch, double rate) {
      batches.add(batch);
      rates.add(rate);
    }

    @Override
    public Rows outputs(Rows rows) {
      epoch++;
      float wrong = bestEpoch < 0 ? Float.NaN : 0.01f * Math.abs(epoch - bestEpoch);
      float[] outputs = new float[rows.count() * LAYOUT.outputs()];
      Arrays.fill(outputs, 1 - wrong);
      return new Rows(rows.count(), LAYOUT.outputs(), outputs);
    }

    @Override
    public NetworkWeights weights() {
      return start.with("head.bias", epoch, epoch, epoch);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static RisesAndFalls taught(int bestEpoch, NetworkWeights[] kept) {
    List<RisesAndFalls> started = new ArrayList<>();
    TaughtNetwork.Library library =
        (weights, objective) -> {
          started.add(new RisesAndFalls(weights, bestEpoch));
          return started.getFirst();
        };
    kept[0] =
        new NetworkTraining(library, COURSE)
            .train(DATA, LAYOUT, TrainingPlan.seeded(1), Progress.SILENT);
    return started.getFirst();
  }

  @Test
  void bestWeightsAreKeptAndTeachingStopsWhenNothingBetterComes() {
    NetworkWeights[] kept = new NetworkWeights[1];
    RisesAndFalls network = taught(5, kept);
    assertEquals(5, kept[0].values("head.bias")[0]);
    assertEquals(5 + COURSE.patience(), network.epoch);
    assertTrue(network.closed);
  }

  @Test
  void everyTeachingRowIsSeenOnceAnEpochAndTheRateFalls() {
    NetworkWeights[] kept = new NetworkWeights[1];
    RisesAndFalls network = taught(COURSE.epochs(), kept);
    int seen = network.batches.stream().mapToInt(batch -> batch.rows().count()).sum();
    assertEquals(COURSE.epochs() * 48, seen); // of 60 rows, 12 in whole groups validate
    assertTrue(network.rates.getFirst() > 100 * network.rates.getLast());
  }

  @Test
  void outputsThatAreNoNumbersAreToldInOneSentence() {
    String message =
        assertThrows(LearningException.class, () -> taught(-1, new NetworkWeights[1])).getMessage();
    assertTrue(message.contains("outputs are no numbers after 1 epochs"), message);
  }

  @Test
  void groupsStayWholeAndEveryClassTeaches() {
    for (long seed = 0; seed < 50; seed++) {
      InnerSplit split = InnerSplit.of(DATA, 0.3, seed);
      TreeSet<String> teaching = new TreeSet<>();
      TreeSet<Integer> classes = new TreeSet<>();
      for (int row : split.teaching()) {
        teaching.add(DATA.group(row));
        classes.add(((Labels) DATA.target()).label(row));
      }
      assertTrue(
          IntStream.of(split.validating()).noneMatch(row -> teaching.contains(DATA.group(row))),
          "seed " + seed);
      assertEquals(3, classes.size(), "seed " + seed);
      assertTrue(split.validating().length >= 12, "seed " + seed);
    }
  }

  @Test
  void fewGroupsAllTeach() {
    Dataset few = DATA.select(IntStream.range(0, 16).toArray());
    assertEquals(0, InnerSplit.of(few, 0.3, 1).validating().length);
  }
}

package org.petrascope.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Probabilities brought to the same confidence, mixed, and given label sets. */
record ClassStack(Vote vote, LabelSets sets) implements Stack {
  /**
   * How the members' probabilities become one.
   *
   * @param memberSharpness power of each member's probabilities
   * @param sharpness power of the mixed ones
   */
  record Vote(Mixing mixing, List<Double> memberSharpness, double sharpness) {
    Vote {
      memberSharpness = List.copyOf(memberSharpness);
    }
  }

  static ClassStack fitted(Evidence evidence, Terms terms) {
    Labels truth = (Labels) evidence.truth();
    double[] weights = weights(truth, terms.balanced());
    List<Double> memberSharpness = new ArrayList<>();
    for (Output output : evidence.outputs()) {
      memberSharpness.add(Sharpness.fit(output.values(), truth, weights));
    }
    List<Rows> sharpened = sharpened(evidence.outputs(), memberSharpness);
    Mixing mixing =
        Mixing.ofClasses(sharpened, truth, weights, evidence.blocks(MemberErrors.BLOCKS_MAX));
    Rows mixed = mixed(mixing, sharpened);
    double sharpness = Sharpness.fit(mixed, truth, weights);
    LabelSets sets = LabelSets.fit(Sharpness.apply(mixed, sharpness), evidence, terms.coverage());
    return new ClassStack(new Vote(mixing, memberSharpness, sharpness), sets);
  }

  // Balanced by the root of the class sizes: the classes weigh more evenly, but the few rows of a
  // rare class do not decide alone.
  private static double[] weights(Labels truth, boolean balanced) {
    double[] members = new double[truth.names().size()];
    for (int row = 0; row < truth.count(); row++) {
      members[truth.label(row)]++;
    }
    double[] weights = new double[truth.count()];
    Arrays.setAll(weights, row -> balanced ? 1 / Math.sqrt(members[truth.label(row)]) : 1);
    return weights;
  }

  private static List<Rows> sharpened(List<Output> outputs, List<Double> powers) {
    List<Rows> sharpened = new ArrayList<>();
    for (int m = 0; m < powers.size(); m++) {
      sharpened.add(Sharpness.apply(outputs.get(m).values(), powers.get(m)));
    }
    return sharpened;
  }

  private static Rows mixed(Mixing mixing, List<Rows> probabilities) {
    double[] mixed = mixing.mix(probabilities);
    float[] values = new float[mixed.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) mixed[i];
    }
    Rows first = probabilities.getFirst();
    return new Rows(first.count(), first.columns(), values);
  }

  @Override
  public Mixing mixing() {
    return vote.mixing;
  }

  @Override
  public boolean closes() {
    return true;
  }

  @Override
  public boolean needsDeviations() {
    return false;
  }

  @Override
  public Answer answer(List<Output> outputs) {
    Rows mixed = mixed(vote.mixing, sharpened(outputs, vote.memberSharpness));
    return sets.of(Sharpness.apply(mixed, vote.sharpness));
  }

  @Override
  public ClassStack select(int... members) {
    return new ClassStack(
        new Vote(
            vote.mixing.select(members),
            Arrays.stream(members).mapToObj(vote.memberSharpness::get).toList(),
            vote.sharpness),
        sets);
  }

  @Override
  public void save(Path folder) {
    PackageFiles.write(folder.resolve(ENSEMBLE_FILE), vote);
    PackageFiles.write(folder.resolve(CONFORMAL_FILE), sets);
  }

  static ClassStack open(Path folder) {
    return new ClassStack(
        PackageFiles.read(folder.resolve(ENSEMBLE_FILE), Vote.class),
        PackageFiles.read(folder.resolve(CONFORMAL_FILE), LabelSets.class));
  }
}

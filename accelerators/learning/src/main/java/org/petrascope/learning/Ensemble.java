package org.petrascope.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several models that answer as one. Its predictions are mixed by shares found on out-of-fold
 * predictions, and closed. Owns its members and closes them.
 */
public final class Ensemble implements Model {
  private final List<Member> members;
  private final List<Member> spares;
  private final Stack stack;

  /** A model inside, under the name of the trainer that made it. */
  record Member(String name, Model model) {}

  /**
   * @param spares models without a share, kept for a training that goes on from them
   */
  Ensemble(List<Member> members, Stack stack, List<Member> spares) {
    this.members = List.copyOf(members);
    this.spares = List.copyOf(spares);
    this.stack = stack;
  }

  List<Member> members() {
    return members;
  }

  /** Models that have no say, and wait for a training that goes on from them. */
  List<Member> spares() {
    return spares;
  }

  private Stream<Member> all() {
    return Stream.concat(members.stream(), spares.stream());
  }

  /**
   * The model that a trainer of this name made, with a share or without; it stays the ensemble's.
   */
  public Optional<Model> member(String name) {
    return all().filter(member -> member.name.equals(name)).map(Member::model).findFirst();
  }

  Stack stack() {
    return stack;
  }

  @Override
  public String kind() {
    return Report.ENSEMBLE;
  }

  @Override
  public RowShape shape() {
    return members.getFirst().model.shape();
  }

  @Override
  public List<String> names() {
    return members.getFirst().model.names();
  }

  @Override
  public Rows predict(Rows rows) {
    return answer(rows).values();
  }

  /** Predictions with intervals or label sets. */
  Answer answer(Rows rows) {
    boolean deviations = stack.needsDeviations();
    return stack.answer(
        members.stream().map(member -> Output.of(member.model, rows, deviations)).toList());
  }

  /**
   * What every column has of all that the members attribute, signs kept, the sizes summing to one
   * at most: members that can tell count by their share in the output. Closure and sharpening are
   * not among it.
   */
  @Override
  public Optional<Rows> contributions(Rows rows, int output) {
    return joined(shares(rows, output), output);
  }

  /** The shares of contributions of every member that has a part in the output and can tell. */
  List<Optional<Rows>> shares(Rows rows, int output) {
    List<Optional<Rows>> shares = new ArrayList<>();
    for (int m = 0; m < members.size(); m++) {
      shares.add(
          stack.mixing().share(m, output) > 0
              ? members.get(m).model.contributions(rows, output).map(AttributionShares::ofRows)
              : Optional.empty());
    }
    return shares;
  }

  /** The members' shares, each member by its own share in the output; empty when none can tell. */
  Optional<Rows> joined(List<Optional<Rows>> shares, int output) {
    Optional<Rows> first = shares.stream().flatMap(Optional::stream).findFirst();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    float[] sum = new float[first.get().values().length];
    double told = 0;
    for (int m = 0; m < members.size(); m++) {
      double share = stack.mixing().share(m, output);
      Optional<Rows> its = shares.get(m);
      if (its.isPresent()) {
        told += share;
        float[] values = its.get().values();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += (float) (share * values[i]);
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= (float) told;
    }
    return Optional.of(new Rows(first.get().count(), first.get().columns(), sum));
  }

  @Override
  public void save(Path folder) {
    all()
        .forEach(
            member -> member.model.save(PackageFiles.newFolder(memberFolder(folder, member.name))));
    stack.save(folder);
  }

  static Path memberFolder(Path folder, String name) {
    return folder.resolve("members").resolve(name);
  }

  @Override
  public void close() {
    all().forEach(member -> member.model.close());
  }
}

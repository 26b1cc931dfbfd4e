package org.petrascope.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several models that answer as one. Its predictions are mixed by shares found on out-of-fold
 * predictions, and closed. Owns its members and closes them.
 */
public final class Ensemble implements Model {
  private final List<Member> members;
  private final Stack stack;

  /** A model inside, under the name of the trainer that made it. */
  record Member(String name, Model model) {}

  Ensemble(List<Member> members, Stack stack) {
    this.members = List.copyOf(members);
    this.stack = stack;
  }

  List<Member> members() {
    return members;
  }

  /** The member that a trainer of this name made; it stays the ensemble's. */
  public Optional<Model> member(String name) {
    return members.stream()
        .filter(member -> member.name.equals(name))
        .map(Member::model)
        .findFirst();
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
   * Contributions of the members that can tell, each by its share in the output; closure and
   * sharpening are not among them.
   */
  @Override
  public Optional<Rows> contributions(Rows rows, int output) {
    float[] sum = new float[rows.values().length];
    double told = 0;
    for (int m = 0; m < members.size(); m++) {
      double share = stack.mixing().share(m, output);
      Optional<Rows> its =
          share > 0 ? members.get(m).model.contributions(rows, output) : Optional.empty();
      if (its.isPresent()) {
        told += share;
        float[] values = its.get().values();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += (float) (share * values[i]);
        }
      }
    }
    if (told == 0) {
      return Optional.empty();
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= (float) told;
    }
    return Optional.of(new Rows(rows.count(), rows.columns(), sum));
  }

  @Override
  public void save(Path folder) {
    List<Path> folders = new ArrayList<>();
    for (Member member : members) {
      folders.add(PackageFiles.newFolder(memberFolder(folder, member.name)));
    }
    for (int m = 0; m < members.size(); m++) {
      members.get(m).model.save(folders.get(m));
    }
    stack.save(folder);
  }

  static Path memberFolder(Path folder, String name) {
    return folder.resolve("members").resolve(name);
  }

  @Override
  public void close() {
    members.forEach(member -> member.model.close());
  }
}

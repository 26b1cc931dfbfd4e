package org.petrascope.learning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Several models of one kind that answer with their mean. Owns them and closes them. */
final class CommitteeModel implements Model {
  private final String kind;
  private final List<Model> members;

  CommitteeModel(String kind, List<Model> members) {
    this.kind = kind;
    this.members = List.copyOf(members);
  }

  static Path folder(Path folder, int member) {
    return folder.resolve("member-" + (member + 1));
  }

  int size() {
    return members.size();
  }

  Model member(int index) {
    return members.get(index);
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public RowShape shape() {
    return members.getFirst().shape();
  }

  @Override
  public List<String> names() {
    return members.getFirst().names();
  }

  @Override
  public Rows predict(Rows rows) {
    return mean(members.stream().map(member -> member.predict(rows)).toList());
  }

  @Override
  public Optional<Rows> contributions(Rows rows, int output) {
    return meanOf(member -> member.contributions(rows, output));
  }

  @Override
  public Optional<Rows> attention(Rows rows, int output) {
    return meanOf(member -> member.attention(rows, output));
  }

  private Optional<Rows> meanOf(Function<Model, Optional<Rows>> question) {
    List<Rows> told = members.stream().flatMap(member -> question.apply(member).stream()).toList();
    return told.size() == members.size() ? Optional.of(mean(told)) : Optional.empty();
  }

  private static Rows mean(List<Rows> told) {
    Rows first = told.getFirst();
    float[] mean = new float[first.values().length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (Rows rows : told) {
        sum += rows.values()[i];
      }
      mean[i] = (float) (sum / told.size());
    }
    return new Rows(first.count(), first.columns(), mean);
  }

  @Override
  public void save(Path folder) {
    for (int i = 0; i < members.size(); i++) {
      members.get(i).save(PackageFiles.newFolder(folder(folder, i)));
    }
    ModelFile.describing(kind, shape(), names()).write(folder.resolve(ModelFile.NAME));
  }

  @Override
  public void close() {
    members.forEach(Model::close);
  }
}

package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.MetaLearner;
import org.petrascope.learning.Report;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.Traits;

/**
 * How kinds of model did on the data of earlier trainings: a file that every training adds to, and
 * that says which kinds are worth their time on data of like traits. For one thread at a time.
 */
record Experiences(Path file) {
  /** Kinds that are trained where experience chooses; fewer make a poor ensemble. */
  private static final int KINDS_MOST = 4;

  /** Refuses a file that holds something else, before a training is spent. */
  void requireReadable() {
    MetaLearner.read(file);
  }

  /** The kinds that did best on data like these; all of them while there is no experience. */
  List<ModelKind> likely(List<ModelKind> kinds, Dataset data) {
    List<Trainer> trainers = kinds.stream().map(ModelKind::opening).toList();
    List<String> chosen =
        MetaLearner.read(file).choose(trainers, Traits.of(data), KINDS_MOST).stream()
            .map(Trainer::name)
            .toList();
    return kinds.stream().filter(kind -> chosen.contains(kind.name())).toList();
  }

  /** Remembers how a training went; the file is there whole, or as it was before. */
  void add(Dataset data, Report report) {
    OutputPaths.makeParent(file);
    Path fresh = file.resolveSibling("." + file.getFileName() + ".partial");
    MetaLearner.read(file).with(MetaLearner.Experience.of(data, report)).write(fresh);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

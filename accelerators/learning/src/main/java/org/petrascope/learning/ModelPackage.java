package org.petrascope.learning;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as a folder: {@code card.json}, {@code report.json}, {@code ensemble.json},
 * {@code conformal.json}, {@code doubt.json}, {@code members/NAME/} in each backend's own format,
 * and {@code checksums.json} with the SHA-256 of every other file. Whoever opens one closes it.
 */
public final class ModelPackage implements AutoCloseable {
  private static final String CARD = "card.json";
  private static final String REPORT = "report.json";

  /** In a package, the SHA-256 of every other file of it. */
  public static final String CHECKSUMS = "checksums.json";

  /** Band centres may differ by this share of the spacing of the bands around them. */
  private static final double TOLERANCE = 0.1;

  private final ModelCard card;
  private final TrainedModel model;

  private ModelPackage(ModelCard card, TrainedModel model) {
    this.card = card;
    this.model = model;
  }

  public ModelCard card() {
    return card;
  }

  public TrainedModel model() {
    return model;
  }

  /**
   * Writes a package: whole, or not at all. Its place must be free; the folder above it is made.
   *
   * @throws LearningException when it cannot be written
   */
  public static void write(Path folder, Trained trained, ModelCard.Origin origin) {
    write(folder, trained, origin, _ -> {});
  }

  /** The same with where in the spectrum its answers come from. */
  public static void write(
      Path folder, Trained trained, ModelCard.Origin origin, Explanations explanations) {
    write(folder, trained, origin, explanations::write);
  }

  private static void write(
      Path folder, Trained trained, ModelCard.Origin origin, Consumer<Path> more) {
    if (Files.exists(folder)) {
      throw new LearningException(
          "%s exists already: name another folder or remove it".formatted(folder));
    }
    Path target = folder.toAbsolutePath();
    Path temporary = target.resolveSibling("." + target.getFileName() + ".partial");
    try {
      delete(temporary);
      PackageFiles.newFolder(temporary);
      trained.model().ensemble().save(temporary);
      trained.model().doubt().save(temporary);
      trained.report().write(temporary.resolve(REPORT));
      more.accept(temporary);
      PackageFiles.write(temporary.resolve(CARD), trained.card(origin));
      PackageFiles.write(temporary.resolve(CHECKSUMS), new Checksums(checksums(temporary)));
      forceAll(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      PackageFiles.force(target.resolveSibling("."));
    } catch (IOException e) {
      throw new LearningException(
          "model %s cannot be written (%s): look at the disk".formatted(folder, e.getMessage()), e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /** The SHA-256 of every file by its path inside the package, with slashes. */
  record Checksums(Map<String, String> sha256) {
    Checksums {
      sha256 = new TreeMap<>(sha256);
    }
  }

  /** The card of a package, without its model; the checksums are not looked at. */
  public static ModelCard card(Path folder) {
    ModelCard card = PackageFiles.read(folder.resolve(CARD), ModelCard.class);
    if (card.formatVersion() > ModelCard.FORMAT_VERSION) {
      throw new LearningException(
          "model %s has format %d, this software reads up to %d: update it"
              .formatted(folder, card.formatVersion(), ModelCard.FORMAT_VERSION));
    }
    return card;
  }

  /**
   * Opens a package after checking every file.
   *
   * @param trainers the kinds of model that may be inside
   * @throws LearningException when a file is missing, changed or of a kind that is not among the
   *     trainers
   */
  public static ModelPackage open(Path folder, List<Trainer> trainers) {
    return open(folder, trainers, false);
  }

  /**
   * The same with the models that have no share, for a training that goes on from one of them.
   *
   * @throws LearningException as {@link #open(Path, List)}
   */
  public static ModelPackage openWhole(Path folder, List<Trainer> trainers) {
    return open(folder, trainers, true);
  }

  private static ModelPackage open(Path folder, List<Trainer> trainers, boolean whole) {
    ModelCard card = card(folder);
    requireWhole(folder);
    Stack stack = Stack.open(folder, card.task());
    List<Ensemble.Member> members = new ArrayList<>();
    List<Ensemble.Member> spares = new ArrayList<>();
    for (ModelCard.Member member : card.members()) {
      if (member.weight() == 0 && !whole) {
        continue;
      }
      Trainer trainer =
          trainers.stream()
              .filter(kind -> kind.name().equals(member.name()))
              .findFirst()
              .orElseThrow(() -> strange(folder, member.name(), trainers));
      Path place = Ensemble.memberFolder(folder, member.name());
      List<Ensemble.Member> into = member.weight() > 0 ? members : spares;
      into.add(new Ensemble.Member(member.name(), trainer.open(place)));
    }
    return new ModelPackage(
        card, new TrainedModel(new Ensemble(members, stack, spares), Doubt.open(folder)));
  }

  private static LearningException strange(Path folder, String name, List<Trainer> trainers) {
    return new LearningException(
        "model %s holds a %s, but only %s can be opened here: install that backend or train again"
            .formatted(
                folder, name, String.join(", ", trainers.stream().map(Trainer::name).toList())));
  }

  /** Throws which file of a package is missing, changed or not of it. */
  public static void requireWhole(Path folder) {
    Map<String, String> expected =
        PackageFiles.read(folder.resolve(CHECKSUMS), Checksums.class).sha256;
    try {
      Map<String, String> found = checksums(folder);
      for (Map.Entry<String, String> file : expected.entrySet()) {
        String sum = found.remove(file.getKey());
        if (!file.getValue().equals(sum)) {
          throw new LearningException(
              "model %s: file %s %s: copy the model again"
                  .formatted(
                      folder,
                      file.getKey(),
                      sum == null ? "is missing" : "was changed or cut off"));
        }
      }
      if (!found.isEmpty()) {
        throw new LearningException(
            "model %s: file %s does not belong to it: copy the model again"
                .formatted(folder, found.keySet().iterator().next()));
      }
    } catch (IOException e) {
      throw new LearningException(
          "model %s cannot be read (%s): copy the model again".formatted(folder, e.getMessage()),
          e);
    }
  }

  private static Map<String, String> checksums(Path folder) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    for (Path file : files(folder)) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      if (!name.equals(CHECKSUMS)) {
        sums.put(name, Fingerprint.of(file));
      }
    }
    return sums;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void forceAll(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        PackageFiles.force(path);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
              throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  // What cannot be removed is replaced by the next attempt.
  private static void deleteQuietly(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }

  /**
   * Requires rows of these bands.
   *
   * @param centresNm band centres of what is to be predicted
   * @throws LearningException when they differ, saying where, and that resampling helps where the
   *     range is covered
   */
  public void requireFits(double... centresNm) {
    Optional<String> mismatch = mismatch(card.shape(), centresNm);
    if (mismatch.isPresent()) {
      throw new LearningException(
          "model %s does not fit: %s".formatted(card.origin().name(), mismatch.get()));
    }
  }

  /** Why these band centres do not hold a shape's; empty when they do. */
  public static Optional<String> mismatch(RowShape shape, double... centresNm) {
    if (firstBandAmong(shape, centresNm).isPresent()) {
      return Optional.empty();
    }
    for (int band = 0; centresNm.length == shape.bands() && band < shape.bands(); band++) {
      if (!near(shape, band, centresNm[band])) {
        return Optional.of(
            "band %d lies at %.1f nm, the model was trained at %.1f nm; %s"
                .formatted(
                    band + 1, centresNm[band], shape.centreNm(band), remedy(shape, centresNm)));
      }
    }
    return Optional.of(
        "%d bands are given, the model takes %s; %s"
            .formatted(centresNm.length, shape, remedy(shape, centresNm)));
  }

  /**
   * Where the bands of a shape begin among ascending band centres; empty when they are not there
   * one after the other. Bands between them would mean a sensor of another resolution.
   */
  public static OptionalInt firstBandAmong(RowShape shape, double... centresNm) {
    return IntStream.rangeClosed(0, centresNm.length - shape.bands())
        .filter(
            first ->
                IntStream.range(0, shape.bands())
                    .allMatch(band -> near(shape, band, centresNm[first + band])))
        .findFirst();
  }

  private static boolean near(RowShape shape, int band, double centreNm) {
    return Math.abs(centreNm - shape.centreNm(band)) <= tolerance(shape, band);
  }

  private static double tolerance(RowShape shape, int band) {
    int below = Math.max(0, band - 1);
    int above = Math.min(shape.bands() - 1, band + 1);
    int steps = Math.max(1, above - below);
    return TOLERANCE * (shape.centreNm(above) - shape.centreNm(below)) / steps;
  }

  private static String remedy(RowShape shape, double... centresNm) {
    double first = shape.centreNm(0);
    double last = shape.centreNm(shape.bands() - 1);
    double firstGiven = centresNm.length == 0 ? Double.NaN : centresNm[0];
    double lastGiven = centresNm.length == 0 ? Double.NaN : centresNm[centresNm.length - 1];
    return firstGiven <= first + tolerance(shape, 0)
            && lastGiven >= last - tolerance(shape, shape.bands() - 1)
        ? "resample the spectra to the model's bands"
        : "the model needs %.1f to %.1f nm: use spectra or a model of the same range"
            .formatted(first, last);
  }

  @Override
  public void close() {
    model.close();
  }
}

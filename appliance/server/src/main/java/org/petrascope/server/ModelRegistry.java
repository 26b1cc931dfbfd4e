package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.petrascope.formats.DurableFiles;
import org.petrascope.learning.ModelCard;
import org.petrascope.learning.ModelPackage;
import org.petrascope.scan.Identification;
import org.petrascope.scan.ModelIdentification;
import org.petrascope.scan.ScanException;
import org.petrascope.scan.Station;
import org.petrascope.scan.StoredModels;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.ModelRef;
import org.petrascope.store.ModelRecord;
import org.petrascope.store.Store;

/**
 * The appliance's models: takes them in, makes one active after it was tried on every camera, and
 * retires them. May be used by any thread.
 */
final class ModelRegistry {

  private final Store store;
  private final StoredModels opened;
  private final Stations stations;
  private final Clock clock;

  ModelRegistry(Store store, StoredModels opened, Stations stations, Clock clock) {
    this.store = store;
    this.opened = opened;
    this.stations = stations;
    this.clock = clock;
  }

  /** Copies a model's folder in, after looking at every file of the copy. */
  synchronized ModelRecord take(Path folder) {
    ModelRecord wanted = record(folder, ModelPackage.card(folder));
    requireNew(wanted);
    Path place = store.folder(wanted);
    Path partial = place.resolveSibling("." + place.getFileName() + ".partial");
    try {
      ModelFolder.delete(partial);
      copy(folder, partial);
      ModelPackage.open(partial, ModelKinds.trainers()).close();
      ModelFolder.delete(place);
      Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.syncFolder(place.resolveSibling("."));
      store.models().add(wanted);
      return wanted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deleteQuietly(partial);
    }
  }

  /** Keeps a model that was trained here. */
  synchronized ModelRecord keep(TrainingRun.Result result) {
    Instant at = result.origin().created();
    ModelRecord named = named(result.origin(), result.trained().report().task(), at, "");
    requireNew(named);
    Path place = store.folder(named);
    try {
      ModelFolder.delete(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    result.write(place);
    ModelRecord kept = record(place, ModelPackage.card(place));
    store.models().add(kept);
    return kept;
  }

  private void requireNew(ModelRecord model) {
    if (store.models().find(model.name(), model.version()).isPresent()) {
      throw new ServerException(
          Kind.CONFLICT,
          "model %s is registered already: train a new one, or use that".formatted(model.label()));
    }
  }

  private ModelRecord record(Path folder, ModelCard card) {
    return named(card.origin(), card.task(), clock.instant(), sha256(folder));
  }

  /** What tells a model from all others: the checksum of its list of checksums. */
  static String sha256(Path folder) {
    return DurableFiles.sha256(folder.resolve(ModelPackage.CHECKSUMS));
  }

  private static ModelRecord named(
      ModelCard.Origin origin, String task, Instant registeredAt, String sha256) {
    return ModelRecord.candidate(
        origin.name(), origin.version(), task, origin.created(), registeredAt, sha256);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    List<Path> inside;
    try (Stream<Path> paths = Files.walk(from)) {
      inside = paths.filter(path -> !path.equals(from)).sorted().toList();
    }
    for (Path path : inside) {
      Path target = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(target);
      } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        DurableFiles.write(target, out -> Files.copy(path, out));
      } else {
        throw new ServerException(
            Kind.UNUSABLE,
            "%s is neither a file nor a folder: copy the model again".formatted(path));
      }
    }
  }

  // What cannot be removed is removed before the next attempt.
  private static void deleteQuietly(Path folder) {
    try {
      ModelFolder.delete(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }

  /**
   * Interprets scans by a model from now on.
   *
   * @param resampling whether spectra of a camera with other bands may be resampled to the model's
   * @throws ServerException when the model does not fit the camera of a station, with the reason
   */
  synchronized ModelRecord activate(String name, String version, boolean resampling) {
    ModelRecord model = require(name, version);
    ModelRef reference = new ModelRef(name, version, ModelIdentification.METHOD);
    Identification found = opened.find(reference).orElseThrow();
    if (found instanceof ModelIdentification stored) {
      ModelIdentification tried = new ModelIdentification(reference, stored.model(), resampling);
      stations.all().forEach(station -> requireFits(tried, station));
    }
    return store.models().activate(model.name(), model.version(), resampling, clock.instant());
  }

  private static void requireFits(ModelIdentification model, Station station) {
    station
        .status()
        .camera()
        .description()
        .ifPresent(
            camera -> {
              try {
                model.open(station.settings().wavelengths(camera));
              } catch (ScanException e) {
                throw new ServerException(
                    Kind.CONFLICT,
                    "station %s: %s%s"
                        .formatted(
                            station.settings().id(),
                            e.getMessage(),
                            model.resampling() ? "" : " (allow it with \"resample\": true)"));
              }
            });
  }

  synchronized ModelRecord retire(String name, String version) {
    ModelRecord model = require(name, version);
    return store.models().retire(model.name(), model.version(), clock.instant());
  }

  ModelRecord require(String name, String version) {
    return store
        .models()
        .find(name, version)
        .orElseThrow(
            () ->
                new ServerException(
                    Kind.NOT_FOUND,
                    "model %s %s is not known here: list the models".formatted(name, version)));
  }
}

package org.petrascope.update;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigstore.json.JsonParseException;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.TufException;
import dev.sigstore.tuf.Updater;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.petrascope.formats.DurableFiles;

/**
 * What is signed about releases, as far as this box believes it: the files of The Update Framework
 * (specification 1.0, section 5), verified by sigstore's client. The client works on a copy; what
 * it verified replaces the box's own files one by one, the timestamp last, so that an interrupted
 * check is only a check that has to be made again. For one thread.
 */
final class TrustedReleases {
  private static final String ROOT = "root.json";
  private static final String TIMESTAMP = "timestamp.json";
  private static final String SNAPSHOT = "snapshot.json";
  private static final String TARGETS = "targets.json";
  private static final List<String> TIMESTAMP_LAST = List.of(TARGETS, SNAPSHOT, TIMESTAMP);
  private static final String CHECKED = "checked";

  private final Path folder;
  private final Path root;
  private final Clock clock;

  /**
   * @param folder where the box keeps what it believes
   * @param root the signed root that the box came with, believed once
   */
  TrustedReleases(Path folder, Path root, Clock clock) {
    this.folder = folder;
    this.root = root;
    this.clock = clock;
  }

  /** When releases were last looked for with success. */
  Optional<Instant> checked() {
    try {
      return Optional.of(Instant.parse(Files.readString(folder.resolve(CHECKED)).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure(folder.toString(), e);
    }
  }

  /** Brings what is believed up to date; when anything is wrong with the source, all stays. */
  void refresh(ReleaseSource source) {
    Path work = folder.resolveSibling("." + folder.getFileName() + ".work");
    Instant now = now();
    try {
      Steps.deleteTree(work);
      Files.createDirectories(work);
      Files.createDirectories(folder);
      copy(folder, work, ROOT);
      for (String file : TIMESTAMP_LAST) {
        copy(folder, work, file);
      }
      try {
        client(work, source, Clock.fixed(now, clock.getZone())).updateMeta();
      } catch (TufException e) {
        throw Refusals.of(e, source);
      } finally {
        keepRoot(work);
      }
      requireFresh(work, source, now);
      for (String file : TIMESTAMP_LAST) {
        copy(work, folder, file);
      }
      DurableFiles.write(
          folder.resolve(CHECKED), now.toString().getBytes(StandardCharsets.US_ASCII));
      Steps.deleteTree(work);
    } catch (IOException | JsonParseException e) {
      throw failure(source.name(), e);
    }
  }

  /** The time; a clock that was set back does not make old metadata fresh again. */
  private Instant now() {
    Instant now = clock.instant();
    return checked().filter(now::isBefore).orElse(now);
  }

  /** The chain of roots is kept as far as it was verified, also where the rest is refused. */
  private void keepRoot(Path work) throws IOException {
    copy(work, folder, ROOT);
    for (String rotated : List.of(TIMESTAMP, SNAPSHOT)) {
      if (Files.notExists(work.resolve(rotated))) {
        Files.deleteIfExists(folder.resolve(rotated));
      }
    }
  }

  /** The client does not look at the expiry of what has not changed, so a freeze is found here. */
  private static void requireFresh(Path work, ReleaseSource source, Instant now)
      throws IOException {
    for (String file : List.of(ROOT, TIMESTAMP, SNAPSHOT, TARGETS)) {
      JsonNode signed = Documents.JSON.readTree(work.resolve(file).toFile()).path("signed");
      Instant expires = Instant.parse(signed.path("expires").asText());
      if (!now.isBefore(expires)) {
        throw Refusals.expired(source, file, expires, now);
      }
    }
  }

  private static void copy(Path from, Path to, String file) throws IOException {
    if (Files.exists(from.resolve(file))) {
      DurableFiles.write(to.resolve(file), Files.readAllBytes(from.resolve(file)));
    }
  }

  /** The plan that was last believed; empty before the first check. */
  Optional<RolloutPlan> plan() {
    return Files.exists(folder.resolve(TIMESTAMP))
        ? Optional.of(RolloutPlan.read(target(new Nowhere(), RolloutPlan.TARGET)))
        : Optional.empty();
  }

  /** The manifest of a release, as it was last believed. */
  ReleaseManifest manifest(ReleaseName release) {
    return ReleaseManifest.read(target(new Nowhere(), release.target()));
  }

  /** Brings a small signed file, unless the one that is here is still the right one. */
  byte[] target(ReleaseSource source, String name) {
    try {
      FileSystemTufStore files = FileSystemTufStore.newFileSystemStore(folder);
      client(folder, source, clock).downloadTarget(name);
      return files.readTarget(name);
    } catch (TufException e) {
      throw Refusals.of(e, source);
    } catch (IOException | JsonParseException e) {
      throw failure(source.name(), e);
    }
  }

  private Updater client(Path at, ReleaseSource source, Clock time) throws IOException {
    FileSystemTufStore files = FileSystemTufStore.newFileSystemStore(at);
    return Updater.builder()
        .setClock(time)
        .setTrustedRootPath(RootProvider.fromFile(root))
        .setTrustedMetaStore(
            TrustedMetaStore.newTrustedMetaStore(
                PassthroughCacheMetaStore.newPassthroughMetaCache(files)))
        .setMetaFetcher(MetaFetcher.newFetcher(new SourceFetcher(source, "")))
        .setTargetFetcher(new SourceFetcher(source, "targets/"))
        .setTargetStore(files)
        .build();
  }

  private static UpdateException failure(String where, Exception e) {
    return new UpdateException(
        "the releases at %s cannot be read (%s): check the source, then try again"
            .formatted(where, e.getMessage()),
        e);
  }

  /** What is not on the box already is nowhere. */
  private record Nowhere() implements ReleaseSource {
    @Override
    public String name() {
      return "this box";
    }

    @Override
    public InputStream open(String path, long from) throws IOException {
      throw new NoSuchFileException(path);
    }
  }
}

package org.petrascope.update;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.formats.DurableFiles;

/**
 * The updates of one box, from the look for them to their installation. One process at a time
 * changes anything: it holds the lock while this is open. For one thread.
 */
public final class Updates implements AutoCloseable {
  private final UpdateFolders folders;
  private final BoxProfile box;
  private final Clock clock;
  private final TrustedReleases trusted;
  private final Slots slots;
  private final FileChannel lock;

  private Updates(UpdateFolders folders, Path root, BoxProfile box, Clock clock, FileChannel lock) {
    this.folders = folders;
    this.box = box;
    this.clock = clock;
    this.trusted = new TrustedReleases(folders.trusted(), root, clock);
    this.slots = new Slots(folders);
    this.lock = lock;
  }

  /**
   * Takes the lock, or says that another update is under way.
   *
   * @param root file of the signed root that the box came with
   */
  public static Updates open(UpdateFolders folders, Path root, BoxProfile box, Clock clock) {
    try {
      Files.createDirectories(folders.staged());
      Files.createDirectories(folders.installed());
      FileChannel channel =
          FileChannel.open(folders.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (taken(channel) == null) {
        channel.close();
        throw new UpdateException(
            "another update is under way in %s: wait for its end".formatted(folders.home()));
      }
      return new Updates(folders, root, box, clock, channel);
    } catch (IOException e) {
      throw failure(folders.home(), e);
    }
  }

  private static @Nullable FileLock taken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static UpdateException failure(Path where, IOException e) {
    return new UpdateException(
        "%s cannot be used (%s): check the disk and its rights".formatted(where, e.getMessage()),
        e);
  }

  /** The releases on this box. */
  public Slots slots() {
    return slots;
  }

  /** When releases were last looked for with success. */
  public Optional<Instant> checked() {
    return trusted.checked();
  }

  /** Looks for releases; everything that is wrong with the source is refused. */
  public List<Offer> check(ReleaseSource source) {
    trusted.refresh(source);
    RolloutPlan plan = RolloutPlan.read(trusted.target(source, RolloutPlan.TARGET));
    for (RolloutPlan.Rollout rollout : plan.chosenFor(box)) {
      trusted.target(source, rollout.release().target());
    }
    return offers();
  }

  /** What this box was to have when it last looked. */
  public List<Offer> offers() {
    List<Offer> offers = new ArrayList<>();
    for (RolloutPlan.Rollout rollout :
        trusted.plan().map(plan -> plan.chosenFor(box)).orElse(List.of())) {
      if (isWanted(rollout)) {
        offers.add(offer(rollout));
      }
    }
    return offers;
  }

  private boolean isWanted(RolloutPlan.Rollout rollout) {
    ReleaseName release = rollout.release();
    if (release.kind() != ReleaseName.Kind.SOFTWARE) {
      return !installed(release).equals(Optional.of(release.version()));
    }
    int newer =
        slots.current().map(running -> ReleaseName.compare(release.version(), running)).orElse(1);
    return newer > 0 || (newer < 0 && rollout.back());
  }

  /** Version of a model or library that was last activated. */
  private Optional<String> installed(ReleaseName release) {
    Path file = installedFile(release);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private Path installedFile(ReleaseName release) {
    return folders.installed().resolve(release.kind().label() + "_" + release.name());
  }

  private Offer offer(RolloutPlan.Rollout rollout) {
    ReleaseManifest manifest = trusted.manifest(rollout.release());
    Path folder = folder(manifest);
    try {
      Offer.State state = download(manifest).whole() ? Offer.State.DOWNLOADED : Offer.State.OFFERED;
      return new Offer(
          manifest,
          rollout.back(),
          unsuitable(manifest).isEmpty() ? state : Offer.State.UNSUITABLE,
          Consent.in(folder));
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private Path folder(ReleaseManifest manifest) {
    return folders.staged().resolve(manifest.name().folder());
  }

  private Download download(ReleaseManifest manifest) {
    return new Download(folder(manifest), manifest);
  }

  /** Brings the payload, from where an earlier attempt left off. */
  public void download(ReleaseSource source, Offer offer, Download.Progress progress) {
    requireSuitable(offer);
    download(offer.manifest()).from(source, progress);
  }

  private void requireSuitable(Offer offer) {
    Optional<String> why = unsuitable(offer.manifest());
    if (why.isPresent()) {
      throw new UpdateException(why.get());
    }
  }

  /** Why this box cannot run a release; empty where it can. */
  private Optional<String> unsuitable(ReleaseManifest manifest) {
    String label = manifest.name().label();
    if (!manifest.hardware().contains(box.hardware())) {
      return Optional.of(
          "%s is for %s, this box is %s: have a release for it published"
              .formatted(label, String.join(" and ", manifest.hardware()), box.hardware()));
    }
    return manifest.units() > box.units()
        ? Optional.of(
            "%s needs units %d, this box has %d: install the package of %s once"
                .formatted(label, manifest.units(), box.units(), manifest.name().version()))
        : Optional.empty();
  }

  /** Notes that a person agrees to this release, once. */
  public void approve(Offer offer, String by) {
    requireSuitable(offer);
    try {
      Files.createDirectories(folder(offer.manifest()));
      new Consent(by, clock.instant()).write(folder(offer.manifest()));
    } catch (IOException e) {
      throw failure(folder(offer.manifest()), e);
    }
  }

  /**
   * Puts software into the other slot and makes it the one that is started next; from then on the
   * box is on probation. Nothing has changed when it is refused.
   *
   * @param settling done with the release in its slot, before anything else is changed
   */
  public void install(Offer offer, InstallWindow window, Occupation running, Settling settling) {
    ReleaseManifest manifest = offer.manifest();
    requireAgreed(offer);
    LocalTime time = LocalTime.now(clock);
    if (!window.holds(time)) {
      throw new UpdateException(
          "it is %s, software is installed between %s only: wait, or change update.window"
              .formatted(time.withNano(0), window));
    }
    new Installation(folders, slots, settling).run(manifest, download(manifest).payload(), running);
    try {
      Consent.use(folder(manifest));
    } catch (IOException e) {
      throw failure(folder(manifest), e);
    }
  }

  private void requireAgreed(Offer offer) {
    requireSuitable(offer);
    if (offer.consent().isEmpty()) {
      throw new UpdateException(
          "nobody has agreed to %s yet: run petrascope update approve --by NAME"
              .formatted(offer.manifest().name().label()));
    }
    download(offer.manifest()).requireUnchanged();
  }

  /** Makes in the folder of a release what is made on the box; the release runs without it. */
  @FunctionalInterface
  public interface Settling {
    void of(Path release);
  }

  /** Puts an agreed model or library to use. */
  public void deliver(Offer offer, Delivery delivery) {
    requireAgreed(offer);
    ReleaseManifest manifest = offer.manifest();
    delivery.of(manifest, download(manifest).payload());
    try {
      DurableFiles.write(
          installedFile(manifest.name()),
          manifest.name().version().getBytes(StandardCharsets.US_ASCII));
      Consent.use(folder(manifest));
      Steps.deleteTree(folder(manifest));
    } catch (IOException e) {
      throw failure(folder(manifest), e);
    }
  }

  /** Makes what was brought the one that is used. */
  @FunctionalInterface
  public interface Delivery {
    void of(ReleaseManifest manifest, Path payload);
  }

  /**
   * Takes a payload out of its zip file.
   *
   * @param place folder that it shall be; the one of before is replaced
   * @param bytesMax sum of its files
   */
  public static void unpack(Path payload, Path place, long bytesMax) {
    try {
      new Unpacking(new Steps(step -> {})).into(place, payload, bytesMax);
    } catch (IOException e) {
      throw failure(place, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw failure(folders.lock(), e);
    }
  }
}

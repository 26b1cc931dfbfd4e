package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.petrascope.remote.Credentials;
import org.petrascope.remote.FolderObjectStore;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.RemoteAddress;
import org.petrascope.remote.S3ObjectStore;
import org.petrascope.remote.S3Settings;
import org.petrascope.sync.BackOff;
import org.petrascope.sync.Envelope;
import org.petrascope.sync.SiteKey;
import org.petrascope.sync.SyncSettings;
import org.petrascope.sync.TimeWindow;

/**
 * Where and how scans are sent.
 *
 * @param credentials file that an S3 server's requests are signed with
 * @param siteKey file of the secret that files are encrypted with; empty for sending them as they
 *     are
 * @param orderKey public key of those whose orders are followed; empty for following none
 */
record SyncConfiguration(
    RemoteAddress address,
    Optional<Path> credentials,
    Optional<Path> siteKey,
    Optional<Path> orderKey,
    S3Settings s3,
    SyncSettings settings) {
  private static final double KILO = 1e3;
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;
  private static final double MILLI = 1e3;
  private static final double DAY_S = 86_400;
  private static final int MIB_SHIFT = 20;
  private static final Range AMOUNT = new Range(0, 1e9);

  /** Where nothing is said. */
  private static final SyncSettings UNLIMITED =
      new SyncSettings(
          0,
          List.of(),
          0,
          BackOff.Limits.DEFAULT,
          Duration.ofSeconds(10),
          Duration.ofMinutes(15),
          0);

  /** Reads the section; empty where nothing is sent. Relative paths are taken from the folder. */
  static Optional<SyncConfiguration> read(Section root, Path folder) {
    if (!root.has("sync")) {
      return Optional.empty();
    }
    Section section = root.section("sync");
    RemoteAddress nowhere = new RemoteAddress.Folder(folder);
    RemoteAddress address = section.requiredChoice("store", RemoteAddress::parse, nowhere);
    Optional<Path> credentials = path(section, "credentials", folder);
    if (address instanceof RemoteAddress.Bucket && credentials.isEmpty()) {
      section.problem("credentials", "are missing: name the file that requests are signed with");
    }
    SyncConfiguration configuration =
        new SyncConfiguration(
            address,
            credentials,
            path(section, "siteKey", folder),
            path(section, "orderKey", folder),
            new S3Settings(
                section.integer("partMiB", partMiB(), S3Settings.DEFAULT.partBytes() >> MIB_SHIFT)
                    << MIB_SHIFT,
                seconds(section, "patienceS", S3Settings.DEFAULT.patience())),
            settings(section, UNLIMITED));
    section.refuseUnknownKeys();
    return Optional.of(configuration);
  }

  private static Range partMiB() {
    return new Range(
        S3Settings.PART_BYTES_MIN >> MIB_SHIFT, S3Settings.PART_BYTES_MAX >> MIB_SHIFT);
  }

  /** What may be ordered from afar; a bad order is refused with every problem that it has. */
  SyncSettings ordered(JsonNode body) {
    return ordered(body, settings);
  }

  /** Refuses an order that no box could follow. */
  static void requireOrder(JsonNode body) {
    ordered(body, UNLIMITED);
  }

  private static SyncSettings ordered(JsonNode body, SyncSettings unstated) {
    List<String> problems = new ArrayList<>();
    Section section = Section.root(body, problems);
    SyncSettings ordered = settings(section, unstated);
    section.refuseUnknownKeys();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return ordered;
  }

  private static SyncSettings settings(Section section, SyncSettings unstated) {
    BackOff.Limits usual = unstated.backOff();
    Duration first = seconds(section, "backOffFirstS", usual.first());
    Duration max = seconds(section, "backOffMaxS", usual.max());
    if (max.compareTo(first) < 0) {
      section.problem("backOffMaxS", "is less than backOffFirstS: it is the longest wait");
      max = first;
    }
    return new SyncSettings(
        Math.round(KILO * section.number("rateKBPerS", AMOUNT, unstated.bytesPerS() / KILO)),
        section.has("windows") ? windows(section) : unstated.windows(),
        Math.round(MEGA * section.number("quotaMBPerDay", AMOUNT, unstated.bytesPerDay() / MEGA)),
        new BackOff.Limits(first, max),
        seconds(section, "pollS", unstated.poll()),
        seconds(section, "letterEveryS", unstated.postEvery()),
        Math.round(GIGA * section.number("freeBelowGB", AMOUNT, unstated.freeBelowBytes() / GIGA)));
  }

  private static List<TimeWindow> windows(Section section) {
    List<TimeWindow> windows = new ArrayList<>();
    for (String text : section.texts("windows")) {
      try {
        windows.add(TimeWindow.parse(text));
      } catch (IllegalArgumentException e) {
        section.problem("windows", "is refused: " + e.getMessage());
      }
    }
    return windows;
  }

  private static Duration seconds(Section section, String key, Duration usual) {
    double value = section.number(key, new Range(1 / MILLI, DAY_S), usual.toMillis() / MILLI);
    return Duration.ofMillis(Math.round(MILLI * value));
  }

  private static Optional<Path> path(Section section, String key, Path folder) {
    return SystemdCredentials.path(section, key, folder);
  }

  ObjectStore open() {
    return open(address, credentials.map(Credentials::read), s3);
  }

  /** Connects to nothing yet. */
  static ObjectStore open(
      RemoteAddress address, Optional<Credentials> credentials, S3Settings settings) {
    return switch (address) {
      case RemoteAddress.Folder folder -> new FolderObjectStore(folder);
      case RemoteAddress.Bucket bucket ->
          S3ObjectStore.open(
              bucket,
              credentials.orElseThrow(
                  () ->
                      new ServerException(
                          ServerException.Kind.UNUSABLE,
                          "the store s3://%s wants credentials: name their file"
                              .formatted(bucket.name()))),
              settings);
    };
  }

  Envelope envelope() {
    return envelope(siteKey.map(SiteKey::read));
  }

  static Envelope envelope(Optional<SiteKey> key) {
    return key.map(Envelope::sealed).orElse(Envelope.PLAIN);
  }
}

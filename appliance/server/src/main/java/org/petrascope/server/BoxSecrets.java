package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.DataFolder;
import org.petrascope.store.Store;

/** Who a box is and who may sign in to it, made and forgotten in its data folder. */
final class BoxSecrets {
  private static final List<String> FILES =
      List.of(
          "identity/box.key",
          "identity/box.pub",
          "tls/key.pem",
          "tls/certificate.pem",
          CommandToken.FILE);

  private BoxSecrets() {}

  /** Makes key and administrator where they are not there yet, and the document for the fleet. */
  static byte[] enrol(Path data, Answers answers, Instant at) {
    BoxIdentity identity = BoxIdentity.in(data.resolve("identity"));
    Clock clock = Clock.fixed(at, ZoneOffset.UTC);
    answers
        .account()
        .ifPresent(first -> AccountBook.administrator(data, clock, first.name(), first.secret()));
    return Enrolment.document(identity, answers, at);
  }

  /**
   * Forgets the box's keys, everybody's account and all they are signed in to; scans, references,
   * models, events and the audit log stay. Refused while an appliance, or a process that sends,
   * works in the folder.
   */
  static void forget(Path data) {
    DataFolder.requireUnused(data);
    // First, because a damaged key would keep the database from being opened.
    deleteFiles(data);
    if (Files.exists(data.resolve("petrascope.db"), LinkOption.NOFOLLOW_LINKS)) {
      try (Store store = Store.open(data, Clock.systemUTC())) {
        store.accounts().forget();
        // The key that opening made.
        deleteFiles(data);
      }
    }
  }

  private static void deleteFiles(Path data) {
    try {
      for (String file : FILES) {
        Files.deleteIfExists(data.resolve(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

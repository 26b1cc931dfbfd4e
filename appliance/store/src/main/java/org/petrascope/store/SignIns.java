package org.petrascope.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Who is signed in, by the hash of what their browser holds. May be used by any thread. */
public final class SignIns {
  /** A shift; nobody stays signed in longer. */
  public static final Duration LONGEST = Duration.ofHours(12);

  /** Nobody stays signed in who did nothing for so long. */
  public static final Duration IDLE_MAX = Duration.ofHours(2);

  /** At once for one account; the oldest end first. */
  private static final int PER_ACCOUNT_MAX = 8;

  /** How exactly is remembered when somebody was last seen. */
  private static final Duration SEEN_STEP = Duration.ofMinutes(1);

  private static final String INSERT =
      """
      INSERT INTO sign_in (token_sha256, account, signed_in_at, seen_at, expires_at)
      VALUES (?, ?, ?, ?, ?)
      """;

  private static final String OLDEST =
      """
      DELETE FROM sign_in WHERE account = ? AND token_sha256 NOT IN
      (SELECT token_sha256 FROM sign_in WHERE account = ?
       ORDER BY signed_in_at DESC, token_sha256 LIMIT ?)
      """;

  private static final String FIND =
      """
      SELECT a.name, a.role, a.created_at, s.seen_at
      FROM sign_in s JOIN account a ON a.name = s.account
      WHERE s.token_sha256 = ? AND s.expires_at > ? AND s.seen_at > ?
      """;

  private final Database database;

  SignIns(Database database) {
    this.database = database;
  }

  /** Remembers that somebody signed in; forgets what has ended. */
  public void add(String tokenSha256, String account, Instant now) {
    database.write(
        session -> {
          session.change(
              "DELETE FROM sign_in WHERE expires_at <= ? OR seen_at <= ?",
              now.toEpochMilli(),
              now.minus(IDLE_MAX).toEpochMilli());
          session.change(
              INSERT,
              tokenSha256,
              account,
              now.toEpochMilli(),
              now.toEpochMilli(),
              now.plus(LONGEST).toEpochMilli());
          session.change(OLDEST, account, account, PER_ACCOUNT_MAX);
        });
  }

  /** Who holds this token; empty when nobody does, or no longer. */
  public Optional<Account> find(String tokenSha256, Instant now) {
    Optional<Seen> found = seen(tokenSha256, now);
    found
        .filter(seen -> seen.at().plus(SEEN_STEP).isBefore(now))
        .ifPresent(_ -> touch(tokenSha256, now));
    return found.map(Seen::account);
  }

  /** The same, but the sign-in ends as if nobody had asked. */
  public Optional<Account> look(String tokenSha256, Instant now) {
    return seen(tokenSha256, now).map(Seen::account);
  }

  private Optional<Seen> seen(String tokenSha256, Instant now) {
    return database.read(
        session ->
            session.one(
                FIND,
                SignIns::read,
                tokenSha256,
                now.toEpochMilli(),
                now.minus(IDLE_MAX).toEpochMilli()));
  }

  private record Seen(Account account, Instant at) {}

  private void touch(String tokenSha256, Instant now) {
    database.write(
        session ->
            session.change(
                "UPDATE sign_in SET seen_at = ? WHERE token_sha256 = ?",
                now.toEpochMilli(),
                tokenSha256));
  }

  /** Ends one sign-in. */
  public void remove(String tokenSha256) {
    database.write(
        session -> session.change("DELETE FROM sign_in WHERE token_sha256 = ?", tokenSha256));
  }

  private static Seen read(Session.Row row) throws SQLException {
    return new Seen(
        new Account(row.text(1), Role.valueOf(row.text(2)), row.instant(3)),
        Instant.ofEpochMilli(row.big(4)));
  }
}

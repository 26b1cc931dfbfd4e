package org.petrascope.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may sign in. Secrets are kept as the text that their owner made of them, which nobody can
 * turn back. May be used by any thread.
 */
public final class Accounts {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,39}");

  private static final String INSERT =
      """
      INSERT INTO account (name, role, secret, created_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (name) DO NOTHING
      """;

  private static final String ADMINISTRATORS =
      "SELECT count(*) FROM account WHERE role = 'ADMINISTRATOR'";

  private final Database database;

  Accounts(Database database) {
    this.database = database;
  }

  /** Whether nobody has an account yet. */
  public boolean none() {
    return database.read(session -> count(session, "SELECT count(*) FROM account")) == 0;
  }

  /** Throws where nobody can be called so. */
  public static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new StoreException(
          "account name %s cannot be used: take up to 40 small letters, digits, dots and hyphens"
              .formatted(name));
    }
  }

  /** Everybody, by name. */
  public List<Account> all() {
    String query = "SELECT name, role, created_at FROM account ORDER BY name";
    return database.read(session -> session.all(query, Accounts::read));
  }

  public Optional<Account> find(String name) {
    String query = "SELECT name, role, created_at FROM account WHERE name = ?";
    return database.read(session -> session.one(query, Accounts::read, name));
  }

  /** What is kept of an account's secret; empty where there is no such account. */
  public Optional<String> secret(String name) {
    String query = "SELECT secret FROM account WHERE name = ?";
    return database.read(session -> session.one(query, row -> row.text(1), name));
  }

  /**
   * Adds an account.
   *
   * @throws StoreException when the name is taken or is none, and when the first one is no
   *     administrator, who alone could add others
   */
  public void add(Account account, String secret) {
    requireName(account.name());
    database.write(
        session -> {
          if (account.role() != Role.ADMINISTRATOR && count(session, ADMINISTRATORS) == 0) {
            throw new StoreException(
                "account %s cannot be the first: add an administrator before anybody else"
                    .formatted(account.name()));
          }
          int added =
              session.change(
                  INSERT, account.name(), account.role().name(), secret, account.createdAt());
          if (added == 0) {
            throw new StoreException(
                "account %s is there already: choose another name, or reset its secret"
                    .formatted(account.name()));
          }
        });
  }

  /** Gives an account another secret and ends everything it is signed in to. */
  public void reset(String name, String secret) {
    database.write(
        session -> {
          int changed =
              session.change("UPDATE account SET secret = ? WHERE name = ?", secret, name);
          requireKnown(name, changed);
          session.change("DELETE FROM sign_in WHERE account = ?", name);
        });
  }

  /**
   * Removes an account and ends everything it is signed in to.
   *
   * @throws StoreException when it is not there, and when others would be left without an
   *     administrator
   */
  public void remove(String name) {
    database.write(
        session -> {
          requireKnown(name, session.change("DELETE FROM account WHERE name = ?", name));
          int left = count(session, "SELECT count(*) FROM account");
          if (left > 0 && count(session, ADMINISTRATORS) == 0) {
            throw new StoreException(
                "account %s is the last administrator of %d others: make another administrator first"
                    .formatted(name, left));
          }
        });
  }

  /** Removes everybody, ends all that they are signed in to, and overwrites what was kept of it. */
  public void forget() {
    database.write(
        session -> {
          session.one("PRAGMA secure_delete = ON", row -> row.integer(1));
          session.change("DELETE FROM sign_in");
          session.change("DELETE FROM account");
        });
  }

  private static void requireKnown(String name, int changed) {
    if (changed == 0) {
      throw new StoreException("account %s is not known here: list the accounts".formatted(name));
    }
  }

  private static int count(Session session, String query) throws SQLException {
    return session.one(query, row -> row.integer(1)).orElseThrow();
  }

  private static Account read(Session.Row row) throws SQLException {
    return new Account(row.text(1), Role.valueOf(row.text(2)), row.instant(3));
  }
}

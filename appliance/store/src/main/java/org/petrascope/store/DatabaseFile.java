package org.petrascope.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database looked at and copied from outside, also while an appliance works with it. Nothing in
 * it is changed, its schema neither.
 */
public final class DatabaseFile {
  private static final int BUSY_TIMEOUT_MS = 10_000;

  private DatabaseFile() {}

  /** Newest schema that this software reads, and brings a database to when it starts. */
  public static int schemaKnown() {
    return Migrations.known();
  }

  /** Schema of a database. */
  public static int schema(Path database) {
    return Integer.parseInt(ask(database, "PRAGMA user_version"));
  }

  /** What SQLite's own integrity check finds; {@code ok} when all is well. */
  public static String integrity(Path database) {
    return ask(database, "PRAGMA integrity_check");
  }

  private static String ask(Path database, String question) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.getString(1);
    } catch (SQLException e) {
      throw failure(database, e);
    }
  }

  /**
   * Copies a database by SQLite's online backup: what was committed when it ends is in the copy.
   *
   * @param into a new file; its name must hold no apostrophe
   */
  public static void copy(Path database, Path into) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      Files.deleteIfExists(into);
      statement.executeUpdate("backup to '%s'".formatted(into));
    } catch (SQLException e) {
      throw failure(database, e);
    } catch (IOException e) {
      throw new StoreException(
          "%s is in the way of a copy of the database: remove it".formatted(into), e);
    }
  }

  private static Connection connect(Path database) throws SQLException {
    if (Files.notExists(database)) {
      throw new StoreException(
          "database %s does not exist: start the appliance once".formatted(database));
    }
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
    }
    return connection;
  }

  private static StoreException failure(Path database, SQLException e) {
    return new StoreException(
        "database %s: %s; check the disk, then run petrascope doctor"
            .formatted(database, e.getMessage()),
        e);
  }
}

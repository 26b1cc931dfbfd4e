package org.petrascope.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The steps that bring a database from any earlier schema to this one. They are numbered by their
 * place in the list, only ever appended, and the database remembers how many it has seen.
 */
final class Migrations {
  private static final List<String> STEPS =
      List.of(
          "001-scans.sql",
          "002-models.sql",
          "003-detector.sql",
          "004-wavelength-checks.sql",
          "005-lamp.sql",
          "006-gain.sql");

  private Migrations() {}

  /** How many steps this software knows: the newest schema that it reads. */
  static int known() {
    return STEPS.size();
  }

  static void apply(Connection connection, Path file) throws SQLException {
    int seen = seen(connection);
    if (seen > STEPS.size()) {
      throw new StoreException(
          "database %s has schema %d, this software knows %d: it was written by a newer release, start that one"
              .formatted(file, seen, STEPS.size()));
    }
    for (int step = seen; step < STEPS.size(); step++) {
      apply(connection, step);
    }
  }

  private static void apply(Connection connection, int step) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(script(STEPS.get(step)));
      statement.executeUpdate("PRAGMA user_version = " + (step + 1));
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static int seen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("PRAGMA user_version")) {
      return version.getInt(1);
    }
  }

  private static String script(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream("migrations/" + name)) {
      if (in == null) {
        throw new IllegalStateException("migration " + name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("migration " + name + " cannot be read from the jar", e);
    }
  }
}

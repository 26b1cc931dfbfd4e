package org.petrascope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection within one piece of work. Parameters replace the question marks:
 * text, numbers, instants, or an optional of these.
 */
final class Session {
  private final Connection connection;

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of one row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  /** The row being read; columns count from 1 in the order of the query. */
  record Row(ResultSet set) {
    String text(int column) throws SQLException {
      return set.getString(column);
    }

    int integer(int column) throws SQLException {
      return set.getInt(column);
    }

    long big(int column) throws SQLException {
      return set.getLong(column);
    }

    double real(int column) throws SQLException {
      return set.getDouble(column);
    }

    Instant instant(int column) throws SQLException {
      return Instant.parse(set.getString(column));
    }

    OptionalDouble maybeReal(int column) throws SQLException {
      double value = set.getDouble(column);
      return set.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    Optional<Instant> maybeInstant(int column) throws SQLException {
      return Optional.ofNullable(set.getString(column)).map(Instant::parse);
    }
  }

  <T> List<T> all(String sql, Reader<T> reader, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(sql, parameters);
        ResultSet set = statement.executeQuery()) {
      Row row = new Row(set);
      List<T> found = new ArrayList<>();
      while (set.next()) {
        found.add(reader.read(row));
      }
      return List.copyOf(found);
    }
  }

  <T> Optional<T> one(String sql, Reader<T> reader, Object... parameters) throws SQLException {
    return all(sql, reader, parameters).stream().findFirst();
  }

  /** Number of rows that changed. */
  int change(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, stored(parameters[i]));
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static @Nullable Object stored(Object value) {
    return switch (value) {
      case Instant instant -> instant.toString();
      case Optional<?> maybe -> maybe.map(Session::stored).orElse(null);
      case OptionalDouble maybe -> maybe.isPresent() ? maybe.getAsDouble() : null;
      default -> value;
    };
  }
}

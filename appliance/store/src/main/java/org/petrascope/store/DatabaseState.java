package org.petrascope.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * What a database is made of, without what is in it.
 *
 * @param schema number of migrations that it has seen
 * @param check what SQLite's own quick check finds; {@code ok} when all is well
 * @param tables by name
 */
public record DatabaseState(int schema, String check, List<Table> tables) {
  private static final int BUSY_TIMEOUT_MS = 5000;

  private static final String TABLES =
      """
      SELECT name, sql FROM sqlite_schema
      WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
      """;

  public DatabaseState {
    tables = List.copyOf(tables);
  }

  /**
   * A table.
   *
   * @param sql the statement that makes it
   */
  public record Table(String name, String sql, long rows) {}

  /** Looks at the database in a data folder, which an appliance may use meanwhile; only reads. */
  public static DatabaseState read(Path root) {
    Path file = root.resolve(DataFolder.DATABASE);
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file)) {
      Session session = new Session(connection);
      int schema = session.one("PRAGMA user_version", row -> row.integer(1)).orElse(0);
      String check = session.one("PRAGMA quick_check(1)", row -> row.text(1)).orElse("no answer");
      List<Table> counted = new ArrayList<>();
      for (Table table : session.all(TABLES, row -> new Table(row.text(1), row.text(2), 0))) {
        String count = "SELECT count(*) FROM \"%s\"".formatted(table.name());
        long rows = session.one(count, row -> row.big(1)).orElseThrow();
        counted.add(new Table(table.name(), table.sql(), rows));
      }
      return new DatabaseState(schema, check, counted);
    } catch (SQLException e) {
      throw new StoreException(
          "database %s cannot be looked at (%s): check that it is there and that this user may read it"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}

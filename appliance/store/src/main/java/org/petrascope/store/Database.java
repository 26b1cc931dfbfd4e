package org.petrascope.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteErrorCode;

/**
 * The SQLite file: one connection that writes and one that reads, each used by one thread at a time
 * under its own lock, so readers never wait for a writer. WAL and synchronous FULL: a transaction
 * that returned survives the loss of power.
 */
final class Database implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MS = 10_000;

  /** Four letters, {@code Petr}, that name the program whose file it is. */
  private static final int APPLICATION_ID = 0x50657472;

  private final Path file;
  private final Connection writer;
  private final Connection reader;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();

  private Database(Path file, Connection writer, Connection reader) {
    this.file = file;
    this.writer = writer;
    this.reader = reader;
  }

  /** Something done with the database; runs alone on its connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Session session) throws SQLException;
  }

  /** Something written that gives nothing back. */
  @FunctionalInterface
  interface Change {
    void on(Session session) throws SQLException;
  }

  /** What is done with the schema before the database is used. */
  @FunctionalInterface
  private interface Schema {
    void of(Connection connection, Path file) throws SQLException;
  }

  /** Opens or creates the file and brings its schema up to date. */
  static Database open(Path file) {
    return open(file, Migrations::apply);
  }

  /** Opens a file that another process keeps up to date. */
  static Database join(Path file) {
    return open(file, Migrations::requireApplied);
  }

  private static Database open(Path file, Schema schema) {
    try {
      Connection writer = connect(file);
      try {
        schema.of(writer, file);
        Connection reader = connect(file);
        pragma(reader, "query_only = ON");
        return new Database(file, writer, reader);
      } catch (SQLException | StoreException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    pragma(connection, "busy_timeout = " + BUSY_TIMEOUT_MS);
    pragma(connection, "journal_mode = WAL");
    pragma(connection, "synchronous = FULL");
    pragma(connection, "foreign_keys = ON");
    return connection;
  }

  private static void pragma(Connection connection, String setting) throws SQLException {
    execute(connection, "PRAGMA " + setting);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static StoreException failure(Path file, SQLException e) {
    boolean full = e.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code;
    String why =
        full
            ? "the disk is full; delete or export old scans, or choose another disk"
            : e.getMessage() + "; check the disk, then run petrascope doctor";
    return new StoreException("database %s: %s".formatted(file, why), e);
  }

  <T> T read(Work<T> work) {
    reading.lock();
    try {
      return work.on(new Session(reader));
    } catch (SQLException e) {
      throw failure(file, e);
    } finally {
      reading.unlock();
    }
  }

  /** All of it or nothing. */
  void write(Change change) {
    writing.lock();
    try {
      execute(writer, "BEGIN IMMEDIATE");
      try {
        change.on(new Session(writer));
        execute(writer, "COMMIT");
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
    } catch (SQLException e) {
      throw failure(file, e);
    } finally {
      writing.unlock();
    }
  }

  /** Commits a transaction that reaches the disk and changes nothing: the file's own name. */
  void touch() {
    write(session -> session.change("PRAGMA application_id = " + APPLICATION_ID));
  }

  /** SQLite may have rolled back by itself; the first failure is the one to tell. */
  private void rollBack(Exception cause) {
    try {
      execute(writer, "ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** What SQLite's own integrity check finds; {@code ok} when all is well. */
  String integrity() {
    return read(
        session -> session.one("PRAGMA integrity_check", row -> row.text(1)).orElse("no answer"));
  }

  @Override
  public void close() {
    writing.lock();
    reading.lock();
    try {
      reader.close();
      writer.close();
    } catch (SQLException e) {
      throw failure(file, e);
    } finally {
      reading.unlock();
      writing.unlock();
    }
  }
}

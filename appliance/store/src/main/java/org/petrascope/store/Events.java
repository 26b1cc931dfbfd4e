package org.petrascope.store;

import java.sql.SQLException;
import java.util.List;

/** The record of what happened; rows are only ever added. May be used by any thread. */
public final class Events {
  private static final String INSERT =
      "INSERT INTO event (at, kind, subject, detail) VALUES (?, ?, ?, ?)";

  private static final String NEWEST_FIRST =
      "SELECT at, kind, subject, detail FROM event ORDER BY number DESC LIMIT ?";

  private static final String AFTER =
      """
      SELECT at, kind, subject, detail, number FROM event WHERE number > ? ORDER BY number LIMIT ?
      """;

  private final Database database;

  /** An event and its place among all of this box, counted from 1. */
  public record Numbered(long number, Event event) {}

  Events(Database database) {
    this.database = database;
  }

  public void append(Event event) {
    database.write(session -> append(session, event));
  }

  /** As part of a larger transaction. */
  static void append(Session session, Event event) throws SQLException {
    session.change(INSERT, event.at(), event.kind(), event.subject(), event.detail());
  }

  public List<Event> newest(int limit) {
    return database.read(session -> session.all(NEWEST_FIRST, Events::read, limit));
  }

  /** Those after this one, oldest first. */
  public List<Numbered> after(long number, int limit) {
    return database.read(
        session -> session.all(AFTER, row -> new Numbered(row.big(5), read(row)), number, limit));
  }

  private static Event read(Session.Row row) throws SQLException {
    return new Event(row.instant(1), row.text(2), row.text(3), row.text(4));
  }
}

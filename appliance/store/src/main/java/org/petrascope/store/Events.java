package org.petrascope.store;

import java.sql.SQLException;
import java.util.List;

/** The record of what happened; rows are only ever added. May be used by any thread. */
public final class Events {
  private static final String INSERT =
      "INSERT INTO event (at, kind, subject, detail) VALUES (?, ?, ?, ?)";

  private static final String NEWEST_FIRST =
      "SELECT at, kind, subject, detail FROM event ORDER BY number DESC LIMIT ?";

  private final Database database;

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
    return database.read(
        session ->
            session.all(
                NEWEST_FIRST,
                row -> new Event(row.instant(1), row.text(2), row.text(3), row.text(4)),
                limit));
  }
}

package org.petrascope.store;

import java.util.List;

/**
 * Who did what; rows are only ever added, which the database enforces. May be used by any thread.
 */
public final class AuditLog {
  /** Longer texts are cut: they come from requests. */
  private static final int TEXT_MAX = 200;

  private static final String INSERT =
      "INSERT INTO audit (at, who, address, action, outcome) VALUES (?, ?, ?, ?, ?)";

  private static final String NEWEST_FIRST =
      "SELECT at, who, address, action, outcome FROM audit ORDER BY number DESC LIMIT ?";

  private final Database database;

  AuditLog(Database database) {
    this.database = database;
  }

  public void append(AuditEntry entry) {
    database.write(
        session ->
            session.change(
                INSERT,
                entry.at(),
                cut(entry.who()),
                cut(entry.address()),
                cut(entry.action()),
                cut(entry.outcome())));
  }

  public List<AuditEntry> newest(int limit) {
    return database.read(
        session ->
            session.all(
                NEWEST_FIRST,
                row ->
                    new AuditEntry(
                        row.instant(1), row.text(2), row.text(3), row.text(4), row.text(5)),
                limit));
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
  }
}

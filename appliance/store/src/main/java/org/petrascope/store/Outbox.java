package org.petrascope.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.petrascope.spectral.ScanId;

/**
 * What is to be sent when there is a link. Rows are written in the transaction that finishes the
 * scan. May be used by any thread.
 */
public final class Outbox {
  private static final String INSERT =
      """
      INSERT INTO outbox (priority, scan_id, path, bytes, sha256, enqueued_at)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (path, sha256) DO NOTHING
      """;

  private static final String NEXT =
      """
      SELECT number, priority, scan_id, path, bytes, sha256, enqueued_at
      FROM outbox ORDER BY priority, number LIMIT ?
      """;

  /** Small files that tell about a scan go first, then its products, then raw. */
  private static final int SUMMARY = 0;

  private static final int PRODUCT = 1;
  private static final int RAW = 2;

  private final Database database;

  Outbox(Database database) {
    this.database = database;
  }

  /** The entries to be sent first. */
  public List<OutboxEntry> next(int limit) {
    return database.read(session -> session.all(NEXT, Outbox::read, limit));
  }

  static void enqueue(Session session, ScanRecord scan, StoredFile file, Instant at)
      throws SQLException {
    session.change(
        INSERT,
        priority(file),
        scan.id().value(),
        scan.folder() + "/" + file.path(),
        file.bytes(),
        file.sha256(),
        at);
  }

  private static int priority(StoredFile file) {
    if (file.path().endsWith(".json") || file.path().endsWith(".csv")) {
      return SUMMARY;
    }
    return file.path().startsWith("products/") ? PRODUCT : RAW;
  }

  private static OutboxEntry read(Session.Row row) throws SQLException {
    return new OutboxEntry(
        row.big(1),
        row.integer(2),
        new ScanId(row.text(3)),
        row.text(4),
        row.big(5),
        row.text(6),
        row.instant(7));
  }
}

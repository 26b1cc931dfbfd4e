package org.petrascope.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.petrascope.store.Delivery.Kind;

/**
 * What is to be sent next and what was proven to be remote. Only the process that sends changes it.
 * May be used by any thread.
 */
public final class Deliveries {
  /**
   * A time to wait for that lies further ahead than anybody waits was noted by a clock that was
   * wrong, and counts as passed.
   */
  private static final Duration WAIT_MAX = Duration.ofDays(1);

  private static final String DUE =
      """
      (d.state IS NULL
        OR d.state <> 'PROVEN' AND (d.not_before_ms <= ? OR d.not_before_ms > ?))
      """;

  private static final String NEXT_FILE =
      """
      SELECT 'FILE', o.number, o.priority, o.scan_id, o.path, o.bytes, o.sha256,
        coalesce(d.attempts, 0), coalesce(d.key, '')
      FROM outbox o LEFT JOIN delivery d ON d.kind = 'FILE' AND d.number = o.number
      WHERE o.priority <= ? AND
      """
          + DUE
          + "ORDER BY o.priority, o.number LIMIT 1";

  private static final String NEXT_MANIFEST =
      """
      SELECT 'MANIFEST', f.number, 0, f.scan_id, s.folder, 0, '', coalesce(d.attempts, 0),
        coalesce(d.key, '')
      FROM (SELECT o.scan_id, min(o.number) AS number
            FROM outbox o LEFT JOIN delivery p
              ON p.kind = 'FILE' AND p.number = o.number AND p.state = 'PROVEN'
            GROUP BY o.scan_id HAVING count(*) = count(p.number)) f
      JOIN scan s ON s.id = f.scan_id
      LEFT JOIN delivery d ON d.kind = 'MANIFEST' AND d.number = f.number
      WHERE
      """
          + DUE
          + "ORDER BY f.number LIMIT 1";

  private static final String DELIVERED =
      """
      SELECT 'FILE', o.number, o.priority, o.scan_id, o.path, o.bytes, o.sha256, d.attempts,
        d.key, d.sent_bytes, d.etag, d.crc32c, d.proof, d.proven_at
      FROM outbox o JOIN delivery d ON d.kind = 'FILE' AND d.number = o.number
      WHERE d.state = 'PROVEN' AND
      """;

  private static final String FREEABLE =
      DELIVERED
          + """
          d.freed_at IS NULL AND o.priority = ? AND o.path LIKE 'scans/%'
          AND EXISTS (SELECT 1 FROM scan s WHERE s.id = o.scan_id AND s.state = 'FINISHED')
          AND EXISTS (
            SELECT 1 FROM delivery m WHERE m.kind = 'MANIFEST' AND m.state = 'PROVEN'
              AND m.number = (SELECT min(f.number) FROM outbox f WHERE f.scan_id = o.scan_id))
          ORDER BY o.number LIMIT ?
          """;

  private static final String PROVEN =
      """
      INSERT INTO delivery (kind, number, state, attempts, not_before_ms, message,
        key, sent_bytes, etag, crc32c, proof, proven_at)
      VALUES (?, ?, 'PROVEN', ?, 0, '', ?, ?, ?, ?, ?, ?)
      ON CONFLICT (kind, number) DO UPDATE SET state = 'PROVEN', message = '',
        key = excluded.key, sent_bytes = excluded.sent_bytes, etag = excluded.etag,
        crc32c = excluded.crc32c, proof = excluded.proof, proven_at = excluded.proven_at
      """;

  private static final String FAILED =
      """
      INSERT INTO delivery (kind, number, state, attempts, not_before_ms, message,
        key, sent_bytes, etag, crc32c, proof)
      VALUES (?, ?, ?, ?, ?, ?, '', 0, '', '', '')
      ON CONFLICT (kind, number) DO UPDATE SET state = excluded.state,
        attempts = excluded.attempts, not_before_ms = excluded.not_before_ms,
        message = excluded.message, proven_at = NULL
      """;

  private static final String BACKLOG =
      """
      SELECT
        count(*) FILTER (WHERE d.proven_at IS NULL),
        coalesce(sum(o.bytes) FILTER (WHERE d.proven_at IS NULL), 0),
        (SELECT count(DISTINCT scan_id) FROM outbox)
          - (SELECT count(*) FROM delivery WHERE kind = 'MANIFEST' AND state = 'PROVEN'),
        count(*) FILTER (WHERE d.state = 'REFUSED'),
        count(d.proven_at),
        coalesce(sum(o.bytes) FILTER (WHERE d.proven_at IS NOT NULL), 0),
        coalesce(sum(o.bytes) FILTER (WHERE d.freed_at IS NOT NULL), 0),
        coalesce(min(o.enqueued_at) FILTER (WHERE d.proven_at IS NULL), ''),
        coalesce((SELECT message FROM delivery WHERE state <> 'PROVEN'
                  ORDER BY state DESC, attempts DESC LIMIT 1), '')
      FROM outbox o LEFT JOIN delivery d ON d.kind = 'FILE' AND d.number = o.number
      """;

  private final Database database;

  Deliveries(Database database) {
    this.database = database;
  }

  /**
   * What is to be sent first: the list of a scan whose files are all proven, else the most urgent
   * file that is due.
   *
   * @param priorityMax files of a higher number are left for later
   */
  public Optional<Delivery> next(Instant now, int priorityMax) {
    long nowMs = now.toEpochMilli();
    long latestMs = now.plus(WAIT_MAX).toEpochMilli();
    return database.read(
        session -> {
          Optional<Delivery> manifest =
              session.one(NEXT_MANIFEST, Deliveries::read, nowMs, latestMs);
          return manifest.isPresent()
              ? manifest
              : session.one(NEXT_FILE, Deliveries::read, priorityMax, nowMs, latestMs);
        });
  }

  /** The files of a scan that are proven, in the order of their paths. */
  public List<DeliveredFile> ofScan(String scan) {
    return database.read(
        session ->
            session.all(
                DELIVERED + "o.scan_id = ? ORDER BY o.path", Deliveries::readDelivered, scan));
  }

  /**
   * Files of this priority that may be freed, oldest first: proven, of finished scans whose list is
   * proven too, and still on this disk.
   */
  public List<DeliveredFile> freeable(int priority, int limit) {
    return database.read(
        session -> session.all(FREEABLE, Deliveries::readDelivered, priority, limit));
  }

  public void proven(Delivery delivery, DeliveryProof proof) {
    database.write(
        session ->
            session.change(
                PROVEN,
                delivery.kind().name(),
                delivery.number(),
                delivery.attempts(),
                proof.key(),
                proof.sentBytes(),
                proof.eTag(),
                proof.crc32c(),
                proof.proof(),
                proof.at()));
  }

  /**
   * Notes that it was not taken; also for one that was proven and is found missing.
   *
   * @param lasting whether a person has to change something first
   */
  public void failed(Delivery delivery, String message, Instant notBefore, boolean lasting) {
    database.write(
        session ->
            session.change(
                FAILED,
                delivery.kind().name(),
                delivery.number(),
                lasting ? "REFUSED" : "DEFERRED",
                delivery.attempts() + 1,
                notBefore.toEpochMilli(),
                message));
  }

  /** Notes that the file is no longer on this disk. */
  public void freed(DeliveredFile file, Instant at) {
    database.write(
        session ->
            session.change(
                "UPDATE delivery SET freed_at = ? WHERE kind = 'FILE' AND number = ?",
                at,
                file.delivery().number()));
  }

  /** Whether the file at this path, relative to the data folder, was freed. */
  public boolean isFreed(String path) {
    String query =
        """
        SELECT 1 FROM outbox o JOIN delivery d ON d.kind = 'FILE' AND d.number = o.number
        WHERE o.path = ? AND d.freed_at IS NOT NULL
        """;
    return database.read(session -> session.one(query, row -> row.integer(1), path)).isPresent();
  }

  public Backlog backlog() {
    return database
        .read(session -> session.one(BACKLOG, Deliveries::readBacklog))
        .orElseThrow(() -> new IllegalStateException("a query without groups has one row"));
  }

  private static Delivery read(Session.Row row) throws SQLException {
    return new Delivery(
        Kind.valueOf(row.text(1)),
        row.big(2),
        row.integer(3),
        row.text(4),
        row.text(5),
        row.big(6),
        row.text(7),
        row.integer(8),
        row.text(9));
  }

  private static DeliveredFile readDelivered(Session.Row row) throws SQLException {
    return new DeliveredFile(
        read(row),
        new DeliveryProof(
            row.text(9), row.big(10), row.text(11), row.text(12), row.text(13), row.instant(14)));
  }

  private static Backlog readBacklog(Session.Row row) throws SQLException {
    return new Backlog(
        row.big(1),
        row.big(2),
        row.big(3),
        row.big(4),
        row.big(5),
        row.big(6),
        row.big(7),
        row.text(8),
        row.text(9));
  }
}

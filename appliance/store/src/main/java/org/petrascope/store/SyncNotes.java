package org.petrascope.store;

import java.time.LocalDate;

/**
 * What the process that sends notes about itself: what it is doing, how much it sent on which day,
 * how far letters and orders are. Only that process changes it. May be used by any thread.
 */
public final class SyncNotes {
  private static final String SENT =
      """
      INSERT INTO sent_on_day (day, bytes) VALUES (?, ?)
      ON CONFLICT (day) DO UPDATE SET bytes = bytes + excluded.bytes
      """;

  private static final String SET_LETTERS =
      """
      UPDATE sync SET events_told = ?, letters_sent = ?, letter = ?,
        order_number = ?, order_looked = ?, order_json = ?
      """;

  private static final String LETTERS =
      """
      SELECT events_told, letters_sent, letter, order_number, order_looked, order_json FROM sync
      """;

  private static final String BEGIN_ANEW =
      """
      UPDATE sync SET letters_sent = 0, order_number = 0, order_looked = 0, order_json = ''
      WHERE (SELECT id FROM box) <> ?
      """;

  private final Database database;

  SyncNotes(Database database) {
    this.database = database;
  }

  /**
   * Under which name of the box things are sent from now on. Under another than before letters and
   * orders are counted anew, and no order holds: those were between the store and whom the box was.
   */
  void sendAs(String box) {
    database.write(
        session -> {
          session.change(BEGIN_ANEW, box);
          session.change("UPDATE box SET id = ?", box);
        });
  }

  /** Adds to what was sent on a day. */
  public void sent(LocalDate day, long bytes) {
    database.write(session -> session.change(SENT, day.toString(), bytes));
  }

  public long sentOn(LocalDate day) {
    return database
        .read(
            session ->
                session.one(
                    "SELECT bytes FROM sent_on_day WHERE day = ?",
                    row -> row.big(1),
                    day.toString()))
        .orElse(0L);
  }

  public void note(SyncState state) {
    database.write(
        session ->
            session.change(
                "UPDATE sync SET at = ?, state = ?, message = ?, bytes_per_s = ?",
                state.at(),
                state.state(),
                state.message(),
                state.bytesPerS()));
  }

  public SyncState state() {
    return database
        .read(
            session ->
                session.one(
                    "SELECT at, state, message, bytes_per_s FROM sync",
                    row -> new SyncState(row.instant(1), row.text(2), row.text(3), row.real(4))))
        .orElseThrow(() -> new IllegalStateException("the table has always one row"));
  }

  public void note(Letters letters) {
    database.write(
        session ->
            session.change(
                SET_LETTERS,
                letters.eventsTold(),
                letters.sent(),
                letters.pending(),
                letters.orderAccepted(),
                letters.orderLooked(),
                letters.order()));
  }

  public Letters letters() {
    return database
        .read(
            session ->
                session.one(
                    LETTERS,
                    row ->
                        new Letters(
                            row.big(1),
                            row.big(2),
                            row.text(3),
                            row.big(4),
                            row.big(5),
                            row.text(6))))
        .orElseThrow(() -> new IllegalStateException("the table has always one row"));
  }
}

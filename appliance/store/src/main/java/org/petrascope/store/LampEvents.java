package org.petrascope.store;

import java.util.List;
import java.util.Locale;

/** What was done with the lamps; rows are only ever added. May be used by any thread. */
public final class LampEvents {
  private static final String INSERT =
      "INSERT INTO lamp_event (station, at, kind) VALUES (?, ?, ?)";

  private static final String OF_PRESENT_LAMP =
      """
      SELECT station, at, kind FROM lamp_event
      WHERE station = ? AND number >= coalesce(
        (SELECT max(number) FROM lamp_event WHERE station = ? AND kind = 'REPLACED'), 0)
      ORDER BY number
      """;

  private final Database database;

  LampEvents(Database database) {
    this.database = database;
  }

  public void add(LampEvent event) {
    database.write(
        session -> {
          session.change(INSERT, event.station(), event.at(), event.kind().name());
          Events.append(
              session,
              new Event(
                  event.at(),
                  "lamp",
                  event.station(),
                  event.kind().name().toLowerCase(Locale.ROOT)));
        });
  }

  /** Whose lamps anything was said of. */
  public List<String> stations() {
    return database.read(
        session ->
            session.all(
                "SELECT DISTINCT station FROM lamp_event ORDER BY station", row -> row.text(1)));
  }

  /** Those of a station since its lamp was replaced, that one first; all before the first time. */
  public List<LampEvent> ofPresentLamp(String station) {
    return database.read(
        session ->
            session.all(
                OF_PRESENT_LAMP,
                row ->
                    new LampEvent(row.text(1), row.instant(2), LampEvent.Kind.valueOf(row.text(3))),
                station,
                station));
  }
}

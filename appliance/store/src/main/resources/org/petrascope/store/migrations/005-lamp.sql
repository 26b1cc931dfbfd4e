ALTER TABLE reference ADD COLUMN temperature_c REAL;
ALTER TABLE reference ADD COLUMN light_level REAL;
ALTER TABLE reference ADD COLUMN light_short_wave REAL;
ALTER TABLE reference ADD COLUMN warnings TEXT NOT NULL DEFAULT '';

CREATE TABLE lamp_event (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  station TEXT NOT NULL,
  at      TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('ON', 'OFF', 'REPLACED'))
) STRICT;

CREATE INDEX lamp_event_by_station ON lamp_event (station, number);

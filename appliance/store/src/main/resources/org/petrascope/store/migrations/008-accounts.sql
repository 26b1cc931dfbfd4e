CREATE TABLE account (
  name       TEXT PRIMARY KEY CHECK (name <> ''),
  role       TEXT NOT NULL CHECK (role IN ('TECHNICIAN', 'GEOLOGIST', 'ADMINISTRATOR')),
  secret     TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Tokens are kept as hashes: whoever reads the database cannot use them. Times are milliseconds since 1970.
CREATE TABLE sign_in (
  token_sha256 TEXT PRIMARY KEY CHECK (length(token_sha256) = 64),
  account      TEXT NOT NULL REFERENCES account (name) ON DELETE CASCADE,
  signed_in_at INTEGER NOT NULL,
  seen_at      INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_by_account ON sign_in (account);

CREATE TABLE audit (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,
  who     TEXT NOT NULL,
  address TEXT NOT NULL,
  action  TEXT NOT NULL,
  outcome TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE (ABORT, 'the audit log is never changed'); END;

CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE (ABORT, 'the audit log is never shortened'); END;

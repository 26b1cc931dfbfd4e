package org.petrascope.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The trained models of this appliance; at most one is active. May be used by any thread. */
public final class Models {
  private static final String COLUMNS =
      "name, version, task, created_at, registered_at, sha256, folder, state, resampling";

  private static final String INSERT =
      "INSERT INTO model (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String NEWEST_FIRST =
      "SELECT " + COLUMNS + " FROM model ORDER BY registered_at DESC, name, version DESC LIMIT ?";

  private static final String BY_NAME =
      "SELECT " + COLUMNS + " FROM model WHERE name = ? AND version = ?";

  private static final String ACTIVE = "SELECT " + COLUMNS + " FROM model WHERE state = 'ACTIVE'";

  private static final String SET_STATE =
      "UPDATE model SET state = ?, resampling = ? WHERE name = ? AND version = ?";

  private final Database database;

  Models(Database database) {
    this.database = database;
  }

  /** Remembers a model whose files are on disk. */
  public void add(ModelRecord model) {
    database.write(
        session -> {
          if (find(session, model.name(), model.version()).isPresent()) {
            throw new StoreException(
                "model %s is registered already: give the new one another name"
                    .formatted(model.label()));
          }
          session.change(
              INSERT,
              model.name(),
              model.version(),
              model.task(),
              model.createdAt(),
              model.registeredAt(),
              model.sha256(),
              model.folder(),
              model.state().name(),
              model.resampling());
          Events.append(session, event(model, model.state(), model.registeredAt()));
        });
  }

  public List<ModelRecord> newest(int limit) {
    return database.read(session -> session.all(NEWEST_FIRST, Models::read, limit));
  }

  public Optional<ModelRecord> find(String name, String version) {
    return database.read(session -> find(session, name, version));
  }

  /** The model, or a sentence that there is none. */
  public ModelRecord require(String name, String version) {
    return find(name, version).orElseThrow(() -> unknown(name, version));
  }

  /** The model that scans are interpreted with; empty while none is. */
  public Optional<ModelRecord> active() {
    return database.read(session -> session.one(ACTIVE, Models::read));
  }

  /**
   * Makes a model the active one; the one that was active until now is retired.
   *
   * @param resampling whether spectra of other bands may be resampled to the model's
   */
  public ModelRecord activate(String name, String version, boolean resampling, Instant at) {
    database.write(
        session -> {
          ModelRecord model = require(session, name, version);
          Optional<ModelRecord> before = session.one(ACTIVE, Models::read);
          if (before.isPresent() && !before.get().label().equals(model.label())) {
            set(session, before.get(), ModelState.RETIRED, at);
          }
          if (model.state() != ModelState.ACTIVE || model.resampling() != resampling) {
            set(session, model.allowing(resampling), ModelState.ACTIVE, at);
          }
        });
    return require(name, version);
  }

  /** Takes a model out of use; its files stay. */
  public ModelRecord retire(String name, String version, Instant at) {
    database.write(
        session -> {
          ModelRecord model = require(session, name, version);
          if (model.state() != ModelState.RETIRED) {
            set(session, model, ModelState.RETIRED, at);
          }
        });
    return require(name, version);
  }

  private static ModelRecord require(Session session, String name, String version)
      throws SQLException {
    return find(session, name, version).orElseThrow(() -> unknown(name, version));
  }

  private static void set(Session session, ModelRecord model, ModelState state, Instant at)
      throws SQLException {
    session.change(SET_STATE, state.name(), model.resampling(), model.name(), model.version());
    Events.append(session, event(model, state, at));
  }

  private static Event event(ModelRecord model, ModelState state, Instant at) {
    return new Event(at, "model", model.label(), state.name());
  }

  private static StoreException unknown(String name, String version) {
    return new StoreException(
        "model %s %s is not known here: list the models".formatted(name, version));
  }

  private static Optional<ModelRecord> find(Session session, String name, String version)
      throws SQLException {
    return session.one(BY_NAME, Models::read, name, version);
  }

  private static ModelRecord read(Session.Row row) throws SQLException {
    return new ModelRecord(
        row.text(1),
        row.text(2),
        row.text(3),
        row.instant(4),
        row.instant(5),
        row.text(6),
        row.text(7),
        ModelState.valueOf(row.text(8)),
        row.integer(9) == 1);
  }
}

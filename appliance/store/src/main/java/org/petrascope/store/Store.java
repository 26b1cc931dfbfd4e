package org.petrascope.store;

import java.nio.file.Path;
import java.time.Clock;
import org.petrascope.formats.DiskSpace;

/**
 * Everything an appliance keeps, in one data folder that nobody else works in meanwhile. May be
 * used by any thread.
 */
public final class Store implements AutoCloseable {
  private final DataFolder folder;
  private final BoxIdentity identity;
  private final Database database;
  private final Scans scans;
  private final References references;
  private final WavelengthChecks wavelengthChecks;
  private final LampEvents lampEvents;
  private final Models models;
  private final Outbox outbox;
  private final Events events;
  private final Deliveries deliveries;
  private final SyncNotes syncNotes;
  private final Accounts accounts;
  private final SignIns signIns;
  private final AuditLog audit;

  private Store(DataFolder folder, BoxIdentity identity, Database database) {
    this.folder = folder;
    this.identity = identity;
    this.database = database;
    this.scans = new Scans(database);
    this.references = new References(database);
    this.wavelengthChecks = new WavelengthChecks(database);
    this.lampEvents = new LampEvents(database);
    this.models = new Models(database);
    this.outbox = new Outbox(database);
    this.events = new Events(database);
    this.deliveries = new Deliveries(database);
    this.syncNotes = new SyncNotes(database);
    this.accounts = new Accounts(database);
    this.signIns = new SignIns(database);
    this.audit = new AuditLog(database);
  }

  /**
   * Locks the folder, makes the box's identity if need be, brings the schema up to date and marks
   * scans that the last run left.
   */
  public static Store open(Path root, Clock clock) {
    DataFolder folder = DataFolder.open(root);
    try {
      BoxIdentity identity = BoxIdentity.in(DataFolder.identity(folder.root()));
      Store store = new Store(folder, identity, Database.open(folder.database()));
      store.scans.interruptActive(clock.instant());
      return store;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  public Scans scans() {
    return scans;
  }

  public References references() {
    return references;
  }

  public WavelengthChecks wavelengthChecks() {
    return wavelengthChecks;
  }

  public LampEvents lampEvents() {
    return lampEvents;
  }

  public Models models() {
    return models;
  }

  public Outbox outbox() {
    return outbox;
  }

  public Events events() {
    return events;
  }

  /** How far sending got, as the process that sends notes it. */
  public Deliveries deliveries() {
    return deliveries;
  }

  /** What the process that sends is doing. */
  public SyncNotes syncNotes() {
    return syncNotes;
  }

  public Accounts accounts() {
    return accounts;
  }

  public SignIns signIns() {
    return signIns;
  }

  public AuditLog audit() {
    return audit;
  }

  /** Who this box is. */
  public BoxIdentity identity() {
    return identity;
  }

  public Path root() {
    return folder.root();
  }

  /** Where a scan's files lie. */
  public Path folder(ScanRecord scan) {
    return folder.resolve(scan.folder());
  }

  /** Where a reference's files lie. */
  public Path folder(ReferenceRecord reference) {
    return folder.resolve(reference.folder());
  }

  /** Where a model's files lie. */
  public Path folder(ModelRecord model) {
    return folder.resolve(model.folder());
  }

  /** Bytes that can still be written here. */
  public long freeBytes() {
    return DiskSpace.free(folder.root());
  }

  /** Commits a transaction that reaches the disk and changes nothing, or throws why it cannot. */
  public void touch() {
    database.touch();
  }

  /** What SQLite's own integrity check finds; {@code ok} when all is well. */
  public String integrity() {
    return database.integrity();
  }

  @Override
  public void close() {
    database.close();
    folder.close();
  }
}

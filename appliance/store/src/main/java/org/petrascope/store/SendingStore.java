package org.petrascope.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.petrascope.formats.DiskSpace;

/**
 * The part of an appliance's store that the process that sends works with, beside a running
 * appliance. One such process at a time. May be used by any thread.
 */
public final class SendingStore implements AutoCloseable {
  private final Path root;
  private final DataLock lock;
  private final BoxIdentity identity;
  private final Database database;
  private final Deliveries deliveries;
  private final SyncNotes syncNotes;
  private final Events events;
  private final LampEvents lampEvents;
  private final WavelengthChecks wavelengthChecks;

  private SendingStore(Path root, DataLock lock, BoxIdentity identity, Database database) {
    this.root = root;
    this.lock = lock;
    this.identity = identity;
    this.database = database;
    this.deliveries = new Deliveries(database);
    this.syncNotes = new SyncNotes(database);
    this.events = new Events(database);
    this.lampEvents = new LampEvents(database);
    this.wavelengthChecks = new WavelengthChecks(database);
  }

  /** Opens a data folder in which an appliance of this release was started before. */
  public static SendingStore open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    Path file = root.resolve(DataFolder.DATABASE);
    if (!Files.exists(file)) {
      throw new StoreException(
          "data folder %s holds no database: start petrascope serve there first".formatted(root));
    }
    DataLock lock = DataLock.takeForSending(root);
    try {
      BoxIdentity identity = BoxIdentity.open(DataFolder.identity(root));
      SendingStore store = new SendingStore(root, lock, identity, Database.join(file));
      store.syncNotes.sendAs(identity.name());
      return store;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Who this box is; what is sent lies under its name. */
  public BoxIdentity identity() {
    return identity;
  }

  public Deliveries deliveries() {
    return deliveries;
  }

  /** What the process that sends is doing. */
  public SyncNotes syncNotes() {
    return syncNotes;
  }

  public Events events() {
    return events;
  }

  /** What was done with the lamps; only read here. */
  public LampEvents lampEvents() {
    return lampEvents;
  }

  /** How far wavelengths were off; only read here. */
  public WavelengthChecks wavelengthChecks() {
    return wavelengthChecks;
  }

  /** The file that a path of a delivery means. */
  public Path resolve(String path) {
    return root.resolve(path);
  }

  /** Bytes that can still be written here. */
  public long freeBytes() {
    return DiskSpace.free(root);
  }

  /** Removes a file of a scan; anything else is refused. */
  public void remove(DeliveredFile file) {
    Path scans = root.resolve(DataFolder.SCANS);
    Path path = root.resolve(file.delivery().path()).normalize();
    if (!path.startsWith(scans)) {
      throw new IllegalArgumentException(path + " is no file of a scan: only these are freed");
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new StoreException(
          "file %s cannot be removed (%s): change its owner or rights"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    database.close();
    lock.close();
  }
}

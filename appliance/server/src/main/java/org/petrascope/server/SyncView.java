package org.petrascope.server;

import java.util.Locale;
import org.petrascope.store.Backlog;
import org.petrascope.store.Store;
import org.petrascope.store.SyncState;

/**
 * What the API tells of sending.
 *
 * @param configured whether scans are to be sent at all
 * @param box who this box is in the store
 * @param at when the sending process last noted its state
 * @param state {@code never, sending, idle, window, quota, offline, stopped}
 * @param message why it does not send, or why the file that failed most was not taken; empty when
 *     all is well
 */
record SyncView(
    boolean configured,
    String box,
    String at,
    String state,
    String message,
    double bytesPerS,
    long filesWaiting,
    long bytesWaiting,
    long scansWaiting,
    long filesRefused,
    String oldestWaiting,
    long filesProven,
    long bytesProven,
    long bytesFreed) {
  static SyncView of(Store store, boolean configured) {
    SyncState state = store.syncNotes().state();
    Backlog backlog = store.deliveries().backlog();
    return new SyncView(
        configured,
        store.identity().name(),
        state.at().toString(),
        state.state().toLowerCase(Locale.ROOT),
        state.message().isEmpty() ? backlog.message() : state.message(),
        state.bytesPerS(),
        backlog.filesWaiting(),
        backlog.bytesWaiting(),
        backlog.scansWaiting(),
        backlog.filesRefused(),
        backlog.oldestWaiting(),
        backlog.filesProven(),
        backlog.bytesProven(),
        backlog.bytesFreed());
  }
}

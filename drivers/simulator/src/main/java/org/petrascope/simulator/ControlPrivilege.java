package org.petrascope.simulator;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Which client controls the camera, and whether it still lives. Used by the control thread alone.
 */
final class ControlPrivilege {
  /** Another program, of which nothing more is known. */
  private static final InetSocketAddress STRANGER = InetSocketAddress.createUnresolved("other", 0);

  private final LongSupplier clockNs;
  private Optional<InetSocketAddress> controller = Optional.empty();
  private int granted;
  private long heardNs;

  ControlPrivilege(LongSupplier clockNs) {
    this.clockNs = clockNs;
  }

  /** Asks for a privilege, or gives it back with 0; false when another client holds it. */
  boolean request(InetSocketAddress client, int privilege) {
    if (controller.isPresent() && !isHeldBy(client)) {
      return false;
    }
    if ((privilege & (Gvcp.PRIVILEGE_CONTROL | Gvcp.PRIVILEGE_EXCLUSIVE)) == 0) {
      release();
    } else {
      controller = Optional.of(client);
      granted = privilege;
      heardNs = clockNs.getAsLong();
    }
    return true;
  }

  /** Any command of the controller counts as a heartbeat. */
  void heard(InetSocketAddress client) {
    if (isHeldBy(client)) {
      heardNs = clockNs.getAsLong();
    }
  }

  boolean isHeldBy(InetSocketAddress client) {
    return controller.filter(client::equals).isPresent();
  }

  /** Whether this client may read: everybody, unless another one has exclusive access. */
  boolean mayRead(InetSocketAddress client) {
    return (granted & Gvcp.PRIVILEGE_EXCLUSIVE) == 0 || isHeldBy(client);
  }

  /** Gives the privilege to a stranger, or takes it back from it; true when it did. */
  boolean stranger(boolean there) {
    boolean changes = there != isHeldBy(STRANGER);
    if (changes) {
      controller = there ? Optional.of(STRANGER) : Optional.empty();
      granted = there ? Gvcp.PRIVILEGE_CONTROL : 0;
    }
    return changes;
  }

  /** Takes the privilege from a controller that was silent for longer; true when it did. */
  boolean expire(int heartbeatTimeoutMs) {
    boolean silent =
        controller.isPresent()
            && !isHeldBy(STRANGER)
            && clockNs.getAsLong() - heardNs > TimeUnit.MILLISECONDS.toNanos(heartbeatTimeoutMs);
    if (silent) {
      release();
    }
    return silent;
  }

  int granted() {
    return granted;
  }

  private void release() {
    controller = Optional.empty();
    granted = 0;
  }
}

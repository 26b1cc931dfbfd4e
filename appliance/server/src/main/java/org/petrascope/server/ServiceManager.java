package org.petrascope.server;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever started this process as a service, and is told how it fares in the words of sd_notify(3).
 * Where nobody did, nobody is told. May be used by any thread.
 */
final class ServiceManager {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

  private final Optional<NotifySocket> socket;
  private final Optional<Duration> patience;

  private ServiceManager(Optional<NotifySocket> socket, Optional<Duration> patience) {
    this.socket = socket;
    this.patience = patience;
  }

  /** As the process's environment says: {@code NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID}. */
  static ServiceManager of(Map<String, String> environment) {
    String ours = String.valueOf(ProcessHandle.current().pid());
    boolean watched = environment.getOrDefault("WATCHDOG_PID", ours).equals(ours);
    return new ServiceManager(
        Optional.ofNullable(environment.get("NOTIFY_SOCKET")).map(NotifySocket::new),
        Optional.ofNullable(environment.get("WATCHDOG_USEC"))
            .filter(us -> watched)
            .map(us -> Duration.of(Long.parseLong(us), ChronoUnit.MICROS)));
  }

  /** How long it waits for a sign of life before it starts the process again; empty: for ever. */
  Optional<Duration> patience() {
    return patience;
  }

  /** Everything runs. */
  void ready() {
    send("READY=1");
  }

  /** Everything vital moves on. */
  void alive() {
    send("WATCHDOG=1\nSTATUS=");
  }

  /** What does not, in one line; no sign of life. */
  void troubled(String trouble) {
    send("STATUS=" + trouble.replace('\n', ' '));
  }

  /** The end has begun. */
  void stopping() {
    send("STOPPING=1");
  }

  private void send(String words) {
    if (socket.isPresent() && !socket.get().send(words)) {
      LOG.warn(
          "the service manager at {} does not take {}",
          socket.get().path(),
          words.lines().toList());
    }
  }
}

package org.petrascope.gige;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks at a camera without taking control of it. Every question waits for an answer; empty where
 * the camera gives none. Register numbers are those of GigE Vision 2.0, part 4.
 */
public final class GigeInspection {
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final int HEARTBEAT_TIMEOUT = 0x0938;
  private static final int CONTROL_PRIVILEGE = 0x0A00;
  private static final int PRIMARY_APPLICATION_PORT = 0x0A04;
  private static final int PRIMARY_APPLICATION_ADDRESS = 0x0A14;
  private static final int STREAM_PACKET_SIZE = 0x0D04;
  private static final int LOW_HALF = 0xFFFF;

  private final GvcpProbe probe;

  public GigeInspection(GigeAddress address) {
    probe = new GvcpProbe(address);
  }

  /** Who answers at the address. */
  public Optional<GigeDevice> device() {
    return probe.device(PATIENCE);
  }

  /** Whether another program controls the camera, and from where. */
  public Control control() {
    OptionalInt privilege = probe.register(CONTROL_PRIVILEGE, PATIENCE);
    if (privilege.isPresent() && privilege.getAsInt() == 0) {
      return new Control.Free();
    }
    // Under exclusive access the camera tells nobody else anything.
    OptionalInt address = probe.register(PRIMARY_APPLICATION_ADDRESS, PATIENCE);
    int port = probe.register(PRIMARY_APPLICATION_PORT, PATIENCE).orElse(0) & LOW_HALF;
    return address.isPresent() && address.getAsInt() != 0
        ? new Control.HeldBy(GigeDevice.address(address.getAsInt()).getHostAddress(), port)
        : new Control.HeldBySomeone();
  }

  /** After how long a silence of its controller the camera frees itself. */
  public OptionalInt heartbeatTimeoutMs() {
    return probe.register(HEARTBEAT_TIMEOUT, PATIENCE);
  }

  /** IP bytes of a packet of the stream, as they were agreed last. */
  public OptionalInt packetBytes() {
    OptionalInt register = probe.register(STREAM_PACKET_SIZE, PATIENCE);
    return register.isPresent() ? OptionalInt.of(register.getAsInt() & LOW_HALF) : register;
  }

  /** Who controls a camera. */
  public sealed interface Control {
    /** Nobody. */
    record Free() implements Control {}

    /** The program with this socket. */
    record HeldBy(String address, int port) implements Control {}

    /** A program of which the camera does not tell where it is. */
    record HeldBySomeone() implements Control {}
  }
}

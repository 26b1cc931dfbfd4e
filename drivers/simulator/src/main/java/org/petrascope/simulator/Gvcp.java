package org.petrascope.simulator;

/** Numbers of the GigE Vision Control Protocol (GigE Vision 2.0, part 2). */
final class Gvcp {
  static final int PORT = 3956;
  static final int KEY = 0x42;
  static final int HEADER_BYTES = 8;

  /** A control datagram never exceeds this, so that it is never fragmented. */
  static final int PAYLOAD_BYTES_MAX = 540;

  static final int FLAG_ACK_REQUIRED = 0x01;

  static final int DISCOVERY = 0x0002;
  static final int PACKET_RESEND = 0x0040;
  static final int READ_REGISTER = 0x0080;
  static final int WRITE_REGISTER = 0x0082;
  static final int READ_MEMORY = 0x0084;
  static final int WRITE_MEMORY = 0x0086;

  /** The acknowledge of a command is the command plus this. */
  static final int ACK_OF = 1;

  static final int DISCOVERY_BYTES = 0xF8;

  static final int PRIVILEGE_EXCLUSIVE = 1;
  static final int PRIVILEGE_CONTROL = 2;

  static final int SCPS_FIRE_TEST_PACKET = 1 << 31;
  static final int SCPS_DO_NOT_FRAGMENT = 1 << 30;
  static final int SCPS_SIZE = 0xFFFF;

  private Gvcp() {}

  /** Answer to a command. */
  enum Status {
    SUCCESS(0x0000),
    NOT_IMPLEMENTED(0x8001),
    INVALID_PARAMETER(0x8002),
    INVALID_ADDRESS(0x8003),
    WRITE_PROTECT(0x8004),
    BAD_ALIGNMENT(0x8005),
    ACCESS_DENIED(0x8006),
    BUSY(0x8007),
    INVALID_HEADER(0x800E);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }
}

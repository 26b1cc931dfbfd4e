package org.petrascope.stage;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines to and from a GRBL controller. One question is on the way at a time, whoever asks; {@link
 * #realtime} may be called by any thread and waits for nobody.
 *
 * <p>Protocol: GRBL 1.1, interface.md and jogging.md of its documentation.
 */
final class GrblLink implements AutoCloseable {
  static final int BAUD = 115_200;
  static final byte STATUS = '?';
  static final byte HOLD = '!';
  static final byte RESET = 0x18;

  private static final int READ_MS = 50;
  private static final int EACCES = 13;
  private static final int LINE_BYTES_MAX = 256;
  private static final Duration REPORT_PATIENCE = Duration.ofSeconds(2);
  private static final Pattern ERROR = Pattern.compile("error:(\\d+).*");
  private static final Pattern ALARM = Pattern.compile("ALARM:(\\d+).*");
  private static final Pattern GREETING = Pattern.compile("Grbl \\d.*");

  private final SerialPort port;
  private final String name;
  private final int axis;
  private final ReentrantLock lock = new ReentrantLock();
  private final StringBuilder begun = new StringBuilder();
  private final byte[] bytes = new byte[LINE_BYTES_MAX];
  private int read;
  private int next;
  private boolean greeted;
  private String alarm = "";

  private GrblLink(SerialPort port, String name, int axis) {
    this.port = port;
    this.name = name;
    this.axis = axis;
  }

  /**
   * Opens a serial port with GRBL's 115200 baud, 8 data bits, no parity.
   *
   * @param axis 0 for X, 1 for Y, 2 for Z
   */
  static GrblLink open(String path, int axis) {
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException e) {
      throw new StageException(noPort(path), e);
    }
    port.setComPortParameters(BAUD, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_MS, 0);
    if (!port.openPort()) {
      int code = port.getLastErrorCode();
      throw new StageException(
          code == EACCES
              ? "port %s of the stage may not be opened: add the service's user to the group dialout"
                  .formatted(path)
              : "port %s of the stage cannot be opened (error %d): another program holds it or it is no serial port; end that program or correct port"
                  .formatted(path, code));
    }
    return new GrblLink(port, "at " + path, axis);
  }

  private static String noPort(String path) {
    return "port %s of the stage is not there: plug its cable in, or correct port (see ls /dev/serial/by-id)"
        .formatted(path);
  }

  /** Sends a real-time command, which the controller obeys at once. */
  void realtime(byte command) {
    write(new byte[] {command});
  }

  private void write(byte[] all) {
    int written = port.writeBytes(all, all.length);
    if (written != all.length) {
      throw gone();
    }
  }

  private StageException gone() {
    return new StageException(
        "stage %s is gone: check its cable and power, its position must be found anew"
            .formatted(name));
  }

  /** Sends a line and waits for its ok; gives what came before that. */
  List<String> command(String line, Duration patience) {
    lock.lock();
    try {
      write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      List<String> answer = new ArrayList<>();
      for (long end = System.nanoTime() + patience.toNanos(); System.nanoTime() < end; ) {
        String came = line().orElse("");
        if (came.equals("ok")) {
          return answer;
        }
        Matcher error = ERROR.matcher(came);
        if (error.matches()) {
          int code = Integer.parseInt(error.group(1));
          throw new StageException(
              "stage %s refuses '%s' (error %d): %s"
                  .formatted(name, line, code, GrblCodes.error(code)));
        }
        requireNoAlarm();
        if (!came.isEmpty()) {
          answer.add(came);
        }
      }
      throw silent(patience, answer);
    } finally {
      lock.unlock();
    }
  }

  private StageException silent(Duration patience, List<String> answer) {
    String said = answer.isEmpty() ? "nothing" : "'" + answer.getLast() + "'";
    return new StageException(
        "stage %s answered %s in %d ms, expected GRBL 1.1: check its power, its cable and that port names it"
            .formatted(name, said, patience.toMillis()));
  }

  /** Asks for a status report. */
  GrblReport report() {
    lock.lock();
    try {
      realtime(STATUS);
      for (long end = System.nanoTime() + REPORT_PATIENCE.toNanos(); System.nanoTime() < end; ) {
        Optional<GrblReport> report = line().flatMap(came -> GrblReport.parse(came, axis));
        if (report.isPresent()) {
          return report.get();
        }
      }
      throw silent(REPORT_PATIENCE, List.of());
    } finally {
      lock.unlock();
    }
  }

  /** Throws why the controller takes no moves, once for each time that it told so. */
  void requireNoAlarm() {
    lock.lock();
    try {
      if (!alarm.isEmpty()) {
        String why = alarm;
        alarm = "";
        throw new StageException(why);
      }
    } finally {
      lock.unlock();
    }
  }

  /** From now on a greeting means that the controller was reset. */
  void expectNoReset() {
    lock.lock();
    try {
      greeted = true;
      alarm = "";
    } finally {
      lock.unlock();
    }
  }

  /** The next line; empty when none came for a moment. Alarms and resets are remembered. */
  private Optional<String> line() {
    while (true) {
      if (next == read) {
        next = 0;
        read = port.readBytes(bytes, bytes.length);
        if (read < 0) {
          read = 0;
          throw gone();
        }
        if (read == 0) {
          return Optional.empty();
        }
      }
      char c = (char) (bytes[next++] & 0xFF);
      if (c != '\n' && c != '\r') {
        if (begun.length() < LINE_BYTES_MAX) {
          begun.append(c);
        }
      } else if (!begun.isEmpty()) {
        String line = begun.toString();
        begun.setLength(0);
        notice(line);
        return Optional.of(line);
      }
    }
  }

  private void notice(String line) {
    Matcher told = ALARM.matcher(line);
    if (told.matches()) {
      int code = Integer.parseInt(told.group(1));
      alarm = "stage %s stopped (alarm %d): %s".formatted(name, code, GrblCodes.alarm(code));
    } else if (greeted && alarm.isEmpty() && GREETING.matcher(line).matches()) {
      alarm =
          "stage %s was reset, by its button or a lack of power: find its position anew, then scan again"
              .formatted(name);
    }
  }

  @Override
  public void close() {
    port.closePort();
  }
}

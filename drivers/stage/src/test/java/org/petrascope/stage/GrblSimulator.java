package org.petrascope.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GRBL 1.1 controller in plain Java at the far end of a pseudo-terminal that socat makes, moving
 * a conveyor in memory from 0 to 200 mm, at up to 100 mm/s. It may answer as another firmware, or
 * hit its limit switch. Also for the tests of other modules.
 */
public final class GrblSimulator implements AutoCloseable {
  private static final Pattern JOG = Pattern.compile("\\$J=G21G90G53X(-?[0-9.]+)F([0-9.]+)");
  private static final Pattern PTY = Pattern.compile(".*PTY is (/dev/\\S+).*");
  private static final String READY = "starting data transfer loop";

  private final Process socat;
  private final Firmware firmware;
  private final String port;
  private final SimulatedStage conveyor =
      new SimulatedStage(
          StageContract.description("conveyor"), 0, StageContract.TRAVEL_MM, StageClock.REAL);
  private final Map<String, String> settings = new TreeMap<>();
  private volatile double limitSwitchMm = Double.POSITIVE_INFINITY;
  private volatile boolean locked;

  /** What it answers as. */
  public enum Firmware {
    GRBL_1_1,
    GRBL_0_9,
    MARLIN,
    SILENT
  }

  /** Whether this machine can make the pseudo-terminal. */
  public static boolean possible() {
    for (String folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, "socat"))) {
        return true;
      }
    }
    return false;
  }

  public GrblSimulator(Firmware firmware) {
    this.firmware = firmware;
    settings.put("10", "1");
    settings.put("13", "0");
    settings.put("22", "1");
    settings.put("100", "250.000");
    settings.put("110", "6000.000");
    settings.put("120", "2000.000");
    settings.put("130", "200.000");
    try {
      socat = new ProcessBuilder("socat", "-dd", "pty,raw,echo=0", "stdio").start();
      port =
          port(
              new BufferedReader(
                  new InputStreamReader(socat.getErrorStream(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("grbl").start(this::serve);
  }

  /**
   * The port's name, once socat is through with it: it tells the name first and makes the terminal
   * raw afterwards, which would undo the settings of whoever opened it in between.
   */
  private static String port(BufferedReader said) throws IOException {
    String port = "";
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher pty = PTY.matcher(line);
      if (pty.matches()) {
        port = pty.group(1);
      } else if (!port.isEmpty() && line.contains(READY)) {
        return port;
      }
    }
    throw new IOException("socat made no pseudo-terminal");
  }

  public String port() {
    return port;
  }

  /** Where its conveyor is at a time of {@link System#nanoTime()}, in mm. */
  public double positionMm(long atNs) {
    return conveyor.positionMm(atNs);
  }

  public GrblSimulator with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  public GrblSimulator locked() {
    locked = true;
    return this;
  }

  /** A limit switch that stops the conveyor here. */
  public void limitSwitchMm(double positionMm) {
    limitSwitchMm = positionMm;
  }

  /** As if somebody pressed its reset button. */
  public void reset() {
    conveyor.hold();
    say("Grbl 1.1h ['$' for help]");
  }

  /** As if the cable was pulled. */
  public void unplug() {
    socat.destroy();
  }

  private void serve() {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = socat.getInputStream().read(); c >= 0; c = socat.getInputStream().read()) {
        switch (c) {
          case GrblLink.STATUS -> report();
          case GrblLink.HOLD -> conveyor.hold();
          case GrblLink.RESET -> reset();
          case '\n' -> {
            obey(line.toString());
            line.setLength(0);
          }
          default -> line.append((char) c);
        }
      }
    } catch (IOException e) {
      conveyor.hold();
    }
  }

  private void obey(String line) {
    switch (firmware) {
      case SILENT -> {}
      case MARLIN -> {
        say("echo:Unknown command: \"" + line + "\"");
        say("ok");
      }
      case GRBL_0_9 -> {
        say("[0.9j.20160303:]");
        say("ok");
      }
      case GRBL_1_1 -> obeyAsGrbl(line);
    }
  }

  private void obeyAsGrbl(String line) {
    Matcher jog = JOG.matcher(line);
    if (line.equals("$I")) {
      say("[VER:1.1h.20190825:]");
      say("[OPT:V,15,128]");
      say("ok");
    } else if (line.equals("$$")) {
      settings.forEach((number, value) -> say("$" + number + "=" + value));
      say("ok");
    } else if (line.equals("$H")) {
      conveyor.home();
      locked = false;
      say("ok");
    } else if (locked) {
      say("error:9");
    } else if (jog.matches()) {
      jog(Double.parseDouble(jog.group(1)), Double.parseDouble(jog.group(2)));
    } else {
      say("error:20");
    }
  }

  private void jog(double toMm, double feed) {
    if (toMm < 0 || toMm > StageContract.TRAVEL_MM) {
      say("error:15");
      return;
    }
    conveyor.move(toMm, feed / 60);
    say("ok");
  }

  private void report() {
    if (firmware != Firmware.GRBL_1_1) {
      return;
    }
    StageStatus status = conveyor.status();
    if (status.positionMm() >= limitSwitchMm && !locked) {
      conveyor.hold();
      locked = true;
      say("ALARM:1");
    }
    String state = locked ? "Alarm" : status.state() == StageStatus.State.MOVING ? "Jog" : "Idle";
    say(
        String.format(
            Locale.ROOT,
            "<%s|MPos:%.3f,0.000,0.000|FS:%.0f,0|WCO:0.000,0.000,0.000>",
            state,
            status.positionMm(),
            status.speedMmPerS() * 60));
  }

  private synchronized void say(String line) {
    try {
      OutputStream out = socat.getOutputStream();
      out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      conveyor.hold();
    }
  }

  @Override
  public void close() {
    socat.destroy();
  }
}

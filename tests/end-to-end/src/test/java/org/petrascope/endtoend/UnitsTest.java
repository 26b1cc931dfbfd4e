package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd itself says of the units. */
class UnitsTest {
  private static final Path UNITS = Appliance.checkout().resolve("systemd");

  @TempDir Path folder;

  @BeforeAll
  static void needSystemd() {
    assumeTrue(HostCommand.exists("systemd-analyze"), "systemd-analyze is not installed");
  }

  /** Exposure of at most 2.5 of 10; the option takes tenths. */
  @Test
  void everyServiceIsExposedLittle() throws Exception {
    List<String> exposed = new ArrayList<>();
    for (Path unit : units(".service")) {
      HostCommand.Ended judged =
          HostCommand.run(
              List.of(
                  "systemd-analyze",
                  "security",
                  "--offline=true",
                  "--threshold=25",
                  "--no-pager",
                  unit.toString()));
      if (judged.exit() != 0) {
        exposed.add(judged.said().strip().lines().reduce("", (first, last) -> last));
      }
    }
    assertEquals(List.of(), exposed);
    assertEquals(6, units(".service").size());
  }

  @Test
  void everyUnitIsUnderstood() throws Exception {
    List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
    for (Path unit : units("")) {
      // The programs are not installed here.
      String text =
          Files.readString(unit)
              .replaceAll("(?m)^(Exec\\w+=\\+?)\\S+", "$1/bin/true")
              .replaceAll("(?m)^(User|Group)=petrascope", "$1=root");
      command.add(Files.writeString(folder.resolve(unit.getFileName()), text).toString());
    }
    HostCommand.Ended verified = HostCommand.run(command);
    assertEquals(
        List.of(), verified.said().lines().filter(line -> line.contains("petrascope")).toList());
    assertEquals(0, verified.exit(), verified.said());
  }

  private static List<Path> units(String kind) throws IOException {
    try (Stream<Path> files = Files.list(UNITS)) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().matches("petrascope.*\\.(service|target|timer)"))
          .filter(file -> file.toString().endsWith(kind))
          .sorted()
          .toList();
    }
  }
}

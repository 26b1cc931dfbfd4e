package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What doctor and search tell in networks that are wrong, each made in a namespace of its own. */
class NetworkTest {
  private static final long PROBE_S = 120;

  @TempDir private static Path folder;
  private static JsonNode told = Json.MAPPER.nullNode();

  @BeforeAll
  static void probeInANamespace() throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/ip")) && runs(List.of("unshare", "-rn", "true")),
        "this machine grants no network namespace of its own (unshare -rn, ip)");
    List<String> command = new ArrayList<>(List.of("unshare", "-rn"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(NetworkProbe.class.getName(), folder.toString()));
    assertTrue(runs(command), () -> read("probe.log"));
    told = Json.MAPPER.readTree(read("told.json"));
  }

  private static boolean runs(List<String> command) throws IOException, InterruptedException {
    File log = folder.resolve("probe.log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    boolean ended = process.waitFor(PROBE_S, TimeUnit.SECONDS);
    process.destroyForcibly();
    return ended && process.exitValue() == 0;
  }

  private static String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      return name + " cannot be read";
    }
  }

  @Test
  void searchFindsAllCamerasThatAnswerACallToEverybody() {
    JsonNode found = told.at("/cameras/out");
    assertEquals(0, told.at("/cameras/code").asInt());
    assertEquals(2, found.size(), found.toString());
    List<String> messages = new ArrayList<>();
    found.forEach(camera -> messages.add(camera.path("message").asText()));
    assertTrue(
        messages.stream()
            .anyMatch(m -> m.startsWith("Petrascope SWIR-640 simulated SIM-0001 at 127.0.0.1")),
        messages.toString());
    assertTrue(
        messages.contains(
            "Specim FX17e FX-2 at 127.0.0.1, profile specim-fx17e, which tells no mineral group by its absorption"),
        messages.toString());
  }

  @Test
  void searchWithoutAnAnswerFailsWithTheRemedy() {
    assertEquals(1, told.at("/hidden/code").asInt());
    assertEquals(0, told.at("/hidden/out").size());
    assertEquals(
        "no camera answers on any network: check power and cables",
        told.at("/hidden/err").asText());
  }

  @Test
  void cameraThatHearsNoCallIsFoundByItsAddress() {
    assertEquals(0, told.at("/named/code").asInt());
    assertEquals("SIM-0001", told.at("/named/out/0/serial").asText());
  }

  @Test
  void cameraWithAStatusRowAndARateSwitchGivesItsFrame() {
    assertEquals(
        "a frame of 16 x 7 Mono12Packed came from camera 127.0.0.2 of core",
        finding("otherMake", "frame").path("detail").asText());
  }

  @Test
  void smallMtuIsToldWithTheCommandThatMendsIt() {
    JsonNode mtu = finding("smallMtu", "mtu");
    assertEquals("WARNING", mtu.path("verdict").asText());
    assertEquals("MTU of lo is 1500, jumbo frames need 9000", mtu.path("detail").asText());
    assertEquals("ip link set dev lo mtu 9000", mtu.path("remedy").asText());
    assertEquals("OK", finding("smallMtu", "frame").path("verdict").asText());
    assertEquals(0, told.at("/smallMtu/code").asInt());
  }

  @Test
  void cameraThatNoInterfaceLeadsToIsTold() {
    JsonNode way = finding("noRoute", "interface");
    assertEquals("BROKEN", way.path("verdict").asText());
    assertEquals(
        "no interface of this machine leads to camera 192.168.20.5 of core",
        way.path("detail").asText());
    assertTrue(way.path("remedy").asText().startsWith("ip address add 192.168.20.250/24 dev "));
    assertEquals(1, told.at("/noRoute/code").asInt());
  }

  @Test
  void cameraOfAnotherNetworkIsTold() {
    JsonNode way = finding("otherSubnet", "interface");
    assertEquals("BROKEN", way.path("verdict").asText());
    assertEquals(
        "camera 192.168.20.5 of core is in none of the networks of cam0, which leads to it",
        way.path("detail").asText());
    assertEquals("ip address add 192.168.20.250/24 dev cam0", way.path("remedy").asText());
    assertEquals(1, told.at("/otherSubnet/code").asInt());
  }

  private static JsonNode finding(String state, String topic) {
    for (JsonNode finding : told.at("/" + state + "/out")) {
      if (finding.path("topic").asText().equals(topic)) {
        return finding;
      }
    }
    throw new AssertionError(topic + " is not in " + told.path(state));
  }
}

package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.petrascope.simulator.Dress;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorSettings;

/**
 * Runs commands in networks of its own making and prints what they told; its process must be in a
 * network namespace of its own, which it changes.
 */
final class NetworkProbe {
  private static final Path IP = Path.of("/usr/sbin/ip");

  private NetworkProbe() {}

  /**
   * @param args a folder to write configurations to
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Logs.configure("error");
    Path folder = Path.of(args[0]);
    Map<String, JsonNode> told = new LinkedHashMap<>();
    ip("link set lo up");
    try (SimulatedCamera hidden = SmallCamera.start(SimulatorSettings.at("127.0.0.3"))) {
      told.put("hidden", answer("cameras", "--json"));
      told.put("named", answer("cameras", "--json", "--address", hidden.address()));
    }
    SimulatorSettings plain = SimulatorSettings.at("127.0.0.1").withDiscovery();
    SimulatorSettings other =
        SimulatorSettings.at("127.0.0.2")
            .withDress(Dress.SPECIM_FX17E)
            .withSerial("FX-2")
            .withDiscovery();
    try (SimulatedCamera first = SmallCamera.start(plain);
        SimulatedCamera second = SmallCamera.start(other)) {
      told.put("cameras", answer("cameras", "--json"));
      ip("link set lo mtu 1500");
      told.put("smallMtu", doctor(folder, first.address()));
      told.put("otherMake", doctor(folder, second.address()));
    }
    told.put("noRoute", doctor(folder, "192.168.20.5"));
    ip("link add cam0 type veth peer name cam1");
    ip("address add 192.168.10.1/24 dev cam0");
    ip("link set cam0 up");
    ip("link set cam1 up");
    ip("route add default via 192.168.10.254 dev cam0");
    told.put("otherSubnet", doctor(folder, "192.168.20.5"));
    Files.write(folder.resolve("told.json"), Json.bytes(told));
    System.exit(0);
  }

  private static JsonNode doctor(Path folder, String address) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("petrascope.yaml"),
            """
            version: 1
            data: data
            http: {port: 0}
            stations: [{id: core, camera: {address: %s}}]
            """
                .formatted(address));
    return answer("doctor", "--config", config, "--json");
  }

  /** What the command printed, and how it ended. */
  private static JsonNode answer(Object... command) throws IOException {
    Shell shell = Shell.run(command);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("code", shell.code());
    answer.put("out", Json.MAPPER.readTree(shell.out()));
    answer.put("err", shell.err());
    return Json.MAPPER.valueToTree(answer);
  }

  private static void ip(String arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of("sh", "-c", IP + " " + arguments)).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("ip " + arguments + " failed");
    }
  }
}

package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.gige.GigeCamera;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope cameras}: asks cameras who they are, each at its own address. */
@Command(
    name = "cameras",
    description = "Shows the cameras at the given or configured addresses; searches nowhere else.")
final class CamerasCommand extends ServerCommand {
  @Option(
      names = "--address",
      paramLabel = "IP",
      description = "Address of a camera; may be given several times.")
  private List<String> addresses = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration whose cameras are asked when no address is given.")
  private @Nullable Path config;

  CamerasCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    List<String> asked = new ArrayList<>(addresses);
    if (asked.isEmpty()) {
      Configuration configuration =
          ConfigurationFile.read(config == null ? ConfigurationFile.DEFAULT : config);
      configuration.stations().forEach(station -> asked.add(station.cameraAddress()));
    }
    List<Map<String, Object>> found = asked.stream().map(CamerasCommand::ask).toList();
    StringBuilder text = new StringBuilder();
    for (Map<String, Object> camera : found) {
      text.append(camera.get("address")).append("  ").append(camera.get("message")).append('\n');
    }
    result(found, text.toString().stripTrailing());
    return found.stream().allMatch(camera -> Boolean.TRUE.equals(camera.get("connected")))
        ? DONE
        : FAILED;
  }

  private static Map<String, Object> ask(String address) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("address", address);
    try (Camera camera = GigeCamera.open(address)) {
      var identity = camera.identity();
      var capabilities = camera.capabilities();
      answer.put("connected", true);
      answer.put("vendor", identity.vendor());
      answer.put("model", identity.model());
      answer.put("serial", identity.serial());
      answer.put("samples", capabilities.samplesMax());
      answer.put("bands", capabilities.bands().bands());
      answer.put(
          "message",
          "%s %s %s, %d samples, %s"
              .formatted(
                  identity.vendor(),
                  identity.model(),
                  identity.serial(),
                  capabilities.samplesMax(),
                  capabilities.bands()));
    } catch (CameraException e) {
      answer.put("connected", false);
      answer.put("message", Failures.sentence(e));
    }
    return answer;
  }
}

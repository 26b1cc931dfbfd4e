package org.petrascope.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.gige.CameraProfile;
import org.petrascope.gige.GigeAddress;
import org.petrascope.gige.GigeDevice;
import org.petrascope.gige.GigeDiscovery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope cameras}: which cameras there are, and who they are. */
@Command(
    name = "cameras",
    description = "Searches all networks of this machine for cameras, or asks the ones named.")
final class CamerasCommand extends ServerCommand {
  private static final Duration SEARCH = Duration.ofSeconds(1);

  @Option(
      names = "--address",
      paramLabel = "IP",
      description = "Address of a camera, asked alone; may be given several times.")
  private List<String> addresses = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration whose cameras are asked, and no others.")
  private @Nullable Path config;

  CamerasCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    List<Map<String, Object>> found = new ArrayList<>();
    for (CameraConfiguration camera : named()) {
      found.add(ask(camera));
    }
    if (found.isEmpty()) {
      GigeDiscovery.search(SEARCH).stream().map(CamerasCommand::answered).forEach(found::add);
    }
    StringBuilder text = new StringBuilder();
    for (Map<String, Object> camera : found) {
      text.append(camera.get("address")).append("  ").append(camera.get("message")).append('\n');
    }
    if (found.isEmpty()) {
      console().say("no camera answers on any network: check power and cables");
    }
    result(found, text.toString().stripTrailing());
    boolean allConnected =
        found.stream().allMatch(camera -> Boolean.TRUE.equals(camera.get("connected")));
    return allConnected && !found.isEmpty() ? DONE : FAILED;
  }

  private List<CameraConfiguration> named() {
    List<CameraConfiguration> named = new ArrayList<>();
    addresses.stream().map(CameraConfiguration::at).forEach(named::add);
    if (named.isEmpty() && config != null) {
      ConfigurationFile.read(config).stations().forEach(station -> named.add(station.camera()));
    }
    return named;
  }

  /** What a camera told that answered the call to everybody. */
  private static Map<String, Object> answered(GigeDevice device) {
    Map<String, Object> answer = new LinkedHashMap<>();
    String address = device.address().getHostAddress();
    String host = device.host().getHostAddress();
    boolean reachable =
        GigeAddress.of(address, host).link().map(GigeAddress.Link::sameNetwork).orElse(false);
    Optional<CameraProfile> profile =
        CameraConfiguration.at(address).profileFor(device.vendor(), device.model());
    answer.put("address", address);
    answer.put("connected", reachable);
    answer.put("vendor", device.vendor());
    answer.put("model", device.model());
    answer.put("serial", device.serial());
    answer.put("host", host);
    answer.put("profile", profile.map(CameraProfile::name).orElse(null));
    String who = "%s %s %s".formatted(device.vendor(), device.model(), device.serial());
    String knows =
        profile
            .map(found -> "profile %s, %s".formatted(found.name(), CameraChecks.sees(found)))
            .orElse("which needs a profile in the configuration");
    answer.put(
        "message",
        reachable
            ? "%s at %s, %s".formatted(who, host, knows)
            : "%s is in another network than %s: give it an address of that network"
                .formatted(who, host));
    return answer;
  }

  private static Map<String, Object> ask(CameraConfiguration asked) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("address", asked.address());
    try (Camera camera = asked.open()) {
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

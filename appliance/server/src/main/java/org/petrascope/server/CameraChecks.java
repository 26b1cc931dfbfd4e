package org.petrascope.server;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.petrascope.camera.CameraException;
import org.petrascope.gige.CameraProfile;
import org.petrascope.gige.GigeAddress;
import org.petrascope.gige.GigeCamera;
import org.petrascope.gige.GigeDevice;
import org.petrascope.gige.GigeInspection;
import org.petrascope.scan.StationStatus.CameraDescription;
import org.petrascope.spectral.MineralGroup;

/**
 * The way to one camera, from our interface to its first frame. Later checks are left out where an
 * earlier one failed, since they would say the same again.
 */
final class CameraChecks {
  private static final int JUMBO_BYTES = 9000;

  /** The driver tells the camera once a second that it lives. */
  private static final int HEARTBEAT_MIN_MS = 2000;

  private static final int HEARTBEAT_MAX_MS = 10_000;
  private static final int HEARTBEAT_MS = 3000;
  private static final int HOST_NUMBER = 250;

  private final StationConfiguration station;
  private final String camera;
  private final List<Finding> findings = new ArrayList<>();

  private CameraChecks(StationConfiguration station) {
    this.station = station;
    this.camera = "camera %s of %s".formatted(station.cameraAddress(), station.id());
  }

  /**
   * What was found, and what the camera told of itself if it could be opened.
   *
   * @param camera empty if it could not
   */
  record Result(List<Finding> findings, Optional<CameraDescription> camera) {}

  /** Looks for the camera of this station, opens it and takes a frame. */
  static Result of(StationConfiguration station) {
    CameraChecks checks = new CameraChecks(station);
    Optional<CameraDescription> camera = checks.examine();
    return new Result(List.copyOf(checks.findings), camera);
  }

  private Optional<CameraDescription> examine() {
    GigeAddress address;
    try {
      address = GigeAddress.of(station.cameraAddress());
    } catch (CameraException e) {
      findings.add(
          Finding.broken(
              "interface", "no interface of this machine leads to " + camera, joinNetwork("")));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      findings.add(Finding.broken("camera", Failures.sentence(e)));
      return Optional.empty();
    }
    Optional<GigeAddress.Link> link = address.link();
    link.ifPresent(this::link);
    GigeInspection inspection = new GigeInspection(address);
    Optional<GigeDevice> device = inspection.device();
    if (device.isEmpty()) {
      findings.add(
          Finding.broken(
              "camera",
              camera + " does not answer",
              "check its power and cable, then see with petrascope cameras which ones answer"));
      return Optional.empty();
    }
    profile(device.get());
    control(inspection.control());
    heartbeat(inspection.heartbeatTimeoutMs());
    return findings.stream().anyMatch(Finding::fails)
        ? Optional.empty()
        : opened(inspection, link.map(GigeAddress.Link::mtu).orElse(JUMBO_BYTES));
  }

  private void link(GigeAddress.Link link) {
    findings.add(
        link.sameNetwork()
            ? Finding.ok("interface", "%s is reached through %s".formatted(camera, link.name()))
            : Finding.broken(
                "interface",
                "%s is in none of the networks of %s, which leads to it"
                    .formatted(camera, link.name()),
                joinNetwork(link.name())));
    findings.add(
        link.mtu() >= JUMBO_BYTES
            ? Finding.ok("mtu", "%s carries packets of %d bytes".formatted(link.name(), link.mtu()))
            : Finding.warning(
                "mtu",
                "MTU of %s is %d, jumbo frames need %d"
                    .formatted(link.name(), link.mtu(), JUMBO_BYTES),
                "ip link set dev %s mtu %d".formatted(link.name(), JUMBO_BYTES)));
  }

  /** The command that gives an interface an address in the camera's network. */
  private String joinNetwork(String name) {
    String network =
        station.cameraAddress().substring(0, station.cameraAddress().lastIndexOf('.') + 1);
    boolean taken = station.cameraAddress().equals(network + HOST_NUMBER);
    return "ip address add %s%d/24 dev %s"
        .formatted(
            network,
            taken ? HOST_NUMBER + 1 : HOST_NUMBER,
            name.isEmpty() ? wiredInterface() : name);
  }

  /** An interface that is up and not the loopback, as the likely one. */
  private static String wiredInterface() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(CameraChecks::carries)
          .map(NetworkInterface::getName)
          .findFirst()
          .orElse("INTERFACE");
    } catch (SocketException e) {
      return "INTERFACE";
    }
  }

  private static boolean carries(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback();
    } catch (SocketException e) {
      return false;
    }
  }

  private void profile(GigeDevice device) {
    Optional<CameraProfile> profile = station.camera().profileFor(device.vendor(), device.model());
    findings.add(
        profile
            .map(
                found ->
                    Finding.ok(
                        "profile",
                        "%s %s has profile %s, %s"
                            .formatted(device.vendor(), device.model(), found.name(), sees(found))))
            .orElseGet(
                () ->
                    Finding.broken(
                        "profile",
                        "%s is a %s %s, for which there is no profile"
                            .formatted(camera, device.vendor(), device.model()),
                        "name a profile, or a file that describes it, as camera.profile in the configuration")));
  }

  /** Which minerals a camera can tell at all. */
  static String sees(CameraProfile profile) {
    String blind =
        MineralGroup.rocks()
            .map(MineralGroup::label)
            .filter(label -> !profile.minerals().contains(label))
            .collect(Collectors.joining(", "));
    return profile.minerals().isEmpty()
        ? "which tells no mineral group by its absorption"
        : "which tells %s and cannot see %s"
            .formatted(String.join(", ", profile.minerals()), blind);
  }

  private void control(GigeInspection.Control control) {
    findings.add(
        switch (control) {
          case GigeInspection.Control.Free _ -> Finding.ok("control", camera + " is free");
          case GigeInspection.Control.HeldBy(var address, var port) ->
              Finding.broken(
                  "control",
                  "%s is controlled by the program at %s:%d".formatted(camera, address, port),
                  "end that program, which ss -uapn 'sport = :%d' names on machine %s"
                      .formatted(port, address));
          case GigeInspection.Control.HeldBySomeone _ ->
              Finding.broken(
                  "control",
                  camera + " is controlled by another program and does not tell where that runs",
                  "end that program, or switch the camera off and on");
        });
  }

  private void heartbeat(OptionalInt timeoutMs) {
    if (timeoutMs.isEmpty()) {
      return;
    }
    int ms = timeoutMs.getAsInt();
    String remedy =
        "arv-tool-0.8 -a %s control GevHeartbeatTimeout=%d"
            .formatted(station.cameraAddress(), HEARTBEAT_MS);
    if (ms < HEARTBEAT_MIN_MS) {
      findings.add(
          Finding.warning(
              "heartbeat",
              "%s frees itself after %d ms of silence, so that one lost heartbeat ends a scan"
                  .formatted(camera, ms),
              remedy));
    } else if (ms > HEARTBEAT_MAX_MS) {
      findings.add(
          Finding.warning(
              "heartbeat",
              "%s stays taken for %d ms after a program that held it ended".formatted(camera, ms),
              remedy));
    } else {
      findings.add(Finding.ok("heartbeat", "%s waits %d ms for a heartbeat".formatted(camera, ms)));
    }
  }

  private Optional<CameraDescription> opened(GigeInspection inspection, int mtu) {
    try (GigeCamera open = station.camera().open()) {
      findings.add(
          Finding.ok(
              "camera",
              "%s is %s %s".formatted(camera, open.identity().model(), open.identity().serial())));
      FirstFrame first = FirstFrame.of(open, station.acquisition());
      findings.add(first.finding(camera));
      if (!first.transport().isEmpty()) {
        findings.add(packets(inspection.packetBytes(), mtu, first.transport()));
      }
      return Optional.of(new CameraDescription(open.identity(), open.capabilities()));
    } catch (CameraException | IllegalArgumentException e) {
      findings.add(Finding.broken("camera", camera + ": " + Failures.sentence(e)));
      return Optional.empty();
    }
  }

  /** The packet size that camera and driver agreed on is the largest that came through. */
  private Finding packets(OptionalInt packetBytes, int mtu, String transport) {
    int bytes = packetBytes.orElse(0);
    String detail = "%s sends packets of %d bytes to a %s".formatted(camera, bytes, transport);
    return bytes < Math.min(mtu, JUMBO_BYTES) * 8 / 10
        ? Finding.warning(
            "packets",
            "%s, though the interface carries %d".formatted(detail, mtu),
            "switch jumbo frames on in the network switch between them")
        : Finding.ok("packets", detail);
  }
}

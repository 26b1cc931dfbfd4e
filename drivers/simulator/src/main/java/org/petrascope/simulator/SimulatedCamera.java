package org.petrascope.simulator;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.petrascope.camera.BandTable;

/**
 * A GigE Vision line camera on one loopback address, and on no other. It runs on two threads of its
 * own, control and stream, until it is closed; all methods may be called from any thread.
 *
 * <p>The first frame of an acquisition that starts with the core in view shows line 0 of the scene;
 * after the last line the camera keeps sending it. Frame ids start at 1 with each acquisition and
 * wrap from 65535 to 1. Features beside those of the standard: {@code MotorShutter_PulseRev} opens
 * the shutter and {@code MotorShutter_PulseFwd} closes it, {@code StageTarget} brings {@code Core}
 * or {@code WhitePanel} into view, {@code WavelengthIndex} chooses the band of {@code Wavelength}
 * and {@code Fwhm} out of {@code WavelengthCount}, {@code CalibrationPackID}, {@code
 * SensorTemperature}, {@code EnAcquisitionFrameRate}.
 */
public final class SimulatedCamera implements AutoCloseable {
  private final String address;
  private final Device device;
  private final StreamSender stream;
  private final ControlServer control;

  private SimulatedCamera(
      String address, Device device, StreamSender stream, ControlServer control) {
    this.address = address;
    this.device = device;
    this.stream = stream;
    this.control = control;
  }

  /** Starts a camera that looks at this scene through this sensor. */
  public static SimulatedCamera start(SimulatorSettings settings, Scene scene, SensorModel sensor) {
    return start(settings, scene, sensor, System::nanoTime);
  }

  /** As above, with another clock for the heartbeat. */
  static SimulatedCamera start(
      SimulatorSettings settings, Scene scene, SensorModel sensor, LongSupplier heartbeatNs) {
    check(scene, sensor);
    InetAddress address = loopback(settings.address());
    try {
      StreamSocket socket = StreamSocket.open(address);
      StreamSender stream = new StreamSender(settings, scene, sensor, socket);
      Device device = new Device(settings, sensor, stream, heartbeatNs);
      ControlServer control = bind(settings, device, stream);
      stream.start();
      control.start();
      return new SimulatedCamera(settings.address(), device, stream, control);
    } catch (BindException e) {
      throw new SimulatorException(
          "address %s port %d is taken (%s): stop the camera that runs there or choose another loopback address, such as 127.0.0.2"
              .formatted(settings.address(), Gvcp.PORT, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new SimulatorException(
          "the simulated camera cannot open its sockets on %s: %s"
              .formatted(settings.address(), e.getMessage()),
          e);
    }
  }

  /** The loopback address it listens on. */
  public String address() {
    return address;
  }

  /** What it sent in the current or latest acquisition. */
  public SentCounts sent() {
    return stream.sent();
  }

  /** Replaces the faults from now on. */
  public void inject(FaultPlan faults) {
    stream.inject(faults);
  }

  /**
   * Puts the scene on a conveyor: from now on a frame shows the line that lies under the camera
   * when it is exposed, whatever its number.
   *
   * @param lineAtNs the scene line at a time of {@link System#nanoTime()}; outside the scene the
   *     nearest line is shown
   */
  public void follow(LongUnaryOperator lineAtNs) {
    stream.follow(lineAtNs);
  }

  /** Warms or cools the sensor; the dark signal follows. */
  public void sensorTemperatureC(double temperatureC) {
    device.sensorTemperatureC(temperatureC);
  }

  /** Ends both threads and frees the address. Closing twice does nothing more. */
  @Override
  public void close() {
    try (stream;
        control) {
      // Control closes first, so that no command reaches a stream that has ended.
    } catch (IOException e) {
      throw new SimulatorException(
          "the sockets of the simulated camera on %s did not close: %s"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  private static void check(Scene scene, SensorModel sensor) {
    BandTable bands = scene.bands();
    if (scene.samples() != sensor.samples() || !bands.equals(sensor.bands())) {
      throw new IllegalArgumentException(
          "the scene has %d samples and %s, the sensor %d samples and %s: both must be the same"
              .formatted(scene.samples(), bands, sensor.samples(), sensor.bands()));
    }
    if (bands.bands() > Register.BANDS_MAX) {
      throw new IllegalArgumentException(
          "the scene has %d bands: the simulated camera carries at most %d"
              .formatted(bands.bands(), Register.BANDS_MAX));
    }
    if (scene.lines() < 1) {
      throw new IllegalArgumentException("the scene has no lines: at least one is needed");
    }
  }

  private static InetAddress loopback(String text) {
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      if (address.isLoopbackAddress() && address.getAddress().length == Integer.BYTES) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new SimulatorException(notLoopback(text), e);
    }
    throw new SimulatorException(notLoopback(text));
  }

  private static String notLoopback(String text) {
    return "%s is not an IPv4 loopback address: the simulated camera only listens on one of 127.0.0.1 to 127.255.255.254"
        .formatted(text);
  }

  private static ControlServer bind(SimulatorSettings settings, Device device, StreamSender stream)
      throws IOException {
    try {
      return ControlServer.bind(
          loopback(settings.address()), settings.discoverable(), device, stream);
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }
}

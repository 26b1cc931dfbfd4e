package org.petrascope.gige;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.Capabilities;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Identity;
import org.petrascope.camera.Shutter;
import org.petrascope.camera.Target;
import org.petrascope.camera.Telemetry;
import org.petrascope.camera.Trigger;
import org.petrascope.gige.CameraProfile.ShutterControl;
import org.petrascope.gige.CameraProfile.StageControl;
import org.petrascope.gige.CameraProfile.TriggerControl;

/**
 * A GigE Vision line camera, driven through Aravis and described by a {@link CameraProfile}.
 *
 * <p>Used by one thread at a time; its stream may be taken from by another.
 */
public final class GigeCamera implements Camera {
  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(2);

  private final AravisDevice device;
  private final CameraProfile profile;
  private final Identity identity;
  private final Capabilities capabilities;
  private final Teardown teardown;
  private @Nullable AcquisitionSettings settings;
  private @Nullable GigeStream stream;
  private boolean closed;

  private GigeCamera(
      AravisDevice device, CameraProfile profile, Identity identity, Capabilities capabilities) {
    this.device = device;
    this.profile = profile;
    this.identity = identity;
    this.capabilities = capabilities;
    this.teardown = new Teardown(device.address().toString());
  }

  /** Opens the camera at this IPv4 address with the built-in profile of its model. */
  public static GigeCamera open(String address) {
    return open(GigeAddress.of(address), CameraProfiles.builtIn());
  }

  /** Opens the camera at this address with the profile of the model that it reports. */
  public static GigeCamera open(GigeAddress address, CameraProfiles profiles) {
    AravisDevice device = AravisDevice.open(address);
    return guarded(
        device,
        () ->
            opened(
                device,
                profiles.forDevice(
                    address, device.text("DeviceVendorName"), device.text("DeviceModelName"))));
  }

  /** Opens the camera at this address with this profile, whatever model it reports. */
  public static GigeCamera open(GigeAddress address, CameraProfile profile) {
    AravisDevice device = AravisDevice.open(address);
    return guarded(device, () -> opened(device, profile));
  }

  private static GigeCamera guarded(AravisDevice device, Supplier<GigeCamera> opening) {
    boolean done = false;
    try {
      GigeCamera camera = opening.get();
      done = true;
      return camera;
    } finally {
      if (!done) {
        device.close();
      }
    }
  }

  private static GigeCamera opened(AravisDevice device, CameraProfile profile) {
    CameraOpening opening = new CameraOpening(device, profile);
    Identity identity = opening.identity();
    opening.prepare();
    return new GigeCamera(device, profile, identity, opening.capabilities());
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void configure(AcquisitionSettings wanted) {
    requireIdle();
    SettingsCheck.require(wanted, capabilities);
    settings = null;
    new SettingsWriter(device, profile).apply(wanted, capabilities);
    settings = wanted;
  }

  @Override
  public void shutter(Shutter position) {
    requireSettled();
    if (!(profile.shutter() instanceof ShutterControl.Motor motor)) {
      throw new IllegalStateException(
          "camera %s has no shutter: cover the lens".formatted(identity.model()));
    }
    device.set(position == Shutter.OPEN ? motor.open() : motor.close(), motor.pulse());
    waitFor(motor.travel());
  }

  static void waitFor(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void present(Target target) {
    requireSettled();
    if (!(profile.stage() instanceof StageControl.Selector stage)) {
      throw new IllegalStateException(
          "camera %s does not move the stage: place the target by hand"
              .formatted(identity.model()));
    }
    String entry =
        switch (target) {
          case CORE -> stage.core();
          case WHITE_PANEL -> stage.whitePanel();
        };
    device.set(stage.feature(), entry);
    String reached = device.text(stage.feature());
    if (!reached.equals(entry)) {
      throw new CameraException(
          "camera %s: the stage shows %s, expected %s: check its drive"
              .formatted(device.address(), reached, entry));
    }
  }

  @Override
  public Telemetry telemetry() {
    requireSettled();
    return new Telemetry(
        temperature(profile.features().sensorTemperature()),
        temperature(profile.features().deviceTemperature()));
  }

  private OptionalDouble temperature(String feature) {
    return device.has(feature) ? OptionalDouble.of(device.real(feature)) : OptionalDouble.empty();
  }

  @Override
  public FrameStream start(int bufferCount) {
    if (bufferCount < 1) {
      throw new IllegalArgumentException("a stream needs at least one buffer");
    }
    requireIdle();
    AcquisitionSettings applied = settings;
    if (applied == null) {
      throw new IllegalStateException(
          "camera %s has no settings: configure it before starting".formatted(device.address()));
    }
    FrameCheck shape =
        new FrameCheck(
            applied.pixelFormat(),
            Math.toIntExact(device.integer("Width")),
            Math.toIntExact(device.integer("Height")),
            profile.sensor().statusRows());
    boolean triggered = applied.trigger() == Trigger.ENCODER;
    BufferPlan plan =
        new BufferPlan(bufferCount, applied.lineRateHz(), triggered, missedTriggers(triggered));
    GigeStream started = new GigeStream(device, shape, plan, teardown);
    stream = started;
    started.begin();
    return started;
  }

  private String missedTriggers(boolean triggered) {
    return triggered && profile.trigger() instanceof TriggerControl.Input input
        ? input.missed()
        : "";
  }

  private void requireIdle() {
    requireSettled();
    if (stream != null && !stream.isClosed()) {
      throw new IllegalStateException(
          "camera %s is streaming: close the stream first".formatted(device.address()));
    }
  }

  private void requireSettled() {
    if (closed) {
      throw new IllegalStateException("camera %s is closed".formatted(device.address()));
    }
    if (stream != null && stream.isClosing()) {
      teardown.settle(device.address().toString());
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Duration patience = CLOSING_PATIENCE;
      if (stream != null) {
        patience = stream.closingPatience();
        stream.close();
      }
      teardown.last("camera " + device.address(), patience, device::close);
    }
  }
}

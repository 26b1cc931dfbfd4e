package org.petrascope.gige;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.Capabilities;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Identity;
import org.petrascope.camera.Limits;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Shutter;
import org.petrascope.camera.Target;
import org.petrascope.camera.Telemetry;
import org.petrascope.gige.CameraProfile.ShutterControl;
import org.petrascope.gige.CameraProfile.StageControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A GigE Vision line camera, driven through Aravis and described by a {@link CameraProfile}.
 *
 * <p>Used by one thread at a time; its stream may be taken from by another.
 */
public final class GigeCamera implements Camera {
  private static final Logger LOG = LoggerFactory.getLogger(GigeCamera.class);
  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(2);
  private static final String PIXEL_FORMAT = "PixelFormat";

  private final AravisDevice device;
  private final CameraProfile profile;
  private final Identity identity;
  private final Capabilities capabilities;
  private final Teardown teardown;
  private @Nullable AcquisitionSettings settings;
  private @Nullable GigeStream stream;
  private boolean closed;

  private GigeCamera(AravisDevice device, CameraProfile profile, Identity identity) {
    this.device = device;
    this.profile = profile;
    this.identity = identity;
    prepare();
    this.capabilities = readCapabilities();
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
    Identity identity =
        new Identity(
            device.text("DeviceVendorName"),
            device.text("DeviceModelName"),
            device.firstText(List.of("DeviceSerialNumber", "DeviceID")),
            device.firstText(List.of("DeviceFirmwareVersion", "DeviceVersion")),
            device.firstText(List.of(profile.features().calibrationPack())));
    return new GigeCamera(device, profile, identity);
  }

  private void prepare() {
    for (Map.Entry<String, Long> setting : profile.atOpen().entrySet()) {
      if (device.has(setting.getKey())) {
        device.set(setting.getKey(), setting.getValue());
      } else {
        LOG.info(
            "camera {} has no {}: profile {} sets it in vain",
            device.address(),
            setting.getKey(),
            profile.name());
      }
    }
    if (profile.wavelengths() instanceof WavelengthSource.Nominal) {
      LOG.warn(
          "camera {} {}: wavelengths are the maker's nominal range, not this camera's calibration",
          identity.model(),
          identity.serial());
    }
  }

  private Capabilities readCapabilities() {
    CameraProfile.Features names = profile.features();
    Set<PixelFormat> formats =
        profile.pixelFormats().stream()
            .filter(format -> device.offers(PIXEL_FORMAT, format.genicamName()))
            .collect(Collectors.toUnmodifiableSet());
    return new Capabilities(
        sensorSize("SensorWidth", "Width"),
        profile.wavelengths().bands(device, sensorSize("SensorHeight", "Height")),
        formats,
        device.limits(names.exposure()),
        lineRateLimits(names),
        profile.shutter() instanceof ShutterControl.Motor,
        profile.stage() instanceof StageControl.Selector);
  }

  /**
   * The permitted line rate falls as the exposure rises: the widest range is that of the shortest.
   */
  private Limits lineRateLimits(CameraProfile.Features names) {
    double exposureUs = device.real(names.exposure());
    device.set(names.exposure(), device.limits(names.exposure()).min());
    Limits widest = device.limits(names.lineRate());
    device.set(names.exposure(), exposureUs);
    return widest;
  }

  private int sensorSize(String sensor, String image) {
    return Math.toIntExact(device.has(sensor) ? device.integer(sensor) : device.integerMax(image));
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
    new SettingsWriter(device, profile).apply(wanted);
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
            Math.toIntExact(device.integer("Height")));
    BufferPlan plan = new BufferPlan(bufferCount, applied.lineRateHz());
    GigeStream started = new GigeStream(device, shape, plan, teardown);
    stream = started;
    started.begin();
    return started;
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

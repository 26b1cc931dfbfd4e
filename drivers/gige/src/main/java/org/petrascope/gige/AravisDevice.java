package org.petrascope.gige;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.javacpp.Pointer;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.Limits;
import org.petrascope.gige.aravis.Aravis;
import org.petrascope.gige.aravis.ArvDevice;
import org.petrascope.gige.aravis.ArvGvDevice;
import org.petrascope.gige.aravis.ArvStream;
import org.petrascope.gige.aravis.GError;
import org.petrascope.gige.aravis.GInetAddress;

/**
 * A device opened through Aravis: features by GenICam name, refusals as one sentence.
 *
 * <p>Features are used by one thread at a time; {@link #isController()} may be asked by any.
 * Closing blocks for seconds when the device is gone.
 */
final class AravisDevice implements AutoCloseable {
  private static final Duration FIRST_ANSWER = Duration.ofMillis(1500);

  /** GigE Vision 2.0, section 28: the heartbeat timeout register. */
  private static final long HEARTBEAT_TIMEOUT = 0x0938;

  /**
   * One device at a time: Aravis builds its description in tables of the whole process that it does
   * not guard, and two at once bring the process down. Only a device that answers gets here.
   */
  private static final ReentrantLock BUILDING = new ReentrantLock();

  private final GigeAddress address;
  private final ArvDevice device;
  private final ArvGvDevice gigeDevice;
  private boolean streamed;

  private AravisDevice(GigeAddress address, ArvDevice device) {
    this.address = address;
    this.device = device;
    this.gigeDevice = new ArvGvDevice(device);
  }

  /** Opens the device at this address, without any discovery, and takes control of it. */
  static AravisDevice open(GigeAddress address) {
    if (!new GvcpProbe(address).answers(FIRST_ANSWER)) {
      throw new CameraException(
          "no camera answers at %s within %d ms: check its power, its cable and its address"
              .formatted(address, FIRST_ANSWER.toMillis()));
    }
    try {
      AravisDevice opened = new AravisDevice(address, openNative(address));
      opened.requireControl();
      return opened;
    } catch (LinkageError e) {
      throw new CameraException(
          "the Aravis library does not load on this machine: install the package libaravis-0.8-0",
          e);
    }
  }

  private static ArvDevice openNative(GigeAddress address) {
    BUILDING.lock();
    try {
      return builtNative(address);
    } finally {
      BUILDING.unlock();
    }
  }

  private static ArvDevice builtNative(GigeAddress address) {
    GInetAddress host = Aravis.g_inet_address_new_from_string(address.host().getHostAddress());
    GInetAddress target = Aravis.g_inet_address_new_from_string(address.device().getHostAddress());
    try {
      return called(
          "camera %s cannot be opened".formatted(address),
          error -> Aravis.arv_gv_device_new(host, target, error));
    } finally {
      Aravis.g_object_unref(host);
      Aravis.g_object_unref(target);
    }
  }

  private void requireControl() {
    if (!isController()) {
      close();
      throw new CameraException(
          "camera %s is controlled by another program: close it there, then try again"
              .formatted(address));
    }
  }

  /** Whether the device still obeys us; false for good once control was lost. */
  boolean isController() {
    return Aravis.arv_gv_device_is_controller(gigeDevice);
  }

  /**
   * Whether the device lets us write; false only when it refuses, for silence is another matter.
   * Blocks. A device that another program took control of by its rights tells us in no other way.
   */
  boolean obeys() {
    GError error = new GError((Pointer) null);
    int[] timeoutMs = new int[1];
    if (Aravis.arv_device_read_register(device, HEARTBEAT_TIMEOUT, timeoutMs, error)) {
      Aravis.arv_device_write_register(device, HEARTBEAT_TIMEOUT, timeoutMs[0], error);
    }
    boolean refused =
        !error.isNull() && error.code() == Aravis.ARV_DEVICE_ERROR_PROTOCOL_ERROR_ACCESS_DENIED;
    if (!error.isNull()) {
      Aravis.g_error_free(error);
    }
    return !refused;
  }

  boolean has(String feature) {
    return !feature.isEmpty()
        && read(feature, error -> Aravis.arv_device_is_feature_implemented(device, feature, error));
  }

  /** The text of the first of these features that the device has; empty if it has none. */
  String firstText(List<String> features) {
    return features.stream().filter(this::has).findFirst().map(this::text).orElse("");
  }

  String text(String feature) {
    return read(
        feature, error -> Aravis.arv_device_get_string_feature_value(device, feature, error));
  }

  long integer(String feature) {
    return read(
        feature, error -> Aravis.arv_device_get_integer_feature_value(device, feature, error));
  }

  double real(String feature) {
    return read(
        feature, error -> Aravis.arv_device_get_float_feature_value(device, feature, error));
  }

  Limits limits(String feature) {
    double[] min = new double[1];
    double[] max = new double[1];
    change(
        "limits of " + feature + " cannot be read",
        error -> Aravis.arv_device_get_float_feature_bounds(device, feature, min, max, error));
    return new Limits(min[0], max[0]);
  }

  long integerMax(String feature) {
    long[] min = new long[1];
    long[] max = new long[1];
    change(
        "limits of " + feature + " cannot be read",
        error -> Aravis.arv_device_get_integer_feature_bounds(device, feature, min, max, error));
    return max[0];
  }

  boolean offers(String feature, String entry) {
    return read(
        feature,
        error -> Aravis.arv_device_is_enumeration_entry_available(device, feature, entry, error));
  }

  void set(String feature, String value) {
    change(
        "%s cannot be set to %s".formatted(feature, value),
        error -> Aravis.arv_device_set_string_feature_value(device, feature, value, error));
  }

  void set(String feature, long value) {
    change(
        "%s cannot be set to %d".formatted(feature, value),
        error -> Aravis.arv_device_set_integer_feature_value(device, feature, value, error));
  }

  void set(String feature, double value) {
    change(
        "%s cannot be set to %s".formatted(feature, value),
        error -> Aravis.arv_device_set_float_feature_value(device, feature, value, error));
  }

  void set(String feature, boolean value) {
    change(
        "%s cannot be set to %s".formatted(feature, value),
        error -> Aravis.arv_device_set_boolean_feature_value(device, feature, value, error));
  }

  void execute(String command) {
    change(
        command + " was refused",
        error -> Aravis.arv_device_execute_command(device, command, error));
  }

  /**
   * Opens the stream channel with the largest packets that reach us; its thread runs at once. Later
   * streams keep that size while such packets still pass.
   */
  ArvStream openStream(boolean packetSocket) {
    Aravis.arv_gv_device_set_stream_options(
        gigeDevice,
        packetSocket
            ? Aravis.ARV_GV_STREAM_OPTION_NONE
            : Aravis.ARV_GV_STREAM_OPTION_PACKET_SOCKET_DISABLED);
    Aravis.arv_gv_device_set_packet_size_adjustment(
        gigeDevice,
        streamed
            ? Aravis.ARV_GV_PACKET_SIZE_ADJUSTMENT_ON_FAILURE
            : Aravis.ARV_GV_PACKET_SIZE_ADJUSTMENT_ONCE);
    streamed = true;
    return called(
        "camera %s cannot open its stream".formatted(address),
        error -> Aravis.petrascope_stream_new(device, error));
  }

  /** Image bytes that one packet of the stream carries. */
  int packetPayloadBytes() {
    int packetBytes =
        read("the packet size", error -> Aravis.arv_gv_device_get_packet_size(gigeDevice, error));
    return Math.max(1, packetBytes - GvspPacket.OVERHEAD_BYTES);
  }

  GigeAddress address() {
    return address;
  }

  @Override
  public void close() {
    Aravis.g_object_unref(device);
  }

  private <T> T read(String feature, Function<GError, T> call) {
    return called("camera %s: %s cannot be read".formatted(address, feature), call);
  }

  private void change(String failure, Consumer<GError> call) {
    called(
        "camera %s: %s".formatted(address, failure),
        error -> {
          call.accept(error);
          return true;
        });
  }

  private static <T> T called(String failure, Function<GError, T> call) {
    GError error = new GError((Pointer) null);
    T result = call.apply(error);
    if (!error.isNull()) {
      String reason = error.message().getString();
      Aravis.g_error_free(error);
      throw new CameraException("%s (%s): %s".formatted(failure, reason, remedy(reason)));
    }
    return result;
  }

  private static String remedy(String reason) {
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("timeout")) {
      return "check its power and cable";
    }
    if (lower.contains("access") || lower.contains("controller")) {
      return "close the other program that controls it";
    }
    if (lower.contains("not found")) {
      return "this camera needs another camera profile";
    }
    return "compare the value with the camera's limits";
  }
}

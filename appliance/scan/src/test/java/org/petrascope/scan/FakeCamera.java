package org.petrascope.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.Camera;
import org.petrascope.camera.Capabilities;
import org.petrascope.camera.Frame;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Identity;
import org.petrascope.camera.Limits;
import org.petrascope.camera.Outcome;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Shutter;
import org.petrascope.camera.Statistics;
import org.petrascope.camera.Target;
import org.petrascope.camera.Telemetry;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;

/**
 * A camera in memory that can fail. Every line shows the records of a library side by side, one a
 * sample; DN are 12 bit, 200 when dark, and rise by 3000 for a reflectance of one.
 */
class FakeCamera implements Camera {
  static final int DARK_DN = 200;
  static final int WHITE_DN = 3000;

  private final SpectralLibrary library;
  private final int samples;
  private final Mishaps mishaps;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Shutter shutter = Shutter.OPEN;
  private Target target = Target.CORE;
  private AcquisitionSettings settings = settings();

  /**
   * What goes wrong in a scan; frame ids of a stream that shows the core.
   *
   * @param lost frames that never arrive
   * @param incomplete frames that arrive damaged
   * @param goneAfter the last frame before the camera vanishes
   * @param silentAfter the last frame before it says nothing more
   */
  record Mishaps(Set<Long> lost, Set<Long> incomplete, long goneAfter, long silentAfter) {
    static final Mishaps NONE = new Mishaps(Set.of(), Set.of(), Long.MAX_VALUE, Long.MAX_VALUE);

    static Mishaps lost(Long... frames) {
      return new Mishaps(Set.of(frames), Set.of(), Long.MAX_VALUE, Long.MAX_VALUE);
    }

    static Mishaps goneAfter(long frame) {
      return new Mishaps(Set.of(), Set.of(), frame, Long.MAX_VALUE);
    }

    static Mishaps silentAfter(long frame) {
      return new Mishaps(Set.of(), Set.of(), Long.MAX_VALUE, frame);
    }
  }

  FakeCamera(SpectralLibrary library, int samples, Mishaps mishaps) {
    this.library = library;
    this.samples = samples;
    this.mishaps = mishaps;
  }

  static AcquisitionSettings settings() {
    return new AcquisitionSettings(PixelFormat.MONO12, 1000, 200, 1, 1);
  }

  @Override
  public Identity identity() {
    return new Identity("Petrascope", "Fake", "F1", "1", "");
  }

  @Override
  public Capabilities capabilities() {
    Wavelengths w = library.wavelengths();
    return new Capabilities(
        samples,
        new BandTable(w.centresNm(), w.fwhmsNm()),
        Set.of(PixelFormat.MONO12),
        new Limits(10, 100_000),
        new Limits(1, 10_000),
        true,
        true);
  }

  @Override
  public void configure(AcquisitionSettings wanted) {
    settings = wanted;
  }

  @Override
  public void shutter(Shutter position) {
    shutter = position;
  }

  @Override
  public void present(Target wanted) {
    target = wanted;
  }

  @Override
  public Telemetry telemetry() {
    return new Telemetry(OptionalDouble.of(21.5), OptionalDouble.empty());
  }

  @Override
  public FrameStream start(int bufferCount) {
    return new Stream(shutter, target);
  }

  @Override
  public void close() {
    closed.countDown();
  }

  /** The DN of the core at a place, the same in every line. */
  int dn(int sample, int band) {
    float reflectance = library.reflectance(sample % library.size())[band];
    return Math.round(DARK_DN + exposure() * WHITE_DN * reflectance);
  }

  /** What shows in place of the white panel, above the dark. */
  float whiteDn(int sample, int band) {
    return WHITE_DN;
  }

  /** Called before each frame of the core. */
  void beforeFrame(long id) {}

  /** Called when the camera is gone. */
  void vanishes() {}

  /** What goes wrong in the stream that begins now. */
  Mishaps mishaps() {
    return mishaps;
  }

  /** Lets a frame of the core show something else. */
  void show(ByteBuffer frame) {}

  /** Lets a frame of a reference show something else than the same in every line. */
  void showReference(ByteBuffer even, ByteBuffer frame) {}

  /** What a white of reflectance 1 shows above the dark. */
  float lightDn() {
    return exposure() * WHITE_DN;
  }

  private float exposure() {
    return (float) (settings.exposureUs() / settings().exposureUs());
  }

  private final class Stream implements FrameStream {
    private final boolean core;
    private final Mishaps mishaps;
    private final byte[] bytes;
    private final byte[] even;
    private long id;
    private long complete;
    private long incomplete;
    private long lost;

    Stream(Shutter shutter, Target target) {
      this.core = shutter == Shutter.OPEN && target == Target.CORE;
      this.mishaps = core ? mishaps() : Mishaps.NONE;
      int bands = library.wavelengths().count();
      this.bytes = new byte[samples * bands * Short.BYTES];
      ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int band = 0; band < bands; band++) {
        for (int sample = 0; sample < samples; sample++) {
          int light =
              shutter == Shutter.CLOSED ? 0 : Math.round(exposure() * whiteDn(sample, band));
          frame.putShort((short) (core ? dn(sample, band) : DARK_DN + light));
        }
      }
      even = bytes.clone();
    }

    @Override
    public Outcome take(Duration timeout) {
      if (core && id == mishaps.goneAfter()) {
        vanishes();
        return new Outcome.Gone("the cable was pulled");
      }
      if (core && id == mishaps.silentAfter()) {
        return silence(timeout);
      }
      id++;
      if (core) {
        beforeFrame(id);
        show(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
      } else {
        showReference(
            ByteBuffer.wrap(even).order(ByteOrder.LITTLE_ENDIAN),
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
      }
      if (core && mishaps.lost().contains(id)) {
        lost++;
        return new Outcome.Lost(id, 1);
      }
      if (core && mishaps.incomplete().contains(id)) {
        incomplete++;
        return new Outcome.Incomplete(id, 3, "packets missing");
      }
      complete++;
      return new Outcome.Complete(new FakeFrame(id, bytes));
    }

    private Outcome silence(Duration timeout) {
      try {
        boolean ended = closed.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return ended ? new Outcome.Gone("the camera was closed") : new Outcome.TimedOut(timeout);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Outcome.TimedOut(Duration.ZERO);
      }
    }

    @Override
    public Statistics statistics() {
      return new Statistics(complete, incomplete, lost, 0, 0, 0, "memory");
    }

    @Override
    public void close() {}
  }

  private final class FakeFrame implements Frame {
    private final long id;
    private final byte[] bytes;

    FakeFrame(long id, byte[] bytes) {
      this.id = id;
      this.bytes = bytes;
    }

    @Override
    public long id() {
      return id;
    }

    @Override
    public long timestampNs() {
      return id * 5_000_000;
    }

    @Override
    public PixelFormat pixelFormat() {
      return PixelFormat.MONO12;
    }

    @Override
    public int samples() {
      return samples;
    }

    @Override
    public int bands() {
      return library.wavelengths().count();
    }

    @Override
    public ByteBuffer data() {
      return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    @Override
    public void close() {}
  }
}

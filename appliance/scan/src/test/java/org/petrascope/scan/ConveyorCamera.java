package org.petrascope.scan;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.PixelFormat;
import org.petrascope.stage.SimulatedStage;
import org.petrascope.stage.StageClock;
import org.petrascope.stage.StageDescription;

/**
 * A camera in memory over a conveyor in memory, in a time of their own that goes on by a line with
 * every frame: the line of the core that lies under the camera shows, with noise. Every line has
 * its own texture.
 */
class ConveyorCamera extends FakeCamera {
  static final double PITCH_MM = 0.5;
  static final double START_MM = 200;
  static final double END_MM = 600;
  static final StageDescription DESCRIPTION =
      new StageDescription("conveyor", 150, 1000, 250, true);

  /** Standard deviation of a frame's noise, in DN. */
  static final double NOISE_DN = 4;

  private static final long LINE_NS = Math.round(1e9 / settings().lineRateHz());

  private final List<Mishaps> mishapsByStream;
  private final Hand clock = new Hand();
  private final SimulatedStage stage = new SimulatedStage(DESCRIPTION, 0, 1000, clock);
  private SplittableRandom noise = new SplittableRandom(1);
  private int streams;
  private long displacedLines;
  private final BitSet bright = new BitSet();
  private double brightness = 1;

  /** Time that goes on when somebody waits. */
  private static final class Hand implements StageClock {
    private final AtomicLong ns = new AtomicLong();

    @Override
    public long nowNs() {
      return ns.get();
    }

    @Override
    public void pass(Duration time) {
      ns.addAndGet(time.toNanos());
    }
  }

  /**
   * @param mishapsByStream what goes wrong in the first stream of the core and in those after it
   */
  ConveyorCamera(Mishaps... mishapsByStream) {
    super(Bench.LIBRARY, Bench.SAMPLES, Mishaps.NONE);
    this.mishapsByStream = List.of(mishapsByStream);
  }

  SimulatedStage stage() {
    return stage;
  }

  /** As if the box was moved by hand before the next stream. */
  void displace(long lines) {
    displacedLines = lines;
  }

  /** As if these lines of the core were wet and shone so many times as bright. */
  void shine(int fromLine, int toLine, double times) {
    bright.set(fromLine, toLine);
    brightness = times;
  }

  /** How bright a place of the core is, 1 being a white's. */
  double brightness(long line, int sample, int band) {
    double dry = Bench.LIBRARY.reflectance(sample % Bench.LIBRARY.size())[band];
    boolean shines = line >= 0 && bright.get((int) line);
    return dry * texture(line, sample) * (shines ? brightness : 1);
  }

  int streams() {
    return streams;
  }

  @Override
  Mishaps mishaps() {
    streams++;
    noise = new SplittableRandom(streams);
    return streams <= mishapsByStream.size() ? mishapsByStream.get(streams - 1) : Mishaps.NONE;
  }

  @Override
  public FrameStream start(int bufferCount) {
    FrameStream stream = super.start(bufferCount);
    // No two starts take the same time.
    clock.pass(Duration.ofMillis(50 + 7L * streams));
    return stream;
  }

  @Override
  void beforeFrame(long id) {
    clock.pass(Duration.ofNanos(LINE_NS));
  }

  /** The line of the core under the camera, 0 where the stage is at its start position. */
  long lineBelow() {
    // Positions are whole tenths of a millimetre here: no line begins at one.
    return (long) Math.floor((stage.positionMm(clock.nowNs()) - START_MM + 0.03) / PITCH_MM);
  }

  @Override
  void show(ByteBuffer frame) {
    long line = lineBelow() + (streams > 1 ? displacedLines : 0);
    for (int value = 0; value < frame.capacity() / Short.BYTES; value++) {
      int sample = value % Bench.SAMPLES;
      int band = value / Bench.SAMPLES;
      double light = lightDn() * brightness(line, sample, band);
      double dn = DARK_DN + light + NOISE_DN * noise.nextGaussian();
      frame.putShort(
          value * Short.BYTES, (short) Math.min(PixelFormat.MONO12.dnMax(), Math.round(dn)));
    }
  }

  /** Brightness of a place of the core, from 0.5 to 1. */
  static double texture(long line, int sample) {
    return 0.5 + 0.5 * new SplittableRandom(line * 1000 + sample).nextDouble();
  }
}

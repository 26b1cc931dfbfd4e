package org.petrascope.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends frames at their times. One stream thread owns the socket, the acquisition and the dice's
 * decisions; other threads hand it tasks through a bounded queue, and may read {@link #sent()}.
 *
 * <p>When the machine is too slow, frames leave late, but in order and counted; no frame id is ever
 * left out.
 */
final class StreamSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamSender.class);

  /** A sensor needs a moment between the command to start and its first line. */
  private static final long START_UP_NS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int TASKS_MAX = 256;
  private static final long PATIENCE_MS = 100;
  private static final long JOIN_MS = 2000;

  private final SimulatorSettings settings;
  private final Scene scene;
  private final SensorModel sensor;
  private final StreamSocket socket;
  private final LongSupplier clockNs;
  private final Tally tally = new Tally();
  private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(TASKS_MAX);
  private final Thread thread;
  private final long poweredNs;
  private volatile boolean open = true;
  private volatile FaultDice dice;
  private volatile Gaze gaze = new Gaze(new View(1, 0, View.Source.SHUTTER), 1, false);
  private volatile Optional<LongUnaryOperator> conveyor = Optional.empty();
  private Optional<Acquisition> latest = Optional.empty();
  private boolean running;
  private final LineSchedule schedule = new LineSchedule();

  /** What the sensor looks at, how often and whether the encoder says when. */
  record Gaze(View view, long linePeriodNs, boolean triggered) {}

  StreamSender(SimulatorSettings settings, Scene scene, SensorModel sensor, StreamSocket socket) {
    this.settings = settings;
    this.scene = scene;
    this.sensor = sensor;
    this.socket = socket;
    clockNs = System::nanoTime;
    poweredNs = clockNs.getAsLong();
    dice = new FaultDice(settings.faults(), poweredNs);
    thread = Thread.ofPlatform().daemon().name("simulator-stream").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  InetSocketAddress local() {
    return socket.local();
  }

  SentCounts sent() {
    return tally.counts();
  }

  /** Replaces the faults from now on. */
  void inject(FaultPlan faults) {
    dice = new FaultDice(faults, clockNs.getAsLong());
  }

  /** From now on frames show the scene line that lies under the camera when they are exposed. */
  void follow(LongUnaryOperator lineAtNs) {
    conveyor = Optional.of(lineAtNs);
  }

  /** Whether the camera neither streams nor answers now. */
  boolean isGone() {
    return dice.isGone(clockNs.getAsLong());
  }

  /** Whether another program controls the camera now. */
  boolean isTaken() {
    return dice.isTaken(clockNs.getAsLong());
  }

  boolean withholdsHeartbeat() {
    return dice.withholdsHeartbeat();
  }

  /** Takes effect with the next frame. */
  void look(Gaze next) {
    gaze = next;
  }

  /** Begins a new acquisition: frame 1, scene line 0. */
  void begin(FrameFormat format, Route route) {
    perform(
        () -> {
          tally.begin();
          dice.restart();
          long seed = settings.seed() + tally.acquisitions.get();
          LineRenderer renderer = new LineRenderer(scene, sensor, format, seed);
          latest = Optional.of(new Acquisition(renderer, format, route, socket, tally));
          running = true;
          schedule.nextIn(START_UP_NS + gaze.linePeriodNs(), clockNs.getAsLong());
        });
  }

  /** Ends the acquisition; when this returns no frame follows. Resends are still served. */
  void end() {
    perform(() -> running = false);
  }

  /** Sends one packet of the route's size, so that the receiver learns what the path carries. */
  void sendTestPacket(Route route) {
    perform(
        () -> {
          if (!dice.isTooBig(route.packetBytes())) {
            socket.send(route, ByteBuffer.allocateDirect(route.packetBytes() - Route.IP_UDP_BYTES));
          }
        });
  }

  /** Asks for packets again; forgotten when too many requests wait. */
  void resend(ResendRequest request) {
    if (!tasks.offer(() -> latest.ifPresent(a -> a.resend(request, dice, clockNs.getAsLong())))) {
      tally.packetsUnavailable.incrementAndGet();
    }
  }

  /** Ends the stream thread and closes the socket. */
  @Override
  public void close() throws IOException {
    open = false;
    thread.interrupt();
    socket.close();
    try {
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the stream thread do this and waits until it is done, or the stream has ended. */
  private void perform(Runnable task) {
    CountDownLatch done = new CountDownLatch(1);
    Runnable reported =
        () -> {
          task.run();
          done.countDown();
        };
    try {
      boolean handed = false;
      while (open && !handed) {
        handed = tasks.offer(reported, PATIENCE_MS, TimeUnit.MILLISECONDS);
      }
      boolean finished = false;
      while (open && !finished) {
        finished = done.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (open) {
        Runnable task = running ? tasks.poll(untilNextNs(), TimeUnit.NANOSECONDS) : tasks.take();
        if (task != null) {
          task.run();
        } else if (running && untilNextNs() == 0) {
          sendFrame();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("stream thread ends");
    } catch (RuntimeException e) {
      LOG.error(
          "the scene failed at frame {}: the simulated camera streams no more, start it again",
          tally.frames.get() + 1,
          e);
    } finally {
      open = false;
    }
  }

  private long untilNextNs() {
    return schedule.untilNextNs(clockNs.getAsLong());
  }

  private void sendFrame() {
    Acquisition acquisition = latest.orElseThrow();
    Gaze now = gaze;
    FaultDice currentDice = dice;
    long nowNs = clockNs.getAsLong();
    long pauseNs = currentDice.pauseNsBefore(acquisition.upcoming(), nowNs);
    if (pauseNs > 0) {
      schedule.nextIn(pauseNs, nowNs);
      return;
    }
    long periodNs = currentDice.realPeriodNs(now.linePeriodNs());
    if (schedule.isLate(nowNs, periodNs)) {
      tally.framesLate.incrementAndGet();
    }
    long dueNs = schedule.dueNs();
    if (now.triggered() && currentDice.happens(Fault.MISS_TRIGGER)) {
      acquisition.passLine();
    } else {
      long line = conveyor.map(moving -> moving.applyAsLong(dueNs)).orElse(acquisition.line());
      acquisition.sendFrame(
          now.view(), line, currentDice, new Acquisition.Moment(nowNs, dueNs - poweredNs));
    }
    schedule.left(nowNs, periodNs);
  }
}

package org.petrascope.simulator;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.petrascope.camera.PixelFormat;

/**
 * The frames between one start and the next: rendered, sent with the faults of the dice, kept for
 * resends. Used by the stream thread alone.
 */
final class Acquisition {
  private static final int NOTHING = -1;
  private static final int LAGGING_MAX = 4096;

  private final FrameRing ring;
  private final LineRenderer renderer;
  private final Route route;
  private final StreamSocket socket;
  private final Tally tally;
  private final ByteBuffer packet;
  private final Queue<Lagging> lagging = new ArrayDeque<>();
  private long passed;

  /** Packets that were asked for again and leave after a later frame. */
  private record Lagging(long afterFrame, ResendRequest request) {}

  Acquisition(
      LineRenderer renderer, FrameFormat format, Route route, StreamSocket socket, Tally tally) {
    this.renderer = renderer;
    this.route = route;
    this.socket = socket;
    this.tally = tally;
    ring = new FrameRing(format, route.payloadBytes());
    packet = ByteBuffer.allocateDirect(route.packetBytes());
  }

  /** Number of the frame that comes next, 1 for the first. */
  long upcoming() {
    return ring.latest() + 1;
  }

  /** A line of the scene goes by without a frame. */
  void passLine() {
    passed++;
    tally.triggersMissed.incrementAndGet();
  }

  /**
   * When a frame leaves.
   *
   * @param nowNs on the machine's clock
   * @param exposedNs when it was due, on the camera's clock, which counts from its start
   */
  record Moment(long nowNs, long exposedNs) {}

  /** The line of the scene that the next frame shows where nothing moves the scene. */
  long line() {
    return upcoming() - 1 + passed;
  }

  /** Renders the next frame, of this line, and sends it, unless the camera is silent. */
  void sendFrame(View view, long line, FaultDice dice, Moment moment) {
    long nowNs = moment.nowNs();
    SentFrame frame = ring.next(moment.exposedNs());
    renderer.render(view, line, frame.data());
    tally.frames.incrementAndGet();
    damage(frame, dice);
    boolean silent = dice.isSilent(nowNs);
    int held = NOTHING;
    for (int k = 0; k < frame.packets(); k++) {
      if (silent || frame.isWithheld(k) || frame.isHopeless(k) || dice.happens(Fault.DROP)) {
        tally.packetsDropped.incrementAndGet();
      } else if (held == NOTHING && k < frame.packets() - 1 && dice.happens(Fault.REORDER)) {
        held = k;
        continue;
      } else {
        sendFirst(frame, k, dice);
      }
      if (held != NOTHING) {
        sendFirst(frame, held, dice);
        held = NOTHING;
      }
    }
    while (!lagging.isEmpty() && lagging.element().afterFrame() <= frame.number()) {
      sendAgain(lagging.remove().request(), dice, nowNs);
    }
  }

  /** Packets of a frame are asked for again: sends them, now or after some frames. */
  void resend(ResendRequest request, FaultDice dice, long nowNs) {
    tally.resendRequests.incrementAndGet();
    long lagFrames = (long) dice.amount(Fault.RESEND_LAG);
    if (lagFrames == 0) {
      sendAgain(request, dice, nowNs);
    } else if (lagging.size() < LAGGING_MAX) {
      lagging.add(new Lagging(ring.latest() + lagFrames, request));
    } else {
      tally.packetsUnavailable.incrementAndGet();
    }
  }

  private void sendAgain(ResendRequest request, FaultDice dice, long nowNs) {
    if (dice.isSilent(nowNs)) {
      return;
    }
    Optional<SentFrame> kept = ring.withId(request.frameId());
    int last = Math.min(request.lastPacket(), kept.map(f -> f.packets() - 1).orElse(0));
    if (kept.isEmpty() || request.firstPacket() > last) {
      tally.packetsUnavailable.incrementAndGet();
      return;
    }
    SentFrame frame = kept.get();
    for (int k = request.firstPacket(); k <= last; k++) {
      if (frame.isWithheld(k)) {
        tally.packetsUnavailable.incrementAndGet();
      } else if (!frame.isHopeless(k) && !dice.happens(Fault.DROP_RESEND) && send(frame, k, dice)) {
        tally.packetsResent.incrementAndGet();
      }
    }
  }

  private static void damage(SentFrame frame, FaultDice dice) {
    PixelFormat format = frame.format().pixelFormat();
    int height = frame.format().region().height();
    if (dice.happens(Fault.WRONG_FORMAT)) {
      format = format == PixelFormat.MONO8 ? PixelFormat.MONO16 : PixelFormat.MONO8;
    }
    if (dice.happens(Fault.WRONG_HEIGHT)) {
      height--;
    }
    frame.claim(format, height);
    if (dice.happens(Fault.HOPELESS)) {
      frame.loseOne();
    }
    if (dice.happens(Fault.TRUNCATE)) {
      frame.withholdFrom(Math.max(1, frame.packets() / 2));
    }
    if (dice.happens(Fault.DROP_FRAME)) {
      frame.withholdFrom(0);
    }
  }

  private void sendFirst(SentFrame frame, int k, FaultDice dice) {
    if (!send(frame, k, dice)) {
      tally.packetsDropped.incrementAndGet();
      return;
    }
    tally.packets.incrementAndGet();
    if (dice.happens(Fault.DUPLICATE) && send(frame, k, dice)) {
      tally.packetsDuplicated.incrementAndGet();
    }
  }

  private boolean send(SentFrame frame, int k, FaultDice dice) {
    packet.clear();
    frame.write(k, packet);
    packet.flip();
    if (dice.isTooBig(packet.remaining() + Route.IP_UDP_BYTES) || !socket.send(route, packet)) {
      return false;
    }
    if (frame.left(k)) {
      tally.framesWhole.incrementAndGet();
    }
    return true;
  }
}

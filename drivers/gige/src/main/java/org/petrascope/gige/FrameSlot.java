package org.petrascope.gige;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.petrascope.camera.Frame;
import org.petrascope.camera.PixelFormat;
import org.petrascope.gige.aravis.Aravis;
import org.petrascope.gige.aravis.ArvBuffer;

/**
 * One buffer of a stream and, while it is with a taker, the frame in it. The same object is handed
 * out again and again, so that streaming allocates nothing.
 *
 * <p>Filled by the taking thread; may be closed by any thread, once per taking.
 */
final class FrameSlot implements Frame {
  private final FrameCheck shape;
  private final ByteBuffer view;
  private final Consumer<ArvBuffer> giveBack;
  private final AtomicReference<@Nullable ArvBuffer> held = new AtomicReference<>();
  private long id;
  private long timestampNs;
  private long ticksMissed;

  FrameSlot(FrameCheck shape, MemorySegment memory, Consumer<ArvBuffer> giveBack) {
    this.shape = shape;
    this.giveBack = giveBack;
    this.view =
        memory
            .asSlice(0, shape.imageBytes())
            .asByteBuffer()
            .asReadOnlyBuffer()
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Hands the buffer to the taker as this frame, before which so many ticks started none. */
  FrameSlot hold(ArvBuffer buffer, long frameId, long cameraTimestampNs, long ticksBefore) {
    id = frameId;
    timestampNs = cameraTimestampNs;
    ticksMissed = ticksBefore;
    view.clear();
    held.set(buffer);
    return this;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public long timestampNs() {
    return timestampNs;
  }

  @Override
  public long ticksMissed() {
    return ticksMissed;
  }

  @Override
  public PixelFormat pixelFormat() {
    return shape.pixelFormat();
  }

  @Override
  public int samples() {
    return shape.samples();
  }

  @Override
  public int bands() {
    return shape.imageBands();
  }

  @Override
  public ByteBuffer data() {
    if (held.get() == null) {
      throw new IllegalStateException(
          "frame %d was given back: read its data before closing it".formatted(id));
    }
    return view;
  }

  @Override
  public void close() {
    ArvBuffer buffer = held.getAndSet(null);
    if (buffer != null) {
      giveBack.accept(buffer);
    }
  }

  /** Takes the frame away from a taker that still holds it; its memory is about to go. */
  void abandon() {
    ArvBuffer buffer = held.getAndSet(null);
    if (buffer != null) {
      Aravis.g_object_unref(buffer);
    }
  }
}

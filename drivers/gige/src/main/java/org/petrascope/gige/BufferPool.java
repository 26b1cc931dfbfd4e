package org.petrascope.gige;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.petrascope.camera.CameraException;
import org.petrascope.gige.aravis.Aravis;
import org.petrascope.gige.aravis.ArvBuffer;
import org.petrascope.gige.aravis.ArvStream;

/**
 * The memory that a stream receives into, and one slot for each buffer of it. Closed only after the
 * stream's native thread has ended; a frame read after that throws instead of reading freed memory.
 */
final class BufferPool implements AutoCloseable {
  private static final int ALIGNMENT_BYTES = 64;

  private final Arena arena = Arena.ofShared();
  private final FrameSlot[] slots;
  private final MemorySegment memory;
  private final long bufferBytes;
  private final long strideBytes;

  BufferPool(FrameCheck shape, long bufferBytes, int count, Consumer<ArvBuffer> giveBack) {
    this.bufferBytes = bufferBytes;
    strideBytes = (bufferBytes + ALIGNMENT_BYTES - 1) / ALIGNMENT_BYTES * ALIGNMENT_BYTES;
    memory = allocate(count);
    slots = new FrameSlot[count];
    for (int i = 0; i < count; i++) {
      slots[i] = new FrameSlot(shape, memory.asSlice(i * strideBytes, bufferBytes), giveBack);
    }
  }

  private MemorySegment allocate(int count) {
    try {
      return arena.allocate(count * strideBytes, ALIGNMENT_BYTES);
    } catch (OutOfMemoryError e) {
      arena.close();
      throw new CameraException(
          "%d frame buffers of %d bytes do not fit into memory: ask for fewer"
              .formatted(count, bufferBytes),
          e);
    }
  }

  /** Gives every buffer to the stream, whose packets carry so many bytes each. */
  void fill(ArvStream stream, int packetBytes) {
    for (int i = 0; i < slots.length; i++) {
      slots[i].mark(packetBytes);
      long address = memory.address() + i * strideBytes;
      Aravis.arv_stream_push_buffer(stream, Aravis.petrascope_buffer_new(bufferBytes, address, i));
    }
  }

  FrameSlot slot(ArvBuffer buffer) {
    return slots[(int) Aravis.petrascope_buffer_slot(buffer)];
  }

  @Override
  public void close() {
    for (FrameSlot slot : slots) {
      slot.abandon();
    }
    arena.close();
  }
}

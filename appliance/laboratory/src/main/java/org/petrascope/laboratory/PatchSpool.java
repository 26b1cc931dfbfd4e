package org.petrascope.laboratory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** A nameless file of numbers that wait to be written elsewhere. For one thread. */
final class PatchSpool implements AutoCloseable {
  private static final int BUFFER_VALUES = 1 << 18;

  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_VALUES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final Path file;
  private final FileChannel channel;
  private long end;

  private PatchSpool(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** A spool on the disk that the target is for, so that a full disk is told early. */
  static PatchSpool beside(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    try {
      Path file =
          folder == null
              ? Files.createTempFile("patches", ".spool")
              : Files.createTempFile(folder, "." + target.getFileName(), ".spool");
      return new PatchSpool(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  private static LaboratoryException failure(Path file, IOException cause) {
    return new LaboratoryException(
        "cannot write patches beside %s (%s): check that the folder exists and the disk has room"
            .formatted(file, cause.getMessage()),
        cause);
  }

  /** Puts numbers away; the answer fetches them as long as the spool is open. */
  Supplier<float[]> put(float... values) {
    long from = end;
    int count = values.length; // The answer must not hold the numbers themselves.
    try {
      for (int done = 0; done < count; ) {
        int now = Math.min(count - done, BUFFER_VALUES);
        buffer.clear().asFloatBuffer().put(values, done, now);
        buffer.limit(now * Float.BYTES);
        while (buffer.hasRemaining()) {
          end += channel.write(buffer, end);
        }
        done += now;
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
    return () -> fetch(from, count);
  }

  private float[] fetch(long from, int count) {
    float[] values = new float[count];
    long at = from;
    try {
      for (int done = 0; done < count; ) {
        int now = Math.min(count - done, BUFFER_VALUES);
        buffer.clear().limit(now * Float.BYTES);
        while (buffer.hasRemaining()) {
          int read = channel.read(buffer, at);
          if (read < 0) {
            throw new IOException("it became shorter");
          }
          at += read;
        }
        buffer.flip().asFloatBuffer().get(values, done, now);
        done += now;
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
    return values;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failure(file, e);
    }
  }
}

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
    ByteBuffer bytes = buffer(values.length);
    bytes.asFloatBuffer().put(values);
    try {
      for (long at = from; bytes.hasRemaining(); ) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
    end += bytes.limit();
    return () -> fetch(from, values.length);
  }

  private static ByteBuffer buffer(int values) {
    return ByteBuffer.allocate(Math.multiplyExact(values, Float.BYTES))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private float[] fetch(long from, int count) {
    ByteBuffer bytes = buffer(count);
    try {
      for (long at = from; bytes.hasRemaining(); ) {
        int read = channel.read(bytes, at);
        if (read < 0) {
          throw new IOException("it became shorter");
        }
        at += read;
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
    float[] values = new float[count];
    bytes.flip().asFloatBuffer().get(values);
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

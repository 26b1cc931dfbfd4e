package org.petrascope.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a data folder: one process at a time works in it. The system frees it when the
 * process ends, however it ends. May be closed from any thread.
 */
final class DataLock implements AutoCloseable {
  /** Of the appliance. */
  private static final String NAME = "lock";

  /** Of the process that sends. */
  private static final String SENDING = "lock-sync";

  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock at once or says who holds it. */
  static DataLock take(Path folder) {
    return take(folder, NAME);
  }

  /** The lock of the one process that sends, beside the appliance. */
  static DataLock takeForSending(Path folder) {
    return take(folder, SENDING);
  }

  /** Refuses while one of both is held. Makes no file, which would be of whoever asks. */
  static void requireFree(Path folder) {
    for (String name : List.of(NAME, SENDING)) {
      if (Files.exists(folder.resolve(name))) {
        take(folder, name).close();
      }
    }
  }

  private static DataLock take(Path folder, String name) {
    Path file = folder.resolve(name);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StoreException(
            "data folder %s is in use by %s: stop it, or ask the running appliance instead of working on its folder"
                .formatted(folder, holder(file)));
      }
      channel.truncate(0);
      String process = "process " + ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
      return new DataLock(channel);
    } catch (IOException e) {
      throw new StoreException(
          "data folder %s cannot be locked (%s): give one that this user may write"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String holder(Path file) throws IOException {
    String holder = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return holder.isEmpty() ? "another process" : holder;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("the lock of the data folder cannot be freed", e);
    }
  }
}

package org.petrascope.server;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the process of the data folder's owner can be asked for, and how files go to and fro. */
enum Duty {
  HOLD,
  BUSY,
  CAMERAS,
  SCHEMA,
  COPY,
  RESTORE,
  TROUBLE,
  DELIVER,
  ENROL,
  FORGET;

  private static final int CHUNK_BYTES = 1 << 16;

  /** Sends a file with its length before it. */
  static void send(Path file, DataOutputStream out) throws IOException {
    out.writeLong(Files.size(file));
    Files.copy(file, out);
  }

  /** Writes what {@link #send} sent; the file must not be there yet, as a link neither. */
  static void receive(DataInputStream in, Path file) throws IOException {
    long left = in.readLong();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (left > 0) {
        int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
        if (read < 0) {
          throw new EOFException("%d bytes are missing".formatted(left));
        }
        out.write(chunk, 0, read);
        left -= read;
      }
    }
  }

  static DataInputStream reading(InputStream in) {
    return new DataInputStream(new BufferedInputStream(in, CHUNK_BYTES));
  }
}

package org.petrascope.sync;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A stream that is made of another one chunk by chunk. */
abstract class ChunkStream extends InputStream {
  static final byte[] END = new byte[0];

  private final InputStream in;
  private byte[] chunk = END;
  private int at;

  ChunkStream(InputStream in) {
    this.in = in;
  }

  /** The next chunk; {@link #END} after the last. Others are not empty. */
  abstract byte[] next() throws IOException;

  /** What is read first. */
  final void begin(byte[] bytes) {
    chunk = bytes;
  }

  /** These many bytes of the stream behind; fewer are an error. */
  final byte[] whole(int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException("%d bytes, expected %d: it was cut".formatted(read.length, bytes));
    }
    return read;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (at == chunk.length) {
      chunk = next();
      at = 0;
      if (chunk.length == 0) {
        return -1;
      }
    }
    int read = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, into, offset, read);
    at += read;
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

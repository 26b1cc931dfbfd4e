package org.petrascope.sync;

import java.io.IOException;
import java.io.InputStream;

/** The plain bytes of an encrypted object; a changed, cut or lengthened one fails. */
final class OpenedStream extends ChunkStream {
  private final InputStream sealed;
  private final Sealing sealing;
  private long next;
  private boolean ended;

  private OpenedStream(InputStream sealed, Sealing sealing) {
    super(sealed);
    this.sealed = sealed;
    this.sealing = sealing;
  }

  /** Reads the header at once. */
  static OpenedStream of(InputStream sealed, SiteKey key) throws IOException {
    byte[] header = sealed.readNBytes(Sealing.HEADER_BYTES);
    if (header.length < Sealing.HEADER_BYTES) {
      throw new SyncException(
          "the object has %d bytes: it was not sent with a site key".formatted(header.length));
    }
    return new OpenedStream(sealed, Sealing.of(key, header));
  }

  @Override
  byte[] next() throws IOException {
    if (ended) {
      return END;
    }
    byte[] plain = sealing.open(next, whole(sealing.plainBytesOf(next) + Sealing.TAG_BYTES));
    next++;
    if (next == sealing.chunks()) {
      ended = true;
      if (sealed.read() >= 0) {
        throw new SyncException("the object goes on behind its end: it was changed");
      }
    }
    return plain;
  }
}

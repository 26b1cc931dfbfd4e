package org.petrascope.sync;

import java.io.IOException;
import java.io.InputStream;
import org.petrascope.remote.Content;

/** A content as it is encrypted, from any byte on, without a copy on the disk. */
final class SealedContent implements Content {
  private final Content plain;
  private final Sealing sealing;

  SealedContent(Content plain, Sealing sealing) {
    this.plain = plain;
    this.sealing = sealing;
  }

  @Override
  public long bytes() {
    return sealing.sealedBytes();
  }

  @Override
  public InputStream open(long from) throws IOException {
    long behindHeader = from - Sealing.HEADER_BYTES;
    long chunk = Math.max(0, behindHeader) / (sealing.chunkBytes() + Sealing.TAG_BYTES);
    InputStream in = plain.open(Math.min(plain.bytes(), chunk * sealing.chunkBytes()));
    ChunkStream chunks =
        new ChunkStream(in) {
          private long next = chunk;

          @Override
          byte[] next() throws IOException {
            if (next >= sealing.chunks()) {
              return END;
            }
            return sealing.seal(next, whole(sealing.plainBytesOf(next++)));
          }
        };
    if (behindHeader < 0) {
      chunks.begin(sealing.header());
      chunks.skipNBytes(from);
    } else {
      chunks.skipNBytes(behindHeader - chunk * (sealing.chunkBytes() + Sealing.TAG_BYTES));
    }
    return chunks;
  }
}

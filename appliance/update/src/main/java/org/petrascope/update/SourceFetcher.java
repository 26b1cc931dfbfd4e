package org.petrascope.update;

import dev.sigstore.tuf.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Gives the TUF client the files of a source, and never more bytes than it asked for.
 *
 * @param prefix folder of the source in which they lie; empty or with a slash at its end
 */
record SourceFetcher(ReleaseSource source, String prefix) implements Fetcher {
  @Override
  public String getSource() {
    return source.name();
  }

  @Override
  public byte @Nullable [] fetchResource(String filename, int maxLength) throws IOException {
    try (InputStream in = source.open(prefix + filename, 0)) {
      byte[] bytes = in.readNBytes(maxLength);
      if (bytes.length == maxLength && in.read() >= 0) {
        throw new UpdateException(
            "%s at %s is longer than the %d bytes it may have, the rest is not read: use another source"
                .formatted(filename, source.name(), maxLength));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}

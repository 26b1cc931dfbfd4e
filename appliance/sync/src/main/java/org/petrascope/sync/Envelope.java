package org.petrascope.sync;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.petrascope.remote.Content;

/** What a file looks like in the store, and what it is called there. */
public sealed interface Envelope {
  /** As it is, called by its SHA-256. */
  Envelope PLAIN = new Plain();

  /** Encrypted with a site's key, called by what only the site can tell from its SHA-256. */
  static Envelope sealed(SiteKey key) {
    return new Sealed(key);
  }

  /** 64 hexadecimal digits. */
  String name(String sha256);

  Content wrap(Content plain, String sha256);

  /** The plain bytes of what lies in the store. */
  InputStream unwrap(InputStream stored) throws IOException;

  /** Nothing around it. */
  record Plain() implements Envelope {
    @Override
    public String name(String sha256) {
      return sha256;
    }

    @Override
    public Content wrap(Content plain, String sha256) {
      return plain;
    }

    @Override
    public InputStream unwrap(InputStream stored) {
      return stored;
    }
  }

  /** As {@link Sealing} tells. */
  record Sealed(SiteKey key) implements Envelope {
    @Override
    public String name(String sha256) {
      return HexFormat.of().formatHex(key.contentId(sha256));
    }

    @Override
    public Content wrap(Content plain, String sha256) {
      return new SealedContent(plain, Sealing.of(key, sha256, plain.bytes()));
    }

    @Override
    public InputStream unwrap(InputStream stored) throws IOException {
      return OpenedStream.of(stored, key);
    }
  }
}

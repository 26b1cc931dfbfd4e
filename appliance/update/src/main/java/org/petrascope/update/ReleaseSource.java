package org.petrascope.update;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where releases come from: a folder, a USB stick, an object store. Nothing that it gives is
 * believed before it was verified, and never more is read from it than was promised by signature.
 */
public interface ReleaseSource {
  /** As a person calls it. */
  String name();

  /**
   * A file's bytes from an offset on.
   *
   * @throws java.nio.file.NoSuchFileException when there is no such file
   */
  InputStream open(String path, long from) throws IOException;
}

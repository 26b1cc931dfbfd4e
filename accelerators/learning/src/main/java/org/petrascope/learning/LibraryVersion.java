package org.petrascope.learning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of a library as its own jar states it. */
public final class LibraryVersion {
  private LibraryVersion() {}

  /**
   * The entry {@code version} of a properties file.
   *
   * @param inside a class of the library
   * @param properties path of the file in the library's jar, from a slash on
   * @return {@code unknown} where the jar has no such file
   */
  public static String of(Class<?> inside, String properties) {
    try (InputStream file = inside.getResourceAsStream(properties)) {
      Properties stated = new Properties();
      if (file != null) {
        stated.load(file);
      }
      return stated.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.petrascope.remote;

import java.util.regex.Pattern;

/** What may be a key. */
public final class ObjectKey {
  public static final int LENGTH_MAX = 512;

  private static final Pattern PARTS =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  private ObjectKey() {}

  /** The key itself, or a refusal. */
  public static String require(String key) {
    if (key.length() > LENGTH_MAX || !PARTS.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "key %s: expected parts of letters, digits, . _ - between slashes, at most %d characters"
              .formatted(key, LENGTH_MAX));
    }
    return key;
  }
}

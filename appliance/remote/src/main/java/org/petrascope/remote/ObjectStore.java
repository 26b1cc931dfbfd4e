package org.petrascope.remote;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store of objects under keys. An object is put once and not changed, unless it is replaced:
 * putting the same bytes again changes nothing. Used by one thread at a time; {@link #close} by
 * any.
 *
 * <p>Keys are parts of letters, digits, {@code . _ -} between slashes, at most {@link
 * ObjectKey#LENGTH_MAX} characters.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * Puts the bytes under the key and asks the store for the proof that it has them. What an
   * interrupted put has brought there is used again.
   *
   * @param pace slows the sending down and may set it aside between two parts
   */
  Outcome put(String key, Content content, Pace pace);

  /**
   * The same for an object that changes, in one step: whoever reads meanwhile gets the old bytes or
   * the new ones, whole.
   */
  Outcome replace(String key, Content content, Pace pace);

  /** Whether the store proves that it holds just these bytes under the key. */
  boolean holds(String key, Content content);

  /**
   * Whether the store really answers: a small signed request whose answer only the store can give.
   * {@code Stored} is not among the answers.
   */
  Reach reach();

  /** What the store says it holds under the key; empty where it holds nothing. */
  Optional<Receipt> receipt(String key);

  /**
   * When the store took the object in, by the store's own clock; of a folder, by the clock of
   * whoever wrote there. Empty where it holds nothing.
   */
  Optional<Instant> storedAt(String key);

  /** The object's bytes from this one on. */
  InputStream get(String key, long from);

  /** All keys that begin so, in the order of their characters. */
  List<String> list(String prefix);

  /** Where this is, for people. */
  String address();

  @Override
  void close();
}

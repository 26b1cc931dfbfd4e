package org.petrascope.sync;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.petrascope.remote.Content;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.Outcome;
import org.petrascope.remote.Pace;
import org.petrascope.remote.Reach;
import org.petrascope.remote.Receipt;

/** A store in memory that can be told to fail, and in which something can happen between parts. */
final class HeldStore implements ObjectStore {
  /** Asks the pace that often. */
  private static final int PART_BYTES = 10_000;

  final TreeMap<String, byte[]> objects = new TreeMap<>();
  private final Map<String, Integer> begun = new HashMap<>();
  final List<String> puts = new ArrayList<>();
  Optional<Outcome> answer = Optional.empty();
  Runnable betweenParts = () -> {};
  boolean reachable = true;

  @Override
  public Outcome put(String key, Content content, Pace pace) {
    if (answer.isPresent()) {
      return answer.get();
    }
    try {
      byte[] bytes = content.read(0, (int) content.bytes());
      for (int from = begun.getOrDefault(key, 0); from < bytes.length; from += PART_BYTES) {
        if (!pace.goOn()) {
          return new Outcome.Deferred("set aside", Duration.ZERO);
        }
        pace.spend(Math.min(PART_BYTES, bytes.length - from));
        begun.put(key, from + PART_BYTES);
        betweenParts.run();
      }
      begun.remove(key);
      puts.add(key);
      boolean already = objects.put(key, bytes) != null;
      return new Outcome.Stored(receipt(key).orElseThrow(), already);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Outcome replace(String key, Content content, Pace pace) {
    return put(key, content, pace);
  }

  @Override
  public boolean holds(String key, Content content) {
    try {
      return Arrays.equals(objects.get(key), content.read(0, (int) content.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Instant> storedAt(String key) {
    return objects.containsKey(key) ? Optional.of(Instant.EPOCH) : Optional.empty();
  }

  @Override
  public Reach reach() {
    return new Reach(reachable, reachable ? "" : "the link is down: wait");
  }

  @Override
  public Optional<Receipt> receipt(String key) {
    return Optional.ofNullable(objects.get(key))
        .map(
            bytes ->
                new Receipt(bytes.length, Hashes.of(bytes).sha256(), "", Receipt.Proof.READ_BACK));
  }

  @Override
  public InputStream get(String key, long from) {
    byte[] bytes = objects.get(key);
    return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
  }

  @Override
  public List<String> list(String prefix) {
    return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public String address() {
    return "memory";
  }

  @Override
  public void close() {}
}

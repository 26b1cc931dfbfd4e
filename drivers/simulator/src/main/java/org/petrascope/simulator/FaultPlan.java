package org.petrascope.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which faults a simulated camera has and the seed that decides when. Written as {@code
 * drop=0.01,muteAt=500,seed=3}; the keys are those of {@link Fault} and {@code seed}.
 *
 * @param amounts probability or count of each fault; a fault that is absent does not happen
 * @param seed of every decision
 */
public record FaultPlan(Map<Fault, Double> amounts, long seed) {
  public static final FaultPlan NONE = new FaultPlan(Map.of(), 1);

  private static final String SEED_KEY = "seed";

  public FaultPlan {
    amounts = Map.copyOf(amounts);
    amounts.forEach(FaultPlan::checkAmount);
  }

  /** The amount of this fault, 0 where the plan does not name it. */
  public double amount(Fault fault) {
    return amounts.getOrDefault(fault, 0.0);
  }

  /** Reads a specification; an empty one is {@link #NONE}. */
  public static FaultPlan parse(String specification) {
    Map<Fault, Double> amounts = new EnumMap<>(Fault.class);
    long seed = NONE.seed;
    for (String item : specification.split(",")) {
      if (item.isBlank()) {
        continue;
      }
      String[] parts = item.split("=", 2);
      String key = parts[0].strip();
      if (parts.length < 2) {
        throw new IllegalArgumentException(
            "fault %s has no value: write for example %s=1".formatted(key, key));
      }
      String value = parts[1].strip();
      if (key.equals(SEED_KEY)) {
        seed = seed(value);
      } else {
        amounts.put(named(key), number(key, value));
      }
    }
    return new FaultPlan(amounts, seed);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Fault fault : Fault.values()) {
      if (amounts.containsKey(fault)) {
        text.append(plain(fault)).append(',');
      }
    }
    return text.append(SEED_KEY).append('=').append(seed).toString();
  }

  private String plain(Fault fault) {
    double amount = amount(fault);
    return fault.unit() == Fault.Unit.COUNT
        ? fault.key() + "=" + (long) amount
        : fault.key() + "=" + amount;
  }

  private static void checkAmount(Fault fault, double amount) {
    boolean valid =
        switch (fault.unit()) {
          case PROBABILITY -> amount >= 0 && amount <= 1;
          case COUNT -> amount >= 0 && amount <= Integer.MAX_VALUE && amount == Math.rint(amount);
        };
    if (!valid) {
      throw new IllegalArgumentException(
          "fault %s is %s: it takes %s"
              .formatted(
                  fault.key(),
                  amount,
                  switch (fault.unit()) {
                    case PROBABILITY -> "a probability from 0 to 1";
                    case COUNT -> "a whole number from 0 on";
                  }));
    }
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("seed %s is not a whole number".formatted(text), e);
    }
  }

  private static double number(String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "fault %s is '%s': it takes a number, for example %s=1".formatted(key, text, key), e);
    }
  }

  private static Fault named(String key) {
    for (Fault fault : Fault.values()) {
      if (fault.key().equals(key)) {
        return fault;
      }
    }
    List<String> keys = new ArrayList<>();
    Arrays.stream(Fault.values()).map(Fault::key).forEach(keys::add);
    keys.add(SEED_KEY);
    String nearest = keys.getFirst();
    for (String candidate : keys) {
      if (edits(key, candidate) < edits(key, nearest)) {
        nearest = candidate;
      }
    }
    throw new IllegalArgumentException(
        "fault %s is unknown: did you mean %s? The faults are %s"
            .formatted(key, nearest, String.join(", ", keys)));
  }

  /** Levenshtein distance without regard to case. */
  private static int edits(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}

package org.petrascope.spectral;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names a scan for ever, such as {@code 20260314T091500250Z-7f03a2c4}: the moment it began in UTC,
 * then chance. Ids sort by time, and are safe in file names and addresses.
 */
public record ScanId(String value) implements Comparable<ScanId> {
  private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{9}Z-[0-9a-f]{8}");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  public ScanId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a scan id: expected one such as 20260314T091500250Z-7f03a2c4"
              .formatted(value));
    }
  }

  /** A new id of this moment. */
  public static ScanId next(Clock clock, RandomGenerator random) {
    return at(clock.instant(), random);
  }

  private static ScanId at(Instant moment, RandomGenerator random) {
    return new ScanId(MOMENT.format(moment) + "-%08x".formatted(random.nextInt()));
  }

  @Override
  public int compareTo(ScanId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

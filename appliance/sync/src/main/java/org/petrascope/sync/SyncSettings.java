package org.petrascope.sync;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;

/**
 * How sending is to go.
 *
 * @param bytesPerS at most; 0 for as fast as it goes
 * @param windows times of the day at which products and raw are sent; none for always
 * @param bytesPerDay sent at most on a day, UTC, before products and raw wait for the next; 0 for
 *     any number
 * @param backOff after failures
 * @param poll between two looks for something to send
 * @param postEvery between two letters of the box
 * @param freeBelowBytes with less free on the disk than this, files that are proven remote are
 *     freed, oldest first; 0 for never
 */
public record SyncSettings(
    long bytesPerS,
    List<TimeWindow> windows,
    long bytesPerDay,
    BackOff.Limits backOff,
    Duration poll,
    Duration postEvery,
    long freeBelowBytes) {
  public SyncSettings {
    windows = List.copyOf(windows);
  }

  /** Whether products and raw may be sent at this time of the day, UTC. */
  boolean open(LocalTime time) {
    return windows.isEmpty() || windows.stream().anyMatch(window -> window.holds(time));
  }
}

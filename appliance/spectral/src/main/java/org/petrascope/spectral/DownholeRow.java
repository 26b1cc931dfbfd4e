package org.petrascope.spectral;

import java.util.List;
import java.util.Map;

/**
 * One interval of a downhole log.
 *
 * @param group the most abundant group of the rock; NOTAROK or INVALID where there is no rock
 * @param fractions of the rock by group, summing to one; empty where there is no rock
 * @param flags what must be known before the numbers are believed
 */
public record DownholeRow(
    DepthInterval interval,
    MineralGroup group,
    Map<MineralGroup, Double> fractions,
    List<String> flags) {
  public DownholeRow {
    fractions = Map.copyOf(fractions);
    flags = List.copyOf(flags);
  }
}

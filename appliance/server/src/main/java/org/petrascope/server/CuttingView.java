package org.petrascope.server;

import java.util.List;
import java.util.Map;

/**
 * What became of an order to cut patches, as the API shows it.
 *
 * @param added patches that were added
 * @param patches of every specimen: a region with a label, or a laboratory's sample
 * @param notes what a person should know
 */
record CuttingView(
    DatabaseView database,
    int added,
    Map<String, Integer> patches,
    List<RegionView> regions,
    List<String> notes) {
  /**
   * A region on the scan.
   *
   * @param pixels that are of use
   * @param leftOut pixels that are not, by the gravest of their flags
   */
  record RegionView(String id, long pixels, Map<String, Long> leftOut) {}
}

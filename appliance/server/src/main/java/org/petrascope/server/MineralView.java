package org.petrascope.server;

import java.util.List;
import java.util.Locale;
import org.petrascope.spectral.Mineral;

/** An entry of the mineral dictionary as the API shows it. */
record MineralView(
    String name, String kind, String group, String colour, List<List<Double>> visibleNm) {
  static MineralView of(Mineral mineral) {
    return new MineralView(
        mineral.name(),
        mineral.kind().name().toLowerCase(Locale.ROOT),
        mineral.group().label(),
        ScanView.colour(mineral.group().rgb()),
        mineral.needs().stream().map(need -> List.of(need.fromNm(), need.toNm())).toList());
  }
}

package org.petrascope.server;

import java.util.List;
import org.petrascope.scan.HealedStretch;
import org.petrascope.scan.HealingReport;

/**
 * What a station did about lost and saturated lines of a scan, as the API shows it.
 *
 * @param message all of it in one sentence
 * @param lost lines that did not come the first time
 * @param saturated lines that were worth taking again at a shorter exposure
 * @param unhealed stretches that stay as they were, a sentence each with the reason
 * @param stretches every try to take a stretch again
 */
record HealingView(
    String message,
    int lost,
    int lostRegained,
    int saturated,
    int saturatedRegained,
    List<String> unhealed,
    List<HealedStretch> stretches) {
  static HealingView of(HealingReport report) {
    return new HealingView(
        report.sentence(),
        report.lost(),
        report.lostRegained(),
        report.saturated(),
        report.saturatedRegained(),
        report.unhealed(),
        report.attempts());
  }
}

package org.petrascope.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.scan.ScanFiles;
import org.petrascope.scan.ScanProgress;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.spectral.ModelRef;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.ScanSummary;

/**
 * A scan as the API shows it.
 *
 * @param rows where rows of core lie, as first sample and sample after the last, the shallowest
 *     first
 * @param toldBy what its minerals are told by; null for scans of before that was remembered
 * @param healing what was done about lost and saturated lines; null where nothing had to be
 */
record ScanView(
    String id,
    String station,
    String hole,
    String box,
    double fromM,
    double toM,
    List<List<Integer>> rows,
    String state,
    String message,
    String startedAt,
    int linesExpected,
    int received,
    int lost,
    int samples,
    int bands,
    double lagMm,
    @Nullable ModelRef toldBy,
    @Nullable HealingView healing,
    @Nullable SummaryView summary) {

  /** What a finished scan tells; named as in {@code summary.json}. */
  record SummaryView(
      int lines,
      @JsonProperty("lines_lost") int linesLost,
      int samples,
      int bands,
      @JsonProperty("wall_s") double wallS,
      @JsonProperty("closure_max_error") double closureMaxError,
      List<MineralView> minerals) {
    static SummaryView of(ScanSummary summary) {
      return new SummaryView(
          summary.lines(),
          summary.linesLost(),
          summary.samples(),
          summary.bands(),
          summary.wallS(),
          summary.closureMaxError(),
          summary.minerals().stream().map(MineralView::of).toList());
    }
  }

  /** A mineral's share of the rock with the ends of its 90 % interval. */
  record MineralView(
      String name,
      String group,
      String colour,
      double fraction,
      double lower,
      double upper,
      boolean inferred) {
    static MineralView of(ScanSummary.MineralShare share) {
      int rgb =
          MineralGroup.ofLabel(share.group())
              .map(MineralGroup::rgb)
              .orElse(MineralGroup.UNGROUPED.rgb());
      return new MineralView(
          share.name(),
          share.group(),
          ScanView.colour(rgb),
          share.fraction(),
          share.lower(),
          share.upper(),
          share.inferred());
    }
  }

  /** A state in the API's words, which other people's programs rely on. */
  static String state(ScanState state) {
    return switch (state) {
      case SCANNING -> "scanning";
      case FINISHING -> "finishing";
      case INTERRUPTED -> "interrupted";
      case CANCELLED -> "cancelled";
      case FAILED -> "failed";
      case FINISHED -> "finished";
    };
  }

  /** A colour as style sheets write it. */
  static String colour(int rgb) {
    return "#%06X".formatted(rgb);
  }

  /**
   * @param progress when the scan is under way
   * @param files of the scan, which tell more of it
   */
  static ScanView of(
      ScanRecord scan,
      Optional<ScanProgress> progress,
      ScanFiles files,
      Optional<ScanSummary> summary) {
    int lost = progress.map(ScanProgress::lost).orElse(scan.progress().linesLost());
    return new ScanView(
        scan.id().value(),
        scan.station(),
        scan.request().hole(),
        scan.request().box(),
        scan.request().depth().fromM(),
        scan.request().depth().toM(),
        scan.request().template().rows().stream()
            .map(row -> List.of(row.from(), row.to()))
            .toList(),
        state(progress.map(ScanProgress::state).orElse(scan.state())),
        scan.progress().message(),
        scan.startedAt().toString(),
        scan.request().lines(),
        progress.map(ScanProgress::received).orElse(scan.progress().lines() - lost),
        lost,
        scan.settings().samples(),
        scan.settings().bands(),
        progress.map(ScanProgress::lagMm).orElse(0.0),
        files.remembered().orElse(null),
        files.healing().map(HealingView::of).orElse(null),
        summary.map(SummaryView::of).orElse(null));
  }
}

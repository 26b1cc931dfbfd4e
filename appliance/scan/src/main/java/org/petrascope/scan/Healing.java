package org.petrascope.scan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.CameraException;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.FormatException;
import org.petrascope.formats.Splice;
import org.petrascope.spectral.SpectralException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes back over the stretches of a scan whose lines were lost, and then over those that saturated,
 * takes them again, the latter at a shorter exposure, and puts the good lines in their places. The
 * first recording stays as it is: lines taken again are recordings of their own, and a splice
 * beside the first tells which of them stand for which of its lines. Runs on the scan's thread,
 * after its last line.
 */
final class Healing implements ScanJob.Healer {
  /** A link that loses 2 in 100 lines leaves 1 in 100 000 of them after these. */
  static final int PASSES_MAX = 3;

  /** Good lines on both sides of those that are taken again. */
  static final int MARGIN = 32;

  /** A scan that saturated in more of its lines than this share has a wrong exposure. */
  private static final double SATURATED_MAX = 0.5;

  private static final Logger LOG = LoggerFactory.getLogger(Healing.class);

  private final LiveSource source;
  private final HealingMeans means;
  private final ActiveScan scan;
  private final ScanFiles files;
  private final int lines;
  private final double originMm;
  private final Map<Integer, Splice.Piece> pieces = new TreeMap<>();
  private final HealingLog log = new HealingLog();
  private int recordings;

  /** After the source has given the lines of the scan. */
  Healing(LiveSource source, HealingMeans means, ActiveScan scan) {
    this.source = source;
    this.means = means;
    this.scan = scan;
    this.files = means.files();
    this.lines = means.format().shape().lines();
    this.originMm = source.firstLineMm();
  }

  /** Tells whether a line of a recording may stand for a line of the scan. */
  @FunctionalInterface
  private interface Judge {
    boolean good(EnviReader recording, int there, int line);
  }

  @Override
  public Optional<ScanJob.Healed> heal(SharedFate fate) throws InterruptedException {
    BitSet lost = CaptureJournal.read(files.journal()).get(0, lines);
    HealingLog.Balance ofLost = new HealingLog.Balance(lost, (BitSet) lost.clone());
    takeLost(ofLost.after(), fate);
    BitSet saturated = saturated(ofLost);
    HealingLog.Balance ofSaturated = new HealingLog.Balance(saturated, (BitSet) saturated.clone());
    takeSaturated(ofSaturated.after(), ofLost.after(), fate);
    if (fate.failed() || (lost.isEmpty() && saturated.isEmpty())) {
      return Optional.empty();
    }
    HealingReport report = log.report(ofLost, ofSaturated);
    LOG.info("scan {}: {}", files.name(), report.sentence());
    files.remember(report);
    if (pieces.isEmpty()) {
      return Optional.empty();
    }
    splice();
    scan.counters().healed(ofLost.regained());
    return Optional.of(
        new ScanJob.Healed(StoredLines.open(files, new ScanCounters()), means.retaken()));
  }

  private void takeLost(BitSet lost, SharedFate fate) throws InterruptedException {
    Retaking retaking = new Retaking(source, files, means.format(), originMm);
    for (int pass = 0; pass < PASSES_MAX && !lost.isEmpty(); pass++) {
      for (Stretch stretch : Stretch.of(lost, MARGIN, lines)) {
        if (fate.failed()) {
          return;
        }
        Attempt attempt = retaking.take(++recordings, stretch, lost, fate);
        int healed = fill(attempt, lost, (recording, there, line) -> true);
        log.tried(told(attempt, retaking, new Counts(stretch.lost(), 0, healed)));
      }
      // So that the next pass knows the stretch by them.
      splice();
    }
  }

  /** Lines worth taking again, those looked at as well that came late. */
  private BitSet saturated(HealingLog.Balance lost) {
    BitSet came = (BitSet) lost.before().clone();
    came.andNot(lost.after());
    if (!came.isEmpty()) {
      try (EnviReader raw = EnviReader.open(files.raw())) {
        came.stream()
            .forEach(
                line ->
                    scan.saturated()
                        .look(line, means.ready().calibration().saturated(raw.raw(line, 1)), 0));
      }
    }
    return source.shorter().isPresent()
        ? scan.saturated().worthTakingAgain(source.saturation())
        : new BitSet();
  }

  private void takeSaturated(BitSet saturated, BitSet lost, SharedFate fate)
      throws InterruptedException {
    if (saturated.isEmpty() || fate.failed()) {
      return;
    }
    if (saturated.cardinality() > SATURATED_MAX * lines) {
      log.stay(
          saturated,
          "more than half of the lines saturated: shorten exposureUs of the camera, capture dark and white again, then scan again");
      return;
    }
    AcquisitionSettings acquisition = source.shorter().orElseThrow();
    try {
      HealingMeans.Shorter shorter = means.shorter(source.camera(), acquisition);
      BitSet unknown = (BitSet) lost.clone();
      unknown.or(saturated);
      takeShorter(saturated, unknown, shorter, fate);
    } catch (ScanException | CameraException | SpectralException | FormatException e) {
      log.stay(
          saturated,
          "they were to be taken again at %.3f ms, but %s"
              .formatted(acquisition.exposureUs() / 1000, Failure.sentence(e)));
    }
  }

  private void takeShorter(
      BitSet saturated, BitSet unknown, HealingMeans.Shorter shorter, SharedFate fate)
      throws InterruptedException {
    LiveSource shortly = source.at(source.shorter().orElseThrow());
    Retaking retaking = new Retaking(shortly, files, shorter.format(), originMm);
    BitSet tooBright = new BitSet();
    Judge judge =
        (recording, there, line) -> {
          BitSet pixels = shorter.calibration().saturated(recording.raw(there, 1));
          boolean beyond = scan.saturated().beyond(source.saturation(), pixels);
          tooBright.set(line, beyond);
          return !beyond;
        };
    BitSet all = (BitSet) saturated.clone();
    for (int pass = 0; pass < PASSES_MAX; pass++) {
      // Margins are good lines of the scan's own exposure. A further pass begins elsewhere, so that
      // losses that recur with the number of the frame do not meet the same lines again.
      for (Stretch stretch : Stretch.of(all, (pass + 1) * MARGIN, lines)) {
        BitSet open = stretch.within(saturated);
        open.andNot(tooBright);
        if (open.isEmpty() || fate.failed()) {
          continue;
        }
        Attempt attempt = retaking.take(++recordings, stretch, unknown, fate);
        means.keepBeside(attempt.recording(), shorter.references());
        int healed = fill(attempt, saturated, judge);
        log.tried(told(attempt, retaking, new Counts(0, stretch.lost(), healed)));
      }
    }
    log.stay(
        tooBright,
        "they saturate at %.3f ms as well: lower saturated.exposurePart of the stage, capture dark and white again, then scan again"
            .formatted(shorter.exposureMs()));
  }

  /** Puts good lines in the places of those wanted, which are wanted no more then. */
  private int fill(Attempt attempt, BitSet wanted, Judge judge) {
    Stretch stretch = attempt.stretch();
    if (attempt.match().isEmpty()) {
      log.stay(stretch.within(wanted), attempt.message());
      return 0;
    }
    int offset = attempt.match().get().offset();
    String name = files.besideRaw(attempt.recording().raw());
    int healed = 0;
    try (EnviReader again = EnviReader.open(attempt.recording().raw())) {
      BitSet lostAgain = again.header().lostLines();
      for (int line = wanted.nextSetBit(stretch.from());
          line >= 0 && line < stretch.to();
          line = wanted.nextSetBit(line + 1)) {
        int there = line - offset;
        boolean came = there >= 0 && there < again.shape().lines() && !lostAgain.get(there);
        if (came && judge.good(again, there, line)) {
          pieces.put(line, new Splice.Piece(line, 1, there, name));
          wanted.clear(line);
          healed++;
        }
      }
    }
    return healed;
  }

  private record Counts(int lost, int saturated, int healed) {}

  private static HealedStretch told(Attempt attempt, Retaking retaking, Counts counts) {
    double residual = attempt.match().map(LineMatch::residualLines).orElse(0.0);
    return new HealedStretch(
        attempt.stretch().from(),
        attempt.stretch().lines(),
        counts.lost(),
        counts.saturated(),
        counts.healed(),
        attempt.number(),
        retaking.format().how().exposureMs().orElse(0),
        attempt.match().map(m -> m.offset() + residual - attempt.alongLines()).orElse(0.0),
        residual,
        residual * retaking.pitchMm(),
        attempt.match().map(LineMatch::correlation).orElse(0.0),
        attempt.message());
  }

  /** Tells readers of the scan which lines come from elsewhere, as far as is known by now. */
  private void splice() {
    if (pieces.isEmpty()) {
      return;
    }
    List<Splice.Piece> joined = new ArrayList<>();
    for (Splice.Piece piece : pieces.values()) {
      if (!joined.isEmpty() && joined.getLast().goesOn(piece)) {
        joined.add(joined.removeLast().with(piece));
      } else {
        joined.add(piece);
      }
    }
    new Splice(joined).write(files.raw());
  }
}

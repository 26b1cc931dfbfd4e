package org.petrascope.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.petrascope.camera.CameraException;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.Splice;
import org.petrascope.stage.StageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes back over the stretches of a scan whose lines were lost, takes them again and puts the good
 * lines in their places. The first recording stays as it is: lines taken again are recordings of
 * their own, and a splice beside the first tells which of them stand for which of its lines. Runs
 * on the scan's thread, after its last line.
 */
final class Healing implements ScanJob.Healer {
  static final int PASSES_MAX = 2;

  /** Whole lines on both sides of those that were lost. */
  static final int MARGIN = 32;

  /** How far the stage's position may be off, in lines. */
  static final int OFF_MAX = 16;

  /** Lines that are compared at each end of a stretch. */
  private static final int COMPARED = 64;

  /** Lines that agree less than this are not the same place. */
  private static final double CORRELATION_MIN = 0.5;

  /** Lines by which the two ends may differ. */
  private static final int ENDS_DIFFER_MAX = 1;

  private static final Logger LOG = LoggerFactory.getLogger(Healing.class);

  private final LiveSource source;
  private final ScanFiles files;
  private final LiveLines.Format format;
  private final ScanCounters counters;
  private final double firstLineMm;
  private final List<Splice.Piece> pieces = new ArrayList<>();
  private final List<HealedStretch> told = new ArrayList<>();
  private int rescans;

  /** After the source has given the lines of the scan. */
  Healing(LiveSource source, ScanFiles files, LiveLines.Format format, ScanCounters counters) {
    this.source = source;
    this.files = files;
    this.format = format;
    this.counters = counters;
    this.firstLineMm = source.firstLineMm();
  }

  @Override
  public Optional<LineSupply> heal(SharedFate fate) throws InterruptedException {
    BitSet lost = CaptureJournal.read(files.journal()).get(0, format.shape().lines());
    int lostBefore = lost.cardinality();
    for (int pass = 0; pass < PASSES_MAX && !lost.isEmpty(); pass++) {
      for (Stretch stretch : Stretch.of(lost, MARGIN, format.shape().lines())) {
        HealedStretch result = retake(stretch, lost, fate);
        told.add(result);
        LOG.info("scan {}: lines taken again: {}", files.name(), result);
        if (fate.failed()) {
          return Optional.empty();
        }
      }
    }
    int healed = lostBefore - lost.cardinality();
    if (!told.isEmpty()) {
      JsonFile.write(files.product("healing.json"), told);
    }
    if (healed == 0) {
      return Optional.empty();
    }
    new Splice(pieces).write(files.raw());
    counters.healed(healed);
    return Optional.of(StoredLines.open(files, new ScanCounters()));
  }

  /** Takes one stretch again; those of its lines that come are lost no more. */
  private HealedStretch retake(Stretch stretch, BitSet lost, SharedFate fate)
      throws InterruptedException {
    ScanFiles again = files.rescan(++rescans);
    try {
      again.create();
      Optional<Throwable> failure = record(again, stretch, fate);
      return failure.isPresent()
          ? HealedStretch.failed(stretch, Failure.sentence(failure.get()))
          : splice(again, stretch, lost);
    } catch (StageException | CameraException | ScanException e) {
      // What came the first time is there: the scan is as good as without the attempt.
      return HealedStretch.failed(stretch, Failure.sentence(e));
    }
  }

  private Optional<Throwable> record(ScanFiles again, Stretch stretch, SharedFate fate)
      throws InterruptedException {
    LiveLines.Format shorter =
        new LiveLines.Format(
            format.shape().withLines(stretch.lines() + 2 * OFF_MAX), format.sensor(), format.how());
    LiveSource.Watchers nobody = new LiveSource.Watchers(new ScanCounters(), link -> {}, () -> {});
    double fromMm = firstLineMm + (stretch.from() - OFF_MAX) * source.pitchMm();
    SharedFate apart = fate.apart();
    try (LineSupply lines = source.open(again, shorter, fromMm, nobody);
        RawTail unread = lines.start(apart)) {
      return apart.await();
    }
  }

  private HealedStretch splice(ScanFiles again, Stretch stretch, BitSet lost) {
    double alongLines = (source.firstLineMm() - firstLineMm) / source.pitchMm();
    int expected = (int) Math.round(alongLines);
    int[] known = known(stretch, lost);
    try (EnviReader first = EnviReader.open(files.raw());
        EnviReader second = EnviReader.open(again.raw())) {
      LineMatch.Search search = new LineMatch.Search(expected, OFF_MAX);
      Optional<LineMatch> found =
          LineMatch.find(first, second, known, search)
              .filter(match -> match.correlation() >= CORRELATION_MIN);
      if (found.isEmpty() || !bothEndsAgree(first, second, known, search)) {
        return HealedStretch.failed(
            stretch,
            "the lines taken again do not show what the first ones show within %d lines of where the stage says they lie: check that the box did not move on the stage and that its drive does not slip, then scan again"
                .formatted(OFF_MAX));
      }
      LineMatch match = found.get();
      int healed = fill(again, stretch, lost, second, match);
      return new HealedStretch(
          stretch.from(),
          stretch.lines(),
          stretch.lost(),
          healed,
          match.offset() + match.residualLines() - alongLines,
          match.residualLines(),
          match.residualLines() * source.pitchMm(),
          match.correlation(),
          "");
    }
  }

  /** A drive that slipped or a camera that paused on the way puts the ends in different places. */
  private static boolean bothEndsAgree(
      EnviReader first, EnviReader second, int[] known, LineMatch.Search search) {
    int middle = known.length / 2;
    Optional<LineMatch> head = LineMatch.find(first, second, Arrays.copyOf(known, middle), search);
    Optional<LineMatch> tail =
        LineMatch.find(first, second, Arrays.copyOfRange(known, middle, known.length), search);
    return head.isPresent()
        && tail.isPresent()
        && Math.abs(head.get().offset() - tail.get().offset()) <= ENDS_DIFFER_MAX;
  }

  /** Whole lines at both ends of a stretch. */
  private static int[] known(Stretch stretch, BitSet lost) {
    int[] whole =
        IntStream.range(stretch.from(), stretch.to()).filter(line -> !lost.get(line)).toArray();
    return IntStream.range(0, whole.length)
        .filter(i -> i < COMPARED || i >= whole.length - COMPARED)
        .map(i -> whole[i])
        .toArray();
  }

  private int fill(
      ScanFiles again, Stretch stretch, BitSet lost, EnviReader second, LineMatch match) {
    String recording = files.besideRaw(again.raw());
    BitSet lostAgain = second.header().lostLines();
    int healed = 0;
    for (int line = lost.nextSetBit(stretch.from());
        line >= 0 && line < stretch.to();
        line = lost.nextSetBit(line + 1)) {
      int there = line - match.offset();
      if (there >= 0 && there < second.shape().lines() && !lostAgain.get(there)) {
        pieces.add(new Splice.Piece(line, 1, there, recording));
        lost.clear(line);
        healed++;
      }
    }
    return healed;
  }
}

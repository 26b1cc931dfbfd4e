package org.petrascope.scan;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.petrascope.camera.CameraException;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.FormatException;
import org.petrascope.stage.StageException;

/**
 * Takes stretches of a scan again, each as a recording of its own, and finds out where their lines
 * belong. Runs on the scan's thread, after its last line.
 */
final class Retaking {
  /** How far the stage's position may be off, in lines. */
  static final int OFF_MAX = 16;

  /** Lines that are compared at each end of a stretch. */
  private static final int COMPARED = 64;

  /** Lines that agree less than this are not the same place. */
  private static final double CORRELATION_MIN = 0.5;

  /** Lines by which the two ends may differ. */
  private static final int ENDS_DIFFER_MAX = 1;

  private final LiveSource source;
  private final ScanFiles files;
  private final LiveLines.Format format;
  private final double originMm;

  /**
   * @param files of the scan
   * @param format of its lines, at the exposure that they are taken again with
   * @param originMm where the first line of the scan lies along the core, in mm
   */
  Retaking(LiveSource source, ScanFiles files, LiveLines.Format format, double originMm) {
    this.source = source;
    this.files = files;
    this.format = format;
    this.originMm = originMm;
  }

  LiveLines.Format format() {
    return format;
  }

  double pitchMm() {
    return source.pitchMm();
  }

  /**
   * Takes one stretch again.
   *
   * @param number of the recording that is made
   * @param unknown lines of the scan that do not show the core as it is
   */
  Attempt take(int number, Stretch stretch, BitSet unknown, SharedFate fate)
      throws InterruptedException {
    ScanFiles again = files.rescan(number);
    try {
      again.create();
      Optional<Throwable> failure = record(again, stretch, fate);
      return failure.isPresent()
          ? failed(again, number, stretch, Failure.sentence(failure.get()))
          : located(again, number, stretch, unknown);
    } catch (StageException | CameraException | ScanException | FormatException e) {
      // What came the first time is there: the scan is as good as without the attempt.
      return failed(again, number, stretch, Failure.sentence(e));
    }
  }

  private static Attempt failed(ScanFiles again, int number, Stretch stretch, String why) {
    return new Attempt(stretch, again, number, Optional.empty(), 0, why);
  }

  private Optional<Throwable> record(ScanFiles again, Stretch stretch, SharedFate fate)
      throws InterruptedException {
    LiveLines.Format shorter =
        new LiveLines.Format(
            format.shape().withLines(stretch.lines() + 2 * OFF_MAX), format.sensor(), format.how());
    LiveSource.Watchers nobody = new LiveSource.Watchers(new ScanCounters(), link -> {}, () -> {});
    double fromMm = originMm + (stretch.from() - OFF_MAX) * source.pitchMm();
    SharedFate apart = fate.apart();
    try (LineSupply lines = source.open(again, shorter, fromMm, nobody);
        RawTail unread = lines.start(apart)) {
      return apart.await();
    }
  }

  private Attempt located(ScanFiles again, int number, Stretch stretch, BitSet unknown) {
    double alongLines = (source.firstLineMm() - originMm) / source.pitchMm();
    int[] known = known(stretch, unknown);
    try (EnviReader first = EnviReader.open(files.raw());
        EnviReader second = EnviReader.open(again.raw())) {
      LineMatch.Search search = new LineMatch.Search((int) Math.round(alongLines), OFF_MAX);
      Optional<LineMatch> found =
          LineMatch.find(first, second, known, search)
              .filter(match -> match.correlation() >= CORRELATION_MIN)
              .filter(match -> bothEndsAgree(first, second, known, search));
      String why =
          "the lines taken again do not show what the first ones show within %d lines of where the stage says they lie: check that the box did not move on the stage and that its drive does not slip, then scan again"
              .formatted(OFF_MAX);
      return new Attempt(stretch, again, number, found, alongLines, found.isEmpty() ? why : "");
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

  /** Good lines at both ends of a stretch. */
  private static int[] known(Stretch stretch, BitSet unknown) {
    int[] good =
        IntStream.range(stretch.from(), stretch.to()).filter(line -> !unknown.get(line)).toArray();
    return IntStream.range(0, good.length)
        .filter(i -> i < COMPARED || i >= good.length - COMPARED)
        .map(i -> good[i])
        .toArray();
  }
}

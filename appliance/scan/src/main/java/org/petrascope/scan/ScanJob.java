package org.petrascope.scan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CalibrationRef;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.MineralTally;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.Provenance;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.ScanSummary;
import org.petrascope.store.ScanSummary.MineralShare;
import org.petrascope.store.Store;
import org.petrascope.store.StoredFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work on one scan: its stages run until all lines are mapped or one fails, then the result is
 * stored or the failure. Runs on one thread; may be cancelled by any.
 */
final class ScanJob {
  private static final Logger LOG = LoggerFactory.getLogger(ScanJob.class);

  private final Store store;
  private final Clock clock;
  private final ScanRecord scan;
  private final ScanFiles files;
  private final ScanCounters counters;
  private final LiveMap liveMap;
  private final SharedFate fate = new SharedFate();
  private Means means;
  private boolean completed;

  /**
   * What turns raw lines into products.
   *
   * @param recipe what somebody needs besides the scan's files to make the same again
   * @param progress told of every block
   */
  record Means(
      Calibration calibration,
      PixelMapper mapper,
      int mapperThreads,
      Provenance provenance,
      Recipe recipe,
      LineSink progress) {
    /** The same for a scan some lines of which were taken again. */
    Means with(RetakenLines retaken) {
      CalibrationRef reference = retaken.reference(provenance.calibration());
      return new Means(
          retaken.calibration(),
          mapper,
          mapperThreads,
          provenance.with(reference),
          recipe,
          progress);
    }
  }

  ScanJob(
      Store store,
      Clock clock,
      ScanRecord scan,
      Means means,
      ScanCounters counters,
      LiveMap liveMap) {
    this.store = store;
    this.clock = clock;
    this.scan = scan;
    this.files = ScanFiles.of(store.folder(scan), scan);
    this.means = means;
    this.counters = counters;
    this.liveMap = liveMap;
  }

  /** Stops because somebody wants it. */
  void cancel() {
    fate.stop(new Stopped(ScanState.CANCELLED, "the scan was cancelled"));
  }

  /** Stops because the appliance stops. */
  void interrupt() {
    fate.stop(
        new Stopped(
            ScanState.INTERRUPTED,
            "the appliance stopped in mid-scan: finish the scan from its raw lines"));
  }

  /** Not a failure: somebody wanted the stages to end. */
  private static final class Stopped extends CancellationException {
    private static final long serialVersionUID = 1L;

    private final ScanState state;

    Stopped(ScanState state, String message) {
      super(message);
      this.state = state;
    }
  }

  /**
   * Lines anew.
   *
   * @param retaken those that do not come from the scan's first recording
   */
  record Healed(LineSupply lines, RetakenLines retaken) {}

  /** Takes lines again that did not come the first time, or that saturated. */
  @FunctionalInterface
  interface Healer {
    Healer NONE = fate -> Optional.empty();

    /**
     * The lines anew, some of which are better; empty where none is.
     *
     * @param fate of the scan; what is tried here may fail without it
     */
    Optional<Healed> heal(SharedFate fate) throws InterruptedException;
  }

  /**
   * Where lines come from.
   *
   * @param supplies opens the lines when everything else is ready
   * @param healer asked after the last line
   */
  record Lines(Supplier<LineSupply> supplies, Healer healer) {
    /** Lines that are what they are. */
    static Lines of(Supplier<LineSupply> supplies) {
      return new Lines(supplies, Healer.NONE);
    }
  }

  /** Works until the end, whatever it is, and stores it; gives the failure if there was one. */
  Optional<Throwable> run(Lines lines) {
    try {
      Instant begun = clock.instant();
      Optional<Healed> healed = products(lines, begun);
      if (healed.isPresent()) {
        means = means.with(healed.get().retaken());
        products(Lines.of(healed.get()::lines), begun);
      }
      return completed ? Optional.empty() : fail(fate.failure().orElseThrow());
    } catch (InterruptedException e) {
      return fail(e);
    } catch (RuntimeException | Error e) {
      // The boundary of the scan: whatever went wrong, a lack of memory too, is the scan's failure,
      // unless somebody wanted its end, which a stage that is held on its way meets first.
      return fail(fate.failure().orElse(e));
    }
  }

  /** Makes the products, unless the stages fail or better lines come, which are given. */
  private Optional<Healed> products(Lines lines, Instant begun) throws InterruptedException {
    CubeShape shape =
        new CubeShape(scan.request().lines(), scan.settings().samples(), scan.settings().bands());
    MineralTally tally =
        new MineralTally(
            scan.request().template(),
            scan.request().depth(),
            scan.request().intervals(),
            scan.request().lines(),
            MineralTally.Legend.of(means.mapper()));
    try (Products products = new Products(files, shape, means.mapper(), tally)) {
      if (map(lines.supplies(), products).isPresent()) {
        return Optional.empty();
      }
      Optional<Healed> healed = lines.healer().heal(fate);
      if (healed.isEmpty() && !fate.failed()) {
        complete(products, tally, begun);
        completed = true;
      }
      return healed;
    }
  }

  private Optional<Throwable> map(Supplier<LineSupply> supplies, Products products)
      throws InterruptedException {
    LineSink count = block -> counters.mapped(block.lines());
    try (LineSupply supply = supplies.get();
        Interpretation interpretation =
            new Interpretation(
                means.calibration(),
                means.mapper(),
                means.mapperThreads(),
                List.of(products, liveMap::accept, count, means.progress()),
                counters.mapping())) {
      interpretation.start(fate, supply.start(fate));
      return fate.await();
    }
  }

  private Optional<Throwable> fail(Throwable cause) {
    Optional<Throwable> failure = cause instanceof Stopped ? Optional.empty() : Optional.of(cause);
    ScanState state = cause instanceof Stopped stopped ? stopped.state : ScanState.FAILED;
    String message = failure.map(Failure::sentence).orElse(String.valueOf(cause.getMessage()));
    failure.ifPresent(fault -> LOG.warn("scan {}: {}", scan.id(), message, fault));
    Instant now = clock.instant();
    store
        .scans()
        .update(
            scan.id(),
            new ScanRecord.Progress(
                state, message, counters.recorded(), linesLost(), Optional.of(now)),
            now);
    return failure;
  }

  /** A lost line that capture counted need not have reached the raw file. */
  private int linesLost() {
    return Math.min(counters.lost(), counters.recorded());
  }

  private void complete(Products products, MineralTally tally, Instant begun) {
    Instant now = clock.instant();
    products.commit(means.provenance());
    ScanSummary summary =
        new ScanSummary(
            products.lines(),
            counters.lost(),
            scan.settings().samples(),
            scan.settings().bands(),
            Duration.between(begun, now).toNanos() / 1e9,
            tally.closureMaxError(),
            shares(tally),
            counters.losses().sentence());
    JsonFile.write(files.product("summary.json"), summary);
    List<StoredFile> stored =
        new ScanManifest(means.provenance(), means.recipe()).write(files, store.identity());
    store.scans().finish(scan, summary, stored, clock.instant());
  }

  private List<MineralShare> shares(MineralTally tally) {
    List<String> inferred = means.mapper().inferred();
    return tally.shares(scan.id().value().hashCode()).stream()
        .map(
            s ->
                new MineralShare(
                    s.mineral(),
                    s.group().label(),
                    s.fraction(),
                    s.lower(),
                    s.upper(),
                    inferred.contains(s.mineral())))
        .toList();
  }
}

package org.petrascope.scan;

import java.util.OptionalLong;
import java.util.function.Supplier;
import org.petrascope.camera.Statistics;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.ScanId;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;

/** A scan under way or just ended, as others see it. May be used by any thread. */
final class ActiveScan {
  private final ScanRecord scan;
  private final double linePitchMm;
  private final ScanCounters counters = new ScanCounters();
  private final LiveMap map;
  private final SaturatedLines saturated;
  private volatile ScanState state;
  private volatile Supplier<String> transport = () -> "";
  private volatile Supplier<OptionalLong> triggersMissed = OptionalLong::empty;

  ActiveScan(ScanRecord scan, ScanState state, double linePitchMm) {
    this.scan = scan;
    this.state = state;
    this.linePitchMm = linePitchMm;
    this.map =
        new LiveMap(
            new CubeShape(
                scan.request().lines(), scan.settings().samples(), scan.settings().bands()));
    this.saturated = new SaturatedLines(scan.request().template(), scan.request().lines());
  }

  ScanId id() {
    return scan.id();
  }

  ScanRecord scan() {
    return scan;
  }

  ScanCounters counters() {
    return counters;
  }

  LiveMap map() {
    return map;
  }

  /** How much of its lines saturated, as far as {@link #watching} has seen them. */
  SaturatedLines saturated() {
    return saturated;
  }

  /** Sees every block of lines and passes it on. */
  LineSink watching(LineSink next) {
    return block -> {
      saturated.accept(block);
      next.accept(block);
    };
  }

  void enter(ScanState next) {
    state = next;
  }

  /** The path of the frames shows when the first have come, missed triggers until the last. */
  void sentBy(Supplier<Statistics> stream) {
    transport = () -> stream.get().transport();
    triggersMissed = () -> stream.get().triggersMissed();
  }

  /** No frame comes any more. */
  void captured() {
    String path = transport.get();
    transport = () -> path;
    state = ScanState.FINISHING;
  }

  ScanProgress progress() {
    int lag = counters.lag();
    return new ScanProgress(
        scan.id(),
        state,
        scan.request().lines(),
        counters.received(),
        counters.lost(),
        counters.mapped(),
        lag,
        lag * linePitchMm,
        triggersMissed.get(),
        transport.get(),
        counters.capture().going(),
        counters.mapping().going());
  }
}

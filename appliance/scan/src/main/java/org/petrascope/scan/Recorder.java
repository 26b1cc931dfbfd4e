package org.petrascope.scan;

import java.util.Optional;
import org.petrascope.formats.RawWriter;
import org.petrascope.spectral.RawCube;

/**
 * The stage that writes lines to the raw file before anybody else sees them. Runs on one thread
 * until capture has handed on its last block, even when a later stage fails.
 */
final class Recorder {
  /** Written and not yet forced to the disk, at most about twice this. */
  private static final long SYNC_BYTES = 64L << 20;

  private final RawWriter writer;
  private final CaptureJournal journal;
  private final BlockPool pool;
  private final RecordedLines recorded;
  private final ScanCounters counters;
  private final BackgroundSync sync;

  Recorder(
      RawWriter writer,
      CaptureJournal journal,
      BlockPool pool,
      RecordedLines recorded,
      ScanCounters counters) {
    this.writer = writer;
    this.journal = journal;
    this.pool = pool;
    this.recorded = recorded;
    this.counters = counters;
    this.sync =
        new BackgroundSync(
            SYNC_BYTES,
            () -> {
              journal.sync();
              writer.sync();
            });
  }

  /** Records until capture has ended. */
  void run(HandOff<LineBlock> captured) throws InterruptedException {
    try {
      for (Optional<LineBlock> next = captured.take(); next.isPresent(); next = captured.take()) {
        record(next.get());
      }
    } finally {
      recorded.complete();
    }
  }

  private void record(LineBlock block) {
    block.unpack();
    RawCube raw = block.raw();
    journal.because(block.losses());
    journal.lost(block.firstLine(), block.lost());
    for (int line = 0; line < block.lines(); line++) {
      writer.append(raw.bil(), raw.offset(line));
    }
    sync.wrote(raw.shape().values() * Short.BYTES);
    counters.recorded(block.lines());
    if (!recorded.publish(block)) {
      pool.giveBack(block);
    }
  }
}

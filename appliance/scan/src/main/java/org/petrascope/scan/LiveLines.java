package org.petrascope.scan;

import org.petrascope.formats.FormatException;
import org.petrascope.formats.RawWriter;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Wavelengths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines from the camera: capture copies them, the recorder writes them to the raw file. */
final class LiveLines implements LineSupply {
  /** Blocks between camera and raw file: about half a second at the highest rates. */
  private static final int CAPTURE_BLOCKS = 24;

  private static final Logger LOG = LoggerFactory.getLogger(LiveLines.class);

  private final ScanFiles files;
  private final CubeShape shape;
  private final CameraLink source;
  private final ScanCounters counters;
  private final Runnable captured;
  private final BlockPool pool;
  private final RecordedLines recorded = new RecordedLines();
  private final RawWriter writer;
  private final CaptureJournal journal;

  /**
   * Begins the raw file.
   *
   * @param captured told when the last line came
   */
  LiveLines(
      ScanFiles files, Format format, CameraLink source, ScanCounters counters, Runnable captured) {
    this.files = files;
    this.shape = format.shape();
    this.source = source;
    this.counters = counters;
    this.captured = captured;
    this.pool =
        new BlockPool(
            shape.withLines(1),
            source.lines().format(),
            format.how().lineRateHz().orElse(1),
            CAPTURE_BLOCKS + RecordedLines.BLOCKS_MAX);
    this.journal = CaptureJournal.create(files.journal());
    this.writer = RawWriter.create(files.raw(), shape, format.sensor(), format.how());
  }

  /** What the raw file is to hold. */
  record Format(CubeShape shape, Wavelengths sensor, AcquisitionConditions how) {}

  @Override
  public RawTail start(SharedFate fate) throws InterruptedException {
    HandOff<LineBlock> handOff = new HandOff<>(pool.count());
    Capture capture = new Capture(source, shape, pool, handOff, counters);
    Recorder recorder = new Recorder(writer, journal, pool, recorded, counters);
    fate.startUninterrupted("record", () -> recorder.run(handOff));
    fate.start("capture", () -> capture(capture));
    return new RawTail(recorded, files.raw(), shape.withLines(pool.blockLines()), pool::giveBack);
  }

  private void capture(Capture capture) throws InterruptedException {
    try (source) {
      capture.run();
      captured.run();
      if (!counters.losses().sentence().isEmpty()) {
        LOG.warn(
            "camera {}: {} of {} lines lost ({}); {}",
            source.lines().name(),
            counters.lost(),
            shape.lines(),
            counters.losses().sentence(),
            source.stream().statistics());
      }
    }
  }

  @Override
  public void close() {
    try (journal;
        writer) {
      journal.sync();
      writer.finish(recorded.lost(0, writer.lines()));
    } catch (ScanException | FormatException e) {
      LOG.warn("raw file {} keeps its unfinished header: {}", files.raw(), e.getMessage());
    }
  }
}

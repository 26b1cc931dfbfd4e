package org.petrascope.scan;

import java.nio.file.Path;
import java.util.Optional;
import org.petrascope.formats.EnviReader;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RawCube;

/**
 * Follows a recording: gives its lines in order, from memory while they are still there, else from
 * the raw file. The same for a recording that ended long ago. For one thread.
 */
final class RawTail implements AutoCloseable {
  private final RecordedLines recorded;
  private final Path header;
  private final CubeShape block;
  private final Release release;
  private final short[] dn;
  private Optional<EnviReader> reader = Optional.empty();
  private Optional<LineBlock> held = Optional.empty();
  private int position;

  /** Takes a block back that came from memory. */
  @FunctionalInterface
  interface Release {
    void giveBack(LineBlock block);
  }

  /**
   * @param header of the raw file
   * @param block the most lines to give at once
   */
  RawTail(RecordedLines recorded, Path header, CubeShape block, Release release) {
    this.recorded = recorded;
    this.header = header;
    this.block = block;
    this.release = release;
    this.dn = new short[Math.toIntExact(block.values())];
  }

  /** The most lines that come at once. */
  int blockLines() {
    return block.lines();
  }

  /** Waits for the next lines, valid until the next call; empty after the last. */
  Optional<RawCube> next() throws InterruptedException {
    giveBack();
    Optional<RecordedLines.Stretch> next = recorded.next(position, block.lines());
    if (next.isEmpty()) {
      return Optional.empty();
    }
    RecordedLines.Stretch stretch = next.get();
    position += stretch.lines();
    held = stretch.block();
    return Optional.of(held.map(LineBlock::raw).orElseGet(() -> fromFile(stretch)));
  }

  private RawCube fromFile(RecordedLines.Stretch stretch) {
    int first = stretch.firstLine();
    EnviReader open =
        reader.filter(r -> r.shape().lines() >= first + stretch.lines()).orElseGet(this::reopen);
    open.raw(first, stretch.lines(), dn);
    return RawCube.over(
        block.withLines(stretch.lines()), first, dn, recorded.lost(first, stretch.lines()));
  }

  /** The file has grown since it was opened. */
  private EnviReader reopen() {
    reader.ifPresent(EnviReader::close);
    EnviReader opened = EnviReader.recover(header);
    reader = Optional.of(opened);
    return opened;
  }

  private void giveBack() {
    held.ifPresent(release::giveBack);
    held = Optional.empty();
  }

  @Override
  public void close() {
    giveBack();
    reader.ifPresent(EnviReader::close);
  }
}

package org.petrascope.scan;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import org.petrascope.formats.DurableFiles;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.Splice;
import org.petrascope.spectral.CubeShape;

/** Lines that were recorded earlier; what a crash left of the raw file is mended first. */
final class StoredLines implements LineSupply {
  private final ScanFiles files;
  private final CubeShape shape;
  private final RecordedLines recorded;
  private final int blockLines;

  private StoredLines(ScanFiles files, CubeShape shape, BitSet lost, int blockLines) {
    this.files = files;
    this.shape = shape;
    this.recorded = RecordedLines.of(shape.lines(), lost);
    this.blockLines = blockLines;
  }

  /** Opens what there is of a scan's raw lines and makes its header tell the truth. */
  static StoredLines open(ScanFiles files, ScanCounters counters) {
    if (!Files.exists(files.raw())) {
      throw new ScanException(
          "scan %s has no raw file at %s: scan the box again".formatted(files.name(), files.raw()));
    }
    EnviHeader header;
    CubeShape shape;
    Path data;
    int blockLines;
    try (EnviReader reader = EnviReader.recover(files.raw())) {
      header = reader.header();
      shape = reader.shape();
      data = reader.data();
      blockLines = reader.blockLines();
    }
    if (shape.lines() == 0) {
      throw new ScanException(
          "scan %s has no whole line on disk: scan the box again".formatted(files.name()));
    }
    BitSet lost = CaptureJournal.read(files.journal()).get(0, shape.lines());
    mend(data, header.withLostLines(lost), files.raw());
    lost.andNot(Splice.beside(files.raw()).lines());
    counters.received(shape.lines() - lost.cardinality());
    counters.lost(lost.cardinality());
    for (Loss loss : CaptureJournal.reasons(files.journal())) {
      int there = Math.clamp((long) shape.lines() - loss.firstLine(), 0, loss.lines());
      if (there > 0) {
        counters.losses().add(loss.reason(), there);
      }
    }
    counters.recorded(shape.lines());
    return new StoredLines(files, shape, lost, blockLines);
  }

  private static void mend(Path data, EnviHeader header, Path headerFile) {
    CubeShape shape = header.layout().shape();
    try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
      channel.truncate((long) shape.lines() * header.layout().lineBytes());
      channel.force(true);
    } catch (IOException e) {
      throw new ScanException(
          "raw file %s cannot be mended (%s): check the disk".formatted(data, e.getMessage()), e);
    }
    DurableFiles.write(headerFile, header.format().getBytes(StandardCharsets.UTF_8));
  }

  CubeShape shape() {
    return shape;
  }

  @Override
  public RawTail start(SharedFate fate) {
    return new RawTail(recorded, files.raw(), shape.withLines(blockLines), block -> {});
  }

  @Override
  public void close() {}
}

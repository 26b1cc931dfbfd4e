package org.petrascope.laboratory;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.petrascope.formats.DurableFiles;
import org.petrascope.spectral.Wavelengths;

/**
 * Writes a patch database. Spectra wait in a file beside the target until {@link #commit} writes
 * the HDF5 file under a temporary name and gives it its own; closing without it leaves the old
 * file. Memory is that of some blocks and of what is known of the patches. For one thread.
 */
final class PatchWriter implements AutoCloseable {
  /** Spectral values of a block: 16 MiB. */
  static final int BLOCK_VALUES_MAX = 4 << 20;

  /** What is known of this many patches fits a small heap. */
  static final int PATCHES_MAX = 1_000_000;

  private final Path target;
  private final Wavelengths wavelengths;
  private final List<PatchSource> sources;
  private final List<PatchBlock> blocks;
  private final PatchSpool spool;
  private final Map<Integer, List<Patch>> waiting = new TreeMap<>();
  private final Set<Identity> known = new HashSet<>();
  private int count;

  /** What no two patches of a scan may share. */
  private record Identity(PatchSource source, String region, int line, int sample, int side) {
    static Identity of(PatchRecord record, int side) {
      return new Identity(record.source(), record.region(), record.line(), record.sample(), side);
    }
  }

  private PatchWriter(Path target, PatchLayout.Head head, List<PatchBlock> blocks) {
    this.target = target;
    this.wavelengths = head.wavelengths();
    this.sources = new ArrayList<>(head.sources());
    this.blocks = new ArrayList<>(blocks);
    this.spool = PatchSpool.beside(target);
    for (PatchBlock block : blocks) {
      count += block.records().size();
      block.records().forEach(record -> known.add(Identity.of(record, block.side())));
    }
  }

  /** Begins a database of these bands. */
  static PatchWriter create(Path target, Wavelengths wavelengths) {
    return new PatchWriter(target, new PatchLayout.Head(wavelengths, List.of()), List.of());
  }

  /** Begins with what a database holds, which must stay open, to replace it. */
  static PatchWriter append(PatchDatabase before) {
    return new PatchWriter(before.file(), before.head(), before.blocks());
  }

  Wavelengths wavelengths() {
    return wavelengths;
  }

  /** Gives a source its place in the file before any patch of it comes. */
  void addSource(PatchSource source) {
    if (!sources.contains(source)) {
      sources.add(source);
    }
  }

  void add(Patch patch) {
    PatchRecord about = patch.about();
    if (patch.bands() != wavelengths.count()) {
      throw new LaboratoryException(
          "a patch of region \"%s\" has %d bands, database %s has %d: resample it first"
              .formatted(about.region(), patch.bands(), target, wavelengths.count()));
    }
    if (!about.source().scan().isEmpty() && !known.add(Identity.of(about, patch.side()))) {
      throw new LaboratoryException(
          "the patch of scan %s, region \"%s\", line %d, sample %d is in database %s already: add each once"
              .formatted(
                  about.source().scan(), about.region(), about.line(), about.sample(), target));
    }
    if (++count > PATCHES_MAX) {
      throw new LaboratoryException(
          "database %s would have more than %d patches: begin another"
              .formatted(target, PATCHES_MAX));
    }
    addSource(about.source());
    List<Patch> ofSide = waiting.computeIfAbsent(patch.side(), side -> new ArrayList<>());
    ofSide.add(patch);
    long values = (long) (ofSide.size() + 1) * patch.side() * patch.side() * patch.bands();
    if (values > BLOCK_VALUES_MAX) {
      endBlock(patch.side(), ofSide);
    }
  }

  private void endBlock(int side, List<Patch> patches) {
    int length = side * side * wavelengths.count();
    float[] spectra = new float[Math.multiplyExact(patches.size(), length)];
    List<PatchRecord> records = new ArrayList<>();
    for (int i = 0; i < patches.size(); i++) {
      patches.get(i).copyTo(spectra, i * length);
      records.add(patches.get(i).about());
    }
    String sha256 = PatchBlock.digest(side, PatchColumns.of(records, sources), spectra);
    blocks.add(new PatchBlock(side, records, spool.put(spectra), sha256));
    patches.clear();
  }

  /** Writes the database and replaces the old one. */
  void commit() {
    waiting.forEach(
        (side, patches) -> {
          if (!patches.isEmpty()) {
            endBlock(side, patches);
          }
        });
    blocks.sort(Comparator.comparingInt(PatchBlock::side));
    PatchLayout.Head head = new PatchLayout.Head(wavelengths, List.copyOf(sources));
    DurableFiles.writeNamed(
        target,
        temporary -> {
          try (WritableHdfFile hdf = HdfFile.write(temporary)) {
            PatchLayout.write(hdf, head, blocks);
          } catch (HdfException e) {
            throw e.getCause() instanceof IOException disk ? disk : new IOException(e);
          }
          PatchSeal.put(temporary);
        });
  }

  @Override
  public void close() {
    spool.close();
  }
}

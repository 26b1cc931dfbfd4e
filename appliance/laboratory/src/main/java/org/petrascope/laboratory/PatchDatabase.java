package org.petrascope.laboratory;

import io.jhdf.HdfFile;
import io.jhdf.exceptions.HdfException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.petrascope.spectral.Wavelengths;

/**
 * Spectra that models learn from: patches of n x n pixels and single spectra of one set of bands,
 * with what is known of each, in one HDF5 file that h5py and others read
 * (appliance/docs/patches.md). What is known of the patches is held in memory, spectra are read
 * block by block. For one thread at a time; a file that is replaced meanwhile stays as it was for
 * whoever has it open.
 */
public final class PatchDatabase implements AutoCloseable {
  private final Path file;
  private final HdfFile hdf;
  private final PatchLayout.Head head;
  private final List<PatchBlock> blocks;

  private PatchDatabase(Path file, HdfFile hdf, PatchLayout.Head head, List<PatchBlock> blocks) {
    this.file = file;
    this.hdf = hdf;
    this.head = head;
    this.blocks = blocks;
  }

  /** What merging does with a database of other bands. */
  public enum OtherBands {
    /** The merge is refused. */
    REFUSED,
    /** Its spectra are resampled to the bands of the first, and its sources say so. */
    RESAMPLED
  }

  /** Makes a database without patches; an older file of this name is replaced. */
  public static void create(Path file, Wavelengths wavelengths) {
    try (PatchWriter writer = PatchWriter.create(file, wavelengths)) {
      writer.commit();
    }
  }

  /**
   * Opens a database and compares all its bytes with its seal.
   *
   * @throws LaboratoryException when it is truncated, altered, or no patch database
   */
  public static PatchDatabase open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new LaboratoryException(
          "patch database %s does not exist: check its name".formatted(file));
    }
    PatchSeal.requireWhole(file);
    HdfFile hdf = new HdfFile(file);
    boolean opened = false;
    try {
      requireVersion(file, hdf);
      PatchLayout.Head head = PatchLayout.head(hdf);
      PatchDatabase database =
          new PatchDatabase(file, hdf, head, List.copyOf(PatchLayout.blocks(hdf, head)));
      opened = true;
      return database;
    } catch (HdfException | ClassCastException | IllegalArgumentException e) {
      throw new LaboratoryException(
          "patch database %s has not the layout of version %d (%s): write it again"
              .formatted(file, PatchLayout.VERSION, e.getMessage()),
          e);
    } finally {
      if (!opened) {
        hdf.close();
      }
    }
  }

  private static void requireVersion(Path file, HdfFile hdf) {
    int version = (Integer) hdf.getAttribute("version").getData();
    if (version < 1 || version > PatchLayout.VERSION) {
      throw new LaboratoryException(
          "patch database %s is of version %d, versions 1 to %d are read: take the software that wrote it"
              .formatted(file, version, PatchLayout.VERSION));
    }
  }

  /** Adds patches behind those that are there; the file is rewritten under a temporary name. */
  public static void append(Path file, Consumer<Consumer<Patch>> patches) {
    try (PatchDatabase before = open(file);
        PatchWriter writer = PatchWriter.append(before)) {
      patches.accept(writer::add);
      writer.commit();
    }
  }

  /** Writes the patches of all databases, in their order, to one with the bands of the first. */
  public static void merge(List<Path> parts, Path target, OtherBands otherBands) {
    Wavelengths wavelengths;
    try (PatchDatabase first = open(parts.getFirst())) {
      wavelengths = first.wavelengths();
    }
    try (PatchWriter writer = PatchWriter.create(target, wavelengths)) {
      for (Path part : parts) {
        try (PatchDatabase database = open(part)) {
          PatchMerge.add(database, writer, otherBands);
        }
      }
      writer.commit();
    }
  }

  public Path file() {
    return file;
  }

  public Wavelengths wavelengths() {
    return head.wavelengths();
  }

  /** SHA-256 of the content, as the file states it. */
  public String sha256() {
    return head.digest(blocks);
  }

  public int size() {
    return blocks.stream().mapToInt(block -> block.records().size()).sum();
  }

  /** How many patches there are of every side, the smallest first. */
  public SortedMap<Integer, Integer> sides() {
    SortedMap<Integer, Integer> sides = new TreeMap<>();
    blocks.forEach(block -> sides.merge(block.side(), block.records().size(), Integer::sum));
    return sides;
  }

  /** The sources of all patches, each once. */
  public List<PatchSource> sources() {
    return head.sources();
  }

  /** The components of all assays, sorted by name. */
  public Collection<String> components() {
    TreeSet<String> names = new TreeSet<>();
    records(PatchQuery.all())
        .forEach(
            record -> {
              if (record.truth() instanceof PatchTruth.Assayed assayed) {
                assayed
                    .composition()
                    .components()
                    .forEach(component -> names.add(component.name()));
              }
            });
    return names;
  }

  /** What is known of the patches that are asked for, in their order. */
  public Stream<PatchRecord> records(PatchQuery query) {
    return blocks.stream()
        .filter(block -> query.takes(block.side()))
        .flatMap(block -> block.records().stream())
        .filter(query::matches);
  }

  /**
   * The patches that are asked for, in the same order as {@link #records}; one block is in memory
   * at a time. The database must stay open until the stream has ended.
   */
  public Stream<Patch> patches(PatchQuery query) {
    return blocks.stream()
        .filter(block -> query.takes(block.side()))
        .flatMap(block -> patches(block, query));
  }

  private static Stream<Patch> patches(PatchBlock block, PatchQuery query) {
    List<Integer> wanted = new ArrayList<>();
    IntStream.range(0, block.records().size())
        .filter(i -> query.matches(block.records().get(i)))
        .forEach(wanted::add);
    if (wanted.isEmpty()) {
      return Stream.empty();
    }
    float[] spectra = block.spectra();
    return wanted.stream().map(i -> block.patch(i, spectra));
  }

  PatchLayout.Head head() {
    return head;
  }

  List<PatchBlock> blocks() {
    return blocks;
  }

  @Override
  public void close() {
    hdf.close();
  }
}

package org.petrascope.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.petrascope.formats.DurableFiles;
import org.petrascope.formats.SpecimFolder;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.WavelengthRef;
import org.petrascope.spectral.Wavelengths;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.StoredFile;

/** Where the files of one scan lie: raw in Specim's layout, products beside it. */
public record ScanFiles(Path folder, String name) {
  private static final String PRODUCTS = "products";
  private static final String RESCANS = "rescans";
  private static final String MANIFEST = "manifest.json";
  private static final String SIGNATURE = "signature.json";
  private static final String IDENTIFICATION = "identification.json";
  private static final String WAVELENGTHS = "wavelengths.json";
  private static final String HEALING = "healing.json";

  static ScanFiles of(Path folder, ScanRecord scan) {
    return new ScanFiles(folder, scan.id().value());
  }

  /** Makes the folders; a scan never takes those of another. */
  void create() {
    try {
      Files.createDirectories(folder.resolve(".."));
      Files.createDirectory(folder);
      SpecimFolder.create(folder, name);
      Files.createDirectory(products());
      DurableFiles.syncFolder(folder);
      DurableFiles.syncFolder(folder.resolve(".."));
    } catch (IOException e) {
      throw new ScanException(
          "folder %s of the scan cannot be made (%s): check the disk"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /** Where lines lie that were taken again, the first time as 1. */
  ScanFiles rescan(int number) {
    return new ScanFiles(folder.resolve(RESCANS).resolve(Integer.toString(number)), name);
  }

  /** A file of the scan as it is named from the folder of the raw lines. */
  String besideRaw(Path file) {
    return Path.of("..").resolve(folder.relativize(file)).toString();
  }

  /** Removes the folder of a scan that never began. */
  void discard() {
    remove(folder);
  }

  /** Removes a folder with all that is in it. */
  static void remove(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new ScanException(
          "folder %s, which was not completed, cannot be removed (%s): remove it by hand"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  SpecimFolder recording() {
    return new SpecimFolder(folder, name);
  }

  /** Header of the raw lines. */
  public Path raw() {
    return recording().header();
  }

  Path journal() {
    return recording().log();
  }

  public Path products() {
    return folder.resolve(PRODUCTS);
  }

  /** A product of this file name. */
  public Path product(String file) {
    return products().resolve(file);
  }

  Path manifest() {
    return folder.resolve(MANIFEST);
  }

  /** What the box says of its manifest. */
  Path signature() {
    return folder.resolve(SIGNATURE);
  }

  FileEvidence.Signed signed() {
    return new FileEvidence.Signed(
        "scan " + name, manifest(), signature(), "restore the scan from its copy");
  }

  /** Remembers what the scan's minerals are told by. */
  void remember(ModelRef reference) {
    JsonFile.write(folder.resolve(IDENTIFICATION), reference);
  }

  /** What the scan's minerals are told by; empty for scans of before that was remembered. */
  public Optional<ModelRef> remembered() {
    Path file = folder.resolve(IDENTIFICATION);
    return Files.exists(file) ? Optional.of(JsonFile.read(file, ModelRef.class)) : Optional.empty();
  }

  /** Remembers what is known of the wavelengths that the scan was taken with. */
  void rememberWavelengths(WavelengthRef known) {
    JsonFile.write(folder.resolve(WAVELENGTHS), known);
  }

  /** What is known of the wavelengths; empty where no check was made before the scan. */
  public Optional<WavelengthRef> wavelengths() {
    Path file = folder.resolve(WAVELENGTHS);
    return Files.exists(file)
        ? Optional.of(JsonFile.read(file, WavelengthRef.class))
        : Optional.empty();
  }

  /** Remembers what was done about lines that were lost or saturated. */
  void remember(HealingReport healing) {
    JsonFile.write(product(HEALING), healing);
  }

  /** What was done about lines that were lost or saturated; empty where nothing had to be. */
  public Optional<HealingReport> healing() {
    Path file = product(HEALING);
    return Files.exists(file)
        ? Optional.of(JsonFile.read(file, HealingReport.class))
        : Optional.empty();
  }

  /** The wavelengths of the scan's reflectance: as its camera stated them, or corrected. */
  public Wavelengths wavelengths(Wavelengths stated) {
    return wavelengths().map(known -> known.of(stated)).orElse(stated);
  }

  /** The reference beside the recording, as other software expects it; the same bytes. */
  void addReference(Reference.Kind kind, Path header) {
    Path to = recording().header(kind);
    link(header, to);
    link(withExtension(header, ".raw"), withExtension(to, ".raw"));
  }

  private static Path withExtension(Path header, String extension) {
    String file = String.valueOf(header.getFileName());
    return header.resolveSibling(file.substring(0, file.lastIndexOf('.')) + extension);
  }

  private static void link(Path from, Path to) {
    try {
      Files.createLink(to, from);
    } catch (IOException | UnsupportedOperationException e) {
      copy(from, to);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new ScanException(
          "reference %s cannot be put beside the scan (%s): check the disk"
              .formatted(from, e.getMessage()),
          e);
    }
  }

  /** Every file of the scan with its checksum, hidden ones, manifest and signature left out. */
  List<StoredFile> checksums() {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<StoredFile> files = new ArrayList<>();
      for (Path file : walk.filter(this::stated).sorted().toList()) {
        files.add(checksum(file, folder.relativize(file).toString()));
      }
      return files;
    } catch (IOException e) {
      throw new ScanException(
          "files of the scan at %s cannot be read (%s): check the disk"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /** Whether a manifest states this file. */
  private boolean stated(Path file) {
    return Files.isRegularFile(file)
        && !String.valueOf(file.getFileName()).startsWith(".")
        && !file.equals(manifest())
        && !file.equals(signature());
  }

  /** One file of the scan with its checksum. */
  StoredFile checksum(Path file) {
    try {
      return checksum(file, folder.relativize(file).toString());
    } catch (IOException e) {
      throw new ScanException(
          "file %s of the scan cannot be read (%s): check the disk".formatted(file, e.getMessage()),
          e);
    }
  }

  static StoredFile checksum(Path file, String path) throws IOException {
    return new StoredFile(path, Files.size(file), DurableFiles.sha256(file));
  }
}

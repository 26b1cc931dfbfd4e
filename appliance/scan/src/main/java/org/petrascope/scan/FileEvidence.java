package org.petrascope.scan;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.StoredFile;

/** Whether a scan's files are those that its manifest states, and the manifest the box's own. */
final class FileEvidence {
  private static final String FILE = "file";
  private static final String SIGNATURE = "signature";

  private final ScanFiles files;

  FileEvidence(ScanFiles files) {
    this.files = files;
  }

  /** Whether this box signed the manifest. */
  Evidence signature(BoxIdentity box) {
    if (Files.notExists(files.signature())) {
      return Evidence.bad(
          SIGNATURE,
          "scan %s has no signature.json: it was finished before boxes signed, or the file was removed"
              .formatted(files.name()));
    }
    ManifestSignature signature;
    try {
      signature = JsonFile.read(files.signature(), ManifestSignature.class);
    } catch (ScanException e) {
      return Evidence.bad(SIGNATURE, String.valueOf(e.getMessage()));
    }
    if (!signature.fits(ScanManifest.bytes(files.manifest()))) {
      return Evidence.bad(
          SIGNATURE,
          "signature.json does not fit manifest.json: one of them was changed after box %s signed; restore both from their copy"
              .formatted(signature.box()));
    }
    return signature.box().equals(box.fingerprint())
        ? Evidence.good(SIGNATURE, "manifest.json is signed by this box, " + signature.box())
        : Evidence.bad(
            SIGNATURE,
            "manifest.json is signed by box %s, this is box %s: verify the scan on the box that made it"
                .formatted(signature.box(), box.fingerprint()));
  }

  /** One sentence for every file that is not as stated, or one for all. */
  List<Evidence> files(List<StoredFile> stated) {
    Map<String, StoredFile> here = new TreeMap<>();
    files.checksums().forEach(file -> here.put(file.path(), file));
    List<Evidence> found = new ArrayList<>();
    long bytes = 0;
    for (StoredFile file : stated) {
      StoredFile kept = here.remove(file.path());
      if (kept == null) {
        found.add(bad(file.path(), "is missing"));
      } else if (!kept.equals(file)) {
        found.add(bad(file.path(), "was changed after the box signed"));
      }
      bytes += file.bytes();
    }
    here.keySet().forEach(path -> found.add(bad(path, "was added after the box signed")));
    return found.isEmpty()
        ? List.of(
            Evidence.good(
                FILE,
                "%d files of %d bytes are as the manifest states".formatted(stated.size(), bytes)))
        : List.copyOf(found);
  }

  private static Evidence bad(String path, String what) {
    return Evidence.bad(
        FILE, "%s %s %s: restore the scan from its copy".formatted(role(path), path, what));
  }

  /** What a file is to the scan. */
  private static String role(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.startsWith("DARKREF_") || name.startsWith("WHITEREF_")) {
      return "reference";
    }
    if (path.startsWith("products/")) {
      return "product";
    }
    return name.endsWith(".raw") ? "raw" : FILE;
  }
}

package org.petrascope.scan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.StoredFile;

/** Whether files are those that a manifest states, and the manifest the box's own. */
final class FileEvidence {
  private static final String FILE = "file";
  private static final String SIGNATURE = "signature";

  private final Signed signed;

  /**
   * A manifest and its signature.
   *
   * @param called what they are of
   * @param remedy what to do about a file that is not as it was
   */
  record Signed(String called, Path manifest, Path signature, String remedy) {}

  FileEvidence(Signed signed) {
    this.signed = signed;
  }

  /** Whether this box signed the manifest. */
  Evidence signature(BoxIdentity box) {
    String manifest = String.valueOf(signed.manifest().getFileName());
    String stated = String.valueOf(signed.signature().getFileName());
    if (Files.notExists(signed.signature())) {
      return Evidence.bad(
          SIGNATURE,
          "%s has no %s: it was made before boxes signed, or the file was removed"
              .formatted(signed.called(), stated));
    }
    if (Files.notExists(signed.manifest())) {
      return Evidence.bad(
          SIGNATURE, "%s has no %s: %s".formatted(signed.called(), manifest, signed.remedy()));
    }
    ManifestSignature signature;
    try {
      signature = JsonFile.read(signed.signature(), ManifestSignature.class);
    } catch (ScanException e) {
      return Evidence.bad(SIGNATURE, String.valueOf(e.getMessage()));
    }
    if (!signature.fits(ScanManifest.bytes(signed.manifest()))) {
      return Evidence.bad(
          SIGNATURE,
          "%s does not fit %s: one of them was changed after box %s signed; %s"
              .formatted(stated, manifest, signature.box(), signed.remedy()));
    }
    return signature.box().equals(box.fingerprint())
        ? Evidence.good(
            SIGNATURE, "%s is signed by this box, %s".formatted(manifest, signature.box()))
        : Evidence.bad(
            SIGNATURE,
            "%s is signed by box %s, this is box %s: verify it on the box that made it"
                .formatted(manifest, signature.box(), box.fingerprint()));
  }

  /**
   * One sentence for every file that is not as stated, or one for all.
   *
   * @param found what is there
   */
  List<Evidence> files(List<StoredFile> stated, List<StoredFile> found) {
    Map<String, StoredFile> here = new TreeMap<>();
    found.forEach(file -> here.put(file.path(), file));
    List<Evidence> broken = new ArrayList<>();
    long bytes = 0;
    for (StoredFile file : stated) {
      StoredFile kept = here.remove(file.path());
      if (kept == null) {
        broken.add(bad(file.path(), "is missing"));
      } else if (!kept.equals(file)) {
        broken.add(bad(file.path(), "was changed after the box signed"));
      }
      bytes += file.bytes();
    }
    here.keySet().forEach(path -> broken.add(bad(path, "was added after the box signed")));
    return broken.isEmpty()
        ? List.of(
            Evidence.good(
                FILE,
                "%d files of %d bytes are as the manifest states".formatted(stated.size(), bytes)))
        : List.copyOf(broken);
  }

  private Evidence bad(String path, String what) {
    return Evidence.bad(FILE, "%s %s %s: %s".formatted(role(path), path, what, signed.remedy()));
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

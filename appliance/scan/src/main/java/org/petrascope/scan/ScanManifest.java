package org.petrascope.scan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.Provenance;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.StoredFile;

/**
 * What a finished scan consists of and how its products were made: {@code manifest.json}, with the
 * box's signature over its bytes in {@code signature.json}.
 */
record ScanManifest(Provenance provenance, Recipe recipe) {
  private static final String FORMAT = "petrascope manifest 1";

  /** Writes manifest and signature; gives all files of the scan, these two last. */
  List<StoredFile> write(ScanFiles files, BoxIdentity box) {
    List<StoredFile> all = new ArrayList<>(files.checksums());
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", FORMAT);
    manifest.put("scan", provenance.scan().value());
    manifest.put("box", box.fingerprint());
    manifest.put("at", provenance.at().toString());
    manifest.put("execution", provenance.execution());
    manifest.put("calibration", provenance.calibration());
    manifest.put("model", provenance.model());
    manifest.put("recipe", recipe);
    manifest.put("files", List.copyOf(all));
    JsonFile.write(files.manifest(), manifest);
    JsonFile.write(files.signature(), ManifestSignature.by(box, bytes(files.manifest())));
    all.add(files.checksum(files.manifest()));
    all.add(files.checksum(files.signature()));
    return all;
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ScanException(
          "manifest %s cannot be read (%s): check the disk".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * A manifest as it was read.
   *
   * @param model what minerals were told by; with the recipe empty in manifests of before both were
   *     stated
   */
  record Stated(List<StoredFile> files, Optional<ModelRef> model, Optional<Recipe> recipe) {
    Stated {
      files = List.copyOf(files);
    }
  }

  /** Reads what a manifest states. */
  static Stated read(ScanFiles files) {
    JsonNode tree = JsonFile.read(files.manifest(), JsonNode.class);
    requireFormat(files.manifest(), tree, FORMAT);
    return new Stated(
        List.of(JsonFile.part(tree.path("files"), StoredFile[].class)),
        part(tree, "model", ModelRef.class),
        part(tree, "recipe", Recipe.class));
  }

  /** Refuses a manifest of a format that this software does not read. */
  static void requireFormat(Path file, JsonNode manifest, String wanted) {
    String format = manifest.path("format").asText();
    if (!format.equals(wanted)) {
      throw new ScanException(
          "manifest %s has the format \"%s\", this software reads \"%s\": use the release that wrote it"
              .formatted(file, format, wanted));
    }
  }

  private static <T> Optional<T> part(JsonNode tree, String key, Class<T> type) {
    return tree.has(key) ? Optional.of(JsonFile.part(tree.path(key), type)) : Optional.empty();
  }
}

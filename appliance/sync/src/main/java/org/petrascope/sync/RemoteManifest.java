package org.petrascope.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.petrascope.store.DeliveredFile;

/**
 * The last object of a scan in the store: every file of it, where it lies and what it must be. Says
 * nothing of when, so that it is the same however often it is written.
 *
 * @param form of this document, {@link #FORM}
 * @param folder of the scan on its box, relative to the data folder
 */
public record RemoteManifest(
    String form, String box, String scan, String folder, List<RemoteFile> files) {
  public static final String FORM = "petrascope-remote-scan 1";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * A file of a scan.
   *
   * @param path relative to the scan's folder
   * @param bytes of the plain file
   * @param sha256 of the plain file
   * @param key under which it lies
   */
  public record RemoteFile(String path, long bytes, String sha256, String key) {
    static RemoteFile of(DeliveredFile file, String folder) {
      String path = file.delivery().path();
      return new RemoteFile(
          path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : path,
          file.delivery().bytes(),
          file.delivery().sha256(),
          file.proof().key());
    }
  }

  public RemoteManifest {
    files = List.copyOf(files);
  }

  static RemoteManifest of(String box, String scan, String folder, List<DeliveredFile> files) {
    return new RemoteManifest(
        FORM, box, scan, folder, files.stream().map(file -> RemoteFile.of(file, folder)).toList());
  }

  byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers can be written", e);
    }
  }

  static RemoteManifest read(byte[] json) {
    try {
      RemoteManifest manifest = JSON.readValue(json, RemoteManifest.class);
      if (!manifest.form.equals(FORM)) {
        throw new SyncException(
            "the manifest is of form %s, expected %s: it was written by another release"
                .formatted(manifest.form, FORM));
      }
      return manifest;
    } catch (IOException e) {
      throw new SyncException("the manifest cannot be read: it was changed or sealed", e);
    }
  }
}

package org.petrascope.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import org.petrascope.formats.DurableFiles;

/** Small records, for other programs and for later. */
final class JsonFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonFile() {}

  /** Replaces the file, whole or not at all. */
  static void write(Path file, Object content) {
    try {
      DurableFiles.write(file, JSON.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + content, e);
    }
  }

  /** A part of a document that was read. */
  static <T> T part(JsonNode node, Class<T> type) {
    return JSON.convertValue(node, type);
  }

  static <T> T read(Path file, Class<T> type) {
    try {
      return JSON.readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new ScanException(
          "file %s cannot be read (%s): restore it, or remove it to go on with what scans are told by now"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}

package org.petrascope.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;
import org.petrascope.formats.DurableFiles;

/** Writes small records for other programs to read. */
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
}

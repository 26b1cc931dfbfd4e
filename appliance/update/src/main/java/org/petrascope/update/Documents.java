package org.petrascope.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** Small JSON documents of a known format. */
final class Documents {
  /** Of manifests and plans; a reader refuses what is newer than it. */
  static final int FORMAT = 1;

  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Documents() {}

  static byte[] bytes(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a document means; one that is broken or too new is refused by its name. */
  static <T> T read(String what, byte[] bytes, Function<JsonNode, T> reader) {
    try {
      JsonNode node = JSON.readTree(bytes);
      if (node.path("format").asInt() != FORMAT) {
        throw new UpdateException(
            "%s has format %s, this software reads %d: update the software first"
                .formatted(what, node.path("format"), FORMAT));
      }
      return reader.apply(node);
    } catch (IOException | IllegalArgumentException e) {
      throw new UpdateException(
          "%s cannot be used: %s; have it released again".formatted(what, e.getMessage()), e);
    }
  }
}

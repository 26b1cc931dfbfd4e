package org.petrascope.server;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How the appliance writes and reads JSON: records as objects, times as ISO 8601 text, a number
 * that is not a number as null.
 */
final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new FiniteOrNull<>())
                  .addSerializer(Double.TYPE, new FiniteOrNull<>())
                  .addSerializer(Float.class, new FiniteOrNull<>())
                  .addSerializer(Float.TYPE, new FiniteOrNull<>()))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static byte[] bytes(Object document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document as a person reads it. */
  static String pretty(Object document) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one JSON object; anything else is refused in a sentence. */
  static JsonNode object(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new ServerException(
          ServerException.Kind.BAD_REQUEST,
          "the body is not JSON (line %d, column %d): send one JSON object"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new ServerException(
        ServerException.Kind.BAD_REQUEST,
        "the body must be one JSON object, such as {\"kind\": \"dark\"}");
  }

  private static final class FiniteOrNull<T extends Number> extends JsonSerializer<T> {
    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(value.doubleValue())) {
        json.writeNull();
      } else if (value instanceof Float single) {
        json.writeNumber(single.floatValue());
      } else {
        json.writeNumber(value.doubleValue());
      }
    }
  }
}

package org.petrascope.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.TreeMap;

/**
 * The one way to write a document, so that a signature over it means something: names sorted, no
 * blanks, whole numbers only, printable ASCII only. For such documents RFC 8785 and the canonical
 * JSON of The Update Framework's specification agree.
 */
final class CanonicalJson {
  private CanonicalJson() {}

  static byte[] bytes(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(node, out);
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(JsonNode node, StringBuilder out) {
    JsonNodeType type = node.getNodeType();
    if (type == JsonNodeType.OBJECT) {
      object(node, out);
    } else if (type == JsonNodeType.ARRAY) {
      array(node, out);
    } else if (type == JsonNodeType.STRING) {
      text(node.asText(), out);
    } else if (node.isIntegralNumber() || type == JsonNodeType.BOOLEAN) {
      out.append(node.asText());
    } else {
      throw new IllegalArgumentException(
          "%s has no canonical form here: use text, whole numbers, true and false".formatted(node));
    }
  }

  private static void object(JsonNode node, StringBuilder out) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    char before = '{';
    for (var field : sorted.entrySet()) {
      out.append(before);
      text(field.getKey(), out);
      out.append(':');
      write(field.getValue(), out);
      before = ',';
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void array(JsonNode node, StringBuilder out) {
    out.append('[');
    for (Iterator<JsonNode> elements = node.elements(); elements.hasNext(); ) {
      write(elements.next(), out);
      if (elements.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        throw new IllegalArgumentException(
            "'%s' cannot be signed: use printable ASCII".formatted(text));
      }
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }
}

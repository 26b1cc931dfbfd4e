package org.petrascope.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.petrascope.store.Ed25519;

/**
 * A letter or an order as it lies in the store: {@code {"content": ..., "signature": ...}}, where
 * the content is JSON text, signed as its UTF-8 bytes, and says for which box it is, its number,
 * and after which of the same kind it comes.
 *
 * @param after number of the last one that holds when this one is followed
 * @param body what it says
 */
public record SignedLetter(String box, long number, long after, JsonNode body) {
  /** No letter is longer. */
  static final int BYTES_MAX = 1 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The bytes that are put into the store.
   *
   * @param signer gives the Ed25519 signature of what it is given
   */
  public byte[] sealed(UnaryOperator<byte[]> signer) {
    ObjectNode content = JSON.createObjectNode();
    content.put("box", box).put("number", number).put("after", after).set("body", body);
    try {
      String text = JSON.writeValueAsString(content);
      byte[] signature = signer.apply(text.getBytes(StandardCharsets.UTF_8));
      ObjectNode sealed = JSON.createObjectNode();
      sealed.put("content", text);
      sealed.put("signature", Base64.getEncoder().encodeToString(signature));
      return JSON.writeValueAsBytes(sealed);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  /** Opens what lies in the store; refused unless the owner of the key has signed it. */
  public static SignedLetter open(byte[] sealed, PublicKey key) {
    JsonNode letter = tree(sealed);
    String content = letter.path("content").asText();
    if (!Ed25519.made(key, content.getBytes(StandardCharsets.UTF_8), signature(letter))) {
      throw new SyncException("it is not signed with the key that is configured");
    }
    return of(content);
  }

  /** What this software has written itself, whoever signed it. */
  static SignedLetter own(String sealed) {
    return of(tree(sealed).path("content").asText());
  }

  private static SignedLetter of(String content) {
    JsonNode fields = tree(content);
    if (!fields.path("box").isTextual()
        || !fields.path("number").canConvertToLong()
        || !fields.path("after").canConvertToLong()
        || !fields.path("body").isObject()) {
      throw new SyncException("it lacks one of box, number, after and body");
    }
    return new SignedLetter(
        fields.path("box").asText(),
        fields.path("number").asLong(),
        fields.path("after").asLong(),
        fields.path("body"));
  }

  private static byte[] signature(JsonNode letter) {
    try {
      return Base64.getDecoder().decode(letter.path("signature").asText());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  static JsonNode tree(String json) {
    return tree(json.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new SyncException("it is not JSON", e);
    }
  }
}

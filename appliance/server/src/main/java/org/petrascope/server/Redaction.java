package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what leaves the box: those that are known, those that follow a word such as
 * password, and those that look like keys and tokens. Immutable.
 */
final class Redaction {
  static final String REMOVED = "(removed)";

  /** Shorter ones would be found everywhere by chance. */
  private static final int KNOWN_MIN = 4;

  private static final String WORDS =
      "secrets?|passwords?|passwd|passphrases?|pins?|tokens?|api_?-?keys?|access_?-?keys?|private_?-?keys?"
          + "|credentials?|authorization|cookies?|session_?-?ids?";

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          ".*(secret|passw|passphrase|token|apikey|accesskey|privatekey|credential|authorization|cookie).*|pin|key");

  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile(
              "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*-----|$)", Pattern.DOTALL),
          Pattern.compile("pbkdf2-sha256\\$[^\\s\"']+"),
          Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]+"),
          Pattern.compile("://[^/\\s:@]+:[^/\\s@]+@"),
          Pattern.compile(
              "(?i)\\b[a-z_.-]*(" + WORDS + ")\"?\\s*[=:]\\s*(\"[^\"]*\"|'[^']*'|[^\\s,;&}]+)"),
          // A token of 256 bits in base 64, which is no checksum in hexadecimal.
          Pattern.compile("(?<![\\w-])(?=[\\w-]*[G-Zg-z_-])(?=[\\w-]*[0-9])[\\w-]{43,}"),
          Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"));

  private final List<String> known;

  /**
   * @param known secrets of this box, word by word
   */
  Redaction(List<String> known) {
    this.known =
        known.stream().map(String::strip).filter(secret -> secret.length() >= KNOWN_MIN).toList();
  }

  /** The text without secrets. */
  String text(String text) {
    String left = text;
    for (String secret : known) {
      left = left.replace(secret, REMOVED);
    }
    for (Pattern pattern : SECRETS) {
      left = pattern.matcher(left).replaceAll(Matcher.quoteReplacement(REMOVED));
    }
    return left;
  }

  /** A document whose secret keys have lost their values, and all its texts their secrets. */
  JsonNode document(JsonNode node) {
    JsonNode copy = node.deepCopy();
    clean(copy);
    return copy;
  }

  private void clean(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : new ArrayList<>(object.properties())) {
        if (secret(entry.getKey())) {
          object.put(entry.getKey(), REMOVED);
        } else {
          object.set(entry.getKey(), cleaned(entry.getValue()));
        }
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, cleaned(list.get(i)));
      }
    }
  }

  private JsonNode cleaned(JsonNode value) {
    if (value.isTextual()) {
      return TextNode.valueOf(text(value.asText()));
    }
    clean(value);
    return value;
  }

  /** Whether what stands under this key is a secret. */
  private static boolean secret(String key) {
    return SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT).replaceAll("[_-]", "")).matches();
  }

  /** The values of a document that stand under secret keys. */
  static List<String> secrets(JsonNode node) {
    List<String> found = new ArrayList<>();
    node.properties()
        .forEach(
            entry -> {
              if (secret(entry.getKey()) && entry.getValue().isValueNode()) {
                found.add(entry.getValue().asText());
              } else {
                found.addAll(secrets(entry.getValue()));
              }
            });
    if (node.isArray()) {
      node.forEach(one -> found.addAll(secrets(one)));
    }
    return found;
  }
}

package org.petrascope.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.BoxIdentity;

/**
 * What a box says of itself to be taken into a fleet: who it is, where it stands, its public key
 * and its request for a certificate, signed with its own key. Carried by hand or through the store.
 *
 * @param box its name, which follows from its key
 * @param said everything it says
 */
record Enrolment(String box, JsonNode said) {
  /** Where it lies, beside the configuration. */
  static final String FILE = "enrolment.json";

  /** No document is longer. */
  static final int BYTES_MAX = 1 << 20;

  private static final String FORMAT = "petrascope enrolment 1";

  /** The signed document: what is signed, as the very bytes, and the signature over them. */
  static byte[] document(BoxIdentity identity, Answers answers, Instant at) {
    ObjectNode said = Json.MAPPER.createObjectNode();
    said.put("format", FORMAT);
    said.put("box", identity.name());
    said.put("site", answers.site());
    said.put("administrator", answers.administrator());
    said.put("version", Appliance.VERSION);
    said.put("at", at.toString());
    said.put("publicKey", Base64.getEncoder().encodeToString(identity.publicKey()));
    said.put("certificateRequest", CertificateRequest.pem(identity, answers.site()));
    answers
        .configuration()
        .path("stations")
        .forEach(station -> said.withArray("stations").add(station.path("id").asText()));
    byte[] signed = Json.bytes(said);
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("signed", Base64.getEncoder().encodeToString(signed));
    document.put("signature", Base64.getEncoder().encodeToString(identity.sign(signed)));
    return Json.bytes(document);
  }

  /**
   * Opens a document; one that no box can have signed is refused.
   *
   * @param from where it was found, for people
   */
  static Enrolment open(byte[] document, String from) {
    JsonNode parts = object(document, from);
    byte[] signed = decoded(parts.path("signed"), from);
    JsonNode said = object(signed, from);
    String format = said.path("format").asText();
    if (!format.equals(FORMAT)) {
      throw refused(
          from,
          "is of form '%s', expected '%s': enrol it with the release that wrote it"
              .formatted(format, FORMAT));
    }
    byte[] key = decoded(said.path("publicKey"), from);
    if (!BoxIdentity.made(key, signed, decoded(parts.path("signature"), from))) {
      throw refused(from, "was changed after the box signed it: take it from the box again");
    }
    String box = said.path("box").asText();
    if (!box.equals(BoxIdentity.name(key))) {
      throw refused(
          from,
          "is signed by box %s and speaks for box %s: no box makes such a document, do not take it"
              .formatted(BoxIdentity.name(key), box));
    }
    return new Enrolment(box, said);
  }

  private static JsonNode object(byte[] json, String from) {
    try {
      JsonNode node = Json.MAPPER.readTree(json);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // Refused below, like everything that is no object.
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
    throw cut(from);
  }

  private static byte[] decoded(JsonNode text, String from) {
    try {
      return Base64.getDecoder().decode(text.asText());
    } catch (IllegalArgumentException e) {
      throw cut(from);
    }
  }

  private static ServerException cut(String from) {
    return refused(from, "is no whole enrolment: it was cut or is another file, take it again");
  }

  private static ServerException refused(String from, String why) {
    return new ServerException(Kind.UNUSABLE, from + " " + why);
  }

  /** Where it stands, as people call it. */
  String site() {
    return said.path("site").asText();
  }

  /** The box's public key in X.509 form. */
  byte[] publicKey() {
    return Base64.getDecoder().decode(said.path("publicKey").asText());
  }

  /** The request for a certificate over that key, PEM. */
  String certificateRequest() {
    return said.path("certificateRequest").asText();
  }
}

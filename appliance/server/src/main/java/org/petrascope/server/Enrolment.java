package org.petrascope.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import org.petrascope.store.BoxIdentity;

/**
 * What a box says of itself to be taken into a fleet: who it is, where it stands, its public key
 * and its request for a certificate, signed with its own key. Carried by hand or over a link.
 */
final class Enrolment {
  private static final String FORMAT = "petrascope enrolment 1";
  private static final int SHORT = 16;

  private Enrolment() {}

  /** The box's name among boxes: nobody chooses it, so no two are alike. */
  static String boxName(BoxIdentity identity) {
    return "petrascope-" + identity.fingerprint().substring(0, SHORT);
  }

  /** The box's name in such a document. */
  static String boxName(byte[] document) {
    try {
      byte[] signed =
          Base64.getDecoder().decode(Json.MAPPER.readTree(document).path("signed").asText());
      return Json.MAPPER.readTree(signed).path("box").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The signed document: what is signed, as the very bytes, and the signature over them. */
  static byte[] document(BoxIdentity identity, Answers answers, Instant at) {
    String box = boxName(identity);
    ObjectNode said = Json.MAPPER.createObjectNode();
    said.put("format", FORMAT);
    said.put("box", box);
    said.put("site", answers.site());
    said.put("administrator", answers.administrator());
    said.put("version", Appliance.VERSION);
    said.put("at", at.toString());
    said.put("publicKey", Base64.getEncoder().encodeToString(identity.publicKey()));
    said.put("certificateRequest", CertificateRequest.pem(identity, box, answers.site()));
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
}

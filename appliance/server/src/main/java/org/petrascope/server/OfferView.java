package org.petrascope.server;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.petrascope.formats.DiskSpace;
import org.petrascope.update.Consent;
import org.petrascope.update.Offer;

/** A release that is offered, as documents and people see it. */
final class OfferView {
  private OfferView() {}

  static Map<String, Object> of(Offer offer) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", offer.manifest().name().kind().label());
    document.put("name", offer.manifest().name().name());
    document.put("version", offer.manifest().name().version());
    document.put("back", offer.back());
    document.put("state", offer.state().name().toLowerCase(Locale.ROOT));
    document.put("bytes", offer.manifest().payload().bytes());
    document.put("agreedBy", offer.consent().map(Consent::by).orElse(""));
    document.put("agreedAt", offer.consent().map(agreed -> agreed.at().toString()).orElse(""));
    return document;
  }

  static String line(Map<String, Object> offer) {
    String agreed = String.valueOf(offer.get("agreedBy"));
    return "%-13s %s %s, %s, %s%s%s"
        .formatted(
            offer.get("kind"),
            offer.get("name"),
            offer.get("version"),
            DiskSpace.readable(((Number) offer.getOrDefault("bytes", 0L)).longValue()),
            offer.get("state"),
            Boolean.TRUE.equals(offer.get("back")) ? ", back to an older one" : "",
            agreed.isEmpty() ? "" : ", agreed by " + agreed);
  }
}

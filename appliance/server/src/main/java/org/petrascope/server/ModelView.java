package org.petrascope.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.petrascope.store.ModelRecord;

/** A model as the API shows it. */
record ModelView(
    String name,
    String version,
    String task,
    String state,
    boolean resample,
    String createdAt,
    String registeredAt,
    String sha256,
    String href) {
  static ModelView of(ModelRecord model) {
    return new ModelView(
        model.name(),
        model.version(),
        model.task(),
        model.state().name().toLowerCase(Locale.ROOT),
        model.resampling(),
        model.createdAt().toString(),
        model.registeredAt().toString(),
        model.sha256(),
        "%s/models/%s/%s"
            .formatted(HttpEndpoint.API, encoded(model.name()), encoded(model.version())));
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

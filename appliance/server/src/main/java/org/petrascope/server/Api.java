package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import org.petrascope.spectral.MineralDictionary;

/** Everything under {@code /api/v1}; the shapes are told by {@code /openapi}. */
record Api(
    StationRoutes stations,
    ScanRoutes scans,
    ModelRoutes models,
    LaboratoryRoutes laboratory,
    JoinRoutes joins,
    EventHub events)
    implements HttpService {
  @Override
  public void routing(HttpRules rules) {
    stations.register(rules);
    scans.register(rules);
    models.register(rules);
    laboratory.register(rules);
    joins.register(rules);
    rules
        .get("/minerals", (request, response) -> minerals(new Exchange(request, response)))
        .get("/events", events::listen);
  }

  private static void minerals(Exchange exchange) {
    exchange.answer(MineralDictionary.builtIn().minerals().stream().map(MineralView::of).toList());
  }
}

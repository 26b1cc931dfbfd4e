package org.petrascope.server;

import io.helidon.health.HealthCheck;
import io.helidon.openapi.OpenApiFeature;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import io.helidon.webserver.staticcontent.ClasspathHandlerConfig;
import io.helidon.webserver.staticcontent.StaticContentFeature;
import java.time.Duration;
import java.util.List;

/**
 * The listening socket: the API under {@code /api/v1}, its OpenAPI document, health, metrics and
 * the page. Requests run on virtual threads.
 */
final class HttpEndpoint implements AutoCloseable {
  static final String API = "/api/v1";
  private static final long BODY_BYTES_MAX = 1 << 20;
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final WebServer server;
  private final HttpSettings settings;

  private HttpEndpoint(WebServer server, HttpSettings settings) {
    this.server = server;
    this.settings = settings;
  }

  /** Listens at once; a port in use is refused in a sentence. */
  static HttpEndpoint start(HttpSettings settings, HttpService api, List<HealthCheck> checks) {
    WebServer server =
        WebServer.builder()
            .featuresDiscoverServices(false)
            .shutdownHook(false)
            // Its NIO sockets stall in the middle of files of some 30 MB.
            .useNio(false)
            .shutdownGracePeriod(GRACE)
            .maxPayloadSize(BODY_BYTES_MAX)
            .host(settings.host())
            .port(settings.port())
            .addFeature(observe(checks))
            .addFeature(
                OpenApiFeature.builder()
                    .servicesDiscoverServices(false)
                    .staticFile("META-INF/openapi.yaml")
                    .build())
            .routing(routing -> route(routing, settings, api))
            .build();
    server.start();
    if (!server.isRunning()) { // Helidon tells the log, not the caller
      server.stop();
      throw new ServerException(
          ServerException.Kind.UNAVAILABLE,
          "%s:%d cannot be listened on: stop what uses it, or choose another address or port"
              .formatted(settings.host(), settings.port()));
    }
    return new HttpEndpoint(server, settings);
  }

  private static void route(HttpRouting.Builder routing, HttpSettings settings, HttpService api) {
    Problems.register(routing);
    routing
        .addFilter(new RequestGuard(settings))
        .register(API, api)
        .any(
            API + "/*",
            (request, response) ->
                Problems.send(
                    response,
                    ServerException.Kind.NOT_FOUND,
                    "%s %s is not part of the API: see /openapi"
                        .formatted(request.prologue().method(), request.path().path())))
        .register(
            "/",
            StaticContentFeature.createService(
                ClasspathHandlerConfig.builder().location("web").welcome("index.html").build()));
  }

  private static ObserveFeature observe(List<HealthCheck> checks) {
    return ObserveFeature.builder()
        .observersDiscoverServices(false)
        .addObserver(
            HealthObserver.builder()
                .details(true)
                .useSystemServices(false)
                .addHealthChecks(checks)
                .build())
        .addObserver(MetricsObserver.create())
        .build();
  }

  int port() {
    return server.port();
  }

  /** Where a browser on this machine finds the page. */
  String url() {
    return settings.url(port());
  }

  @Override
  public void close() {
    server.stop();
  }
}

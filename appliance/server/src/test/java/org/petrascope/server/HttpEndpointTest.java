package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.HttpRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  private static final Protection OPEN =
      Protection.of((chain, request, response) -> chain.proceed());

  private final HttpClient client = HttpClient.newHttpClient();
  private final EventHub events = new EventHub();
  private HttpEndpoint endpoint;

  @BeforeEach
  void listen() {
    Logs.configure("error");
    endpoint = HttpEndpoint.start(HttpSettings.on(0), this::api, List.of(), OPEN);
  }

  @AfterEach
  void stop() {
    events.close();
    endpoint.close();
    client.close();
  }

  private void api(HttpRules rules) {
    rules
        .get("/events", events::listen)
        .post(
            "/number",
            (request, response) -> {
              Exchange exchange = new Exchange(request, response);
              exchange.answer(exchange.body(body -> body.number("a", Range.atLeast(0), 0)));
            })
        .get(
            "/conflict",
            (request, response) -> {
              throw new ServerException(ServerException.Kind.CONFLICT, "a scan runs: wait");
            })
        .get(
            "/unforeseen",
            (request, response) -> {
              throw new ArrayIndexOutOfBoundsException("7");
            });
  }

  @Test
  void failureIsAProblemDocumentWithOneSentence() throws Exception {
    HttpResponse<String> answer = get("/api/v1/conflict");
    assertEquals(409, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    JsonNode problem = Json.MAPPER.readTree(answer.body());
    assertEquals("a scan runs: wait", problem.path("detail").asText());
    assertEquals(409, problem.path("status").asInt());
    assertEquals("Not possible now", problem.path("title").asText());
  }

  @Test
  void unforeseenFailureShowsNoStackTrace() throws Exception {
    HttpResponse<String> answer = get("/api/v1/unforeseen");
    assertEquals(500, answer.statusCode());
    String detail = Json.MAPPER.readTree(answer.body()).path("detail").asText();
    assertTrue(detail.contains("ArrayIndexOutOfBoundsException"), detail);
    assertEquals(1, detail.lines().count());
  }

  @Test
  void malformedJsonIsABadRequest() throws Exception {
    assertEquals(400, post("{\"a\": ").statusCode());
    assertEquals(400, post("[1]").statusCode());
    assertEquals(400, post("").statusCode());
    assertEquals(200, post("{\"a\": 1}").statusCode());
  }

  @Test
  void unknownAddressIsAProblemDocument() throws Exception {
    HttpResponse<String> answer = get("/api/v1/nothing");
    assertEquals(404, answer.statusCode());
    assertTrue(answer.body().contains("/openapi"));
  }

  @Test
  void missingFileOfThePageIsAProblemDocument() throws Exception {
    HttpResponse<String> answer = get("/nothing.js");
    assertEquals(404, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    var headers = get("/api/v1/conflict").headers();
    assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElseThrow());
    assertTrue(
        headers.firstValue("Content-Security-Policy").orElseThrow().contains("default-src 'self'"));
  }

  @Test
  void anotherHostNameIsRefused() throws Exception {
    assertTrue(raw("GET /api/v1/conflict", "evil.example:80").startsWith("HTTP/1.1 403"));
    assertTrue(raw("GET /api/v1/conflict", "localhost:1234").startsWith("HTTP/1.1 409"));
    assertTrue(raw("GET /api/v1/conflict", "127.0.0.1").startsWith("HTTP/1.1 409"));
    assertTrue(raw("GET /api/v1/conflict", "[::1]:80").startsWith("HTTP/1.1 409"));
  }

  @Test
  void pageOfAnotherSiteMayNotChangeAnything() throws Exception {
    HttpRequest.Builder request =
        request("/api/v1/number").POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertEquals(
        403,
        client
            .send(
                request.copy().header("Origin", "http://evil.example").build(),
                BodyHandlers.ofString())
            .statusCode());
    String own = "http://127.0.0.1:" + endpoint.port();
    assertEquals(
        200,
        client
            .send(request.copy().header("Origin", own).build(), BodyHandlers.ofString())
            .statusCode());
  }

  @Test
  void openApiDocumentNamesEveryPath() throws Exception {
    String document = get("/openapi").body();
    for (String path :
        List.of("/api/v1/stations:", "/api/v1/scans/{scan}/map:", "/api/v1/events:")) {
      assertTrue(document.contains(path), path);
    }
  }

  @Test
  void healthAndMetricsAnswer() throws Exception {
    assertEquals(200, get("/observe/health").statusCode());
    assertTrue(get("/observe/metrics").body().contains("# TYPE"));
  }

  @Test
  void eventReachesEveryListener() throws Exception {
    HttpResponse<InputStream> answer =
        client.send(request("/api/v1/events").build(), BodyHandlers.ofInputStream());
    assertEquals("text/event-stream", answer.headers().firstValue("Content-Type").orElseThrow());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertEquals("retry: 1000", lines.readLine());
      assertEquals("", lines.readLine());
      assertTrue(events.heard());
      events.publish("scan", Map.of("received", 12, "lagMm", Double.NaN));
      assertEquals("event: scan", lines.readLine());
      String data = lines.readLine();
      assertEquals(12, Json.MAPPER.readTree(data.substring(6)).path("received").asInt());
      assertTrue(Json.MAPPER.readTree(data.substring(6)).path("lagMm").isNull());
    }
  }

  @Test
  void closingTheHubEndsEveryListener() throws Exception {
    HttpResponse<InputStream> answer =
        client.send(request("/api/v1/events").build(), BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      lines.readLine();
      lines.readLine();
      events.close();
      assertEquals(null, lines.readLine());
    }
    assertFalse(events.heard());
  }

  @Test
  void portInUseIsRefusedInASentence() {
    String message =
        assertThrows(
                ServerException.class,
                () ->
                    HttpEndpoint.start(HttpSettings.on(endpoint.port()), this::api, List.of(), OPEN)
                        .close())
            .getMessage();
    assertTrue(message.contains("cannot be listened on"), message);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws Exception {
    return client.send(
        request("/api/v1/number").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private String raw(String request, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      socket
          .getOutputStream()
          .write(
              (request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }
}

package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrascope.server.ServerException.Kind;

/**
 * Speaks with the running appliance over its API on behalf of a command. Refusals come back as the
 * sentence that the appliance wrote. For one thread.
 */
final class ApplianceClient implements AutoCloseable {
  /** Taking a reference moves shutter and stage and averages lines. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final URI root;
  private final Duration patience;
  private final HttpClient client;

  ApplianceClient(URI root) {
    this(root, PATIENCE);
  }

  private ApplianceClient(URI root, Duration patience) {
    this.root = root;
    this.patience = patience;
    this.client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  }

  /** The appliance at this address, or the one that the configuration describes. */
  static ApplianceClient of(@Nullable URI url, @Nullable Path config) {
    if (url != null) {
      return new ApplianceClient(url);
    }
    Path file = config == null ? ConfigurationFile.DEFAULT : config;
    HttpSettings http =
        config != null || Files.exists(file)
            ? ConfigurationFile.read(file).http()
            : HttpSettings.on(HttpSettings.PORT_DEFAULT);
    return of(http, PATIENCE);
  }

  /** The appliance that listens where these settings say; it is given so much time to answer. */
  static ApplianceClient of(HttpSettings http, Duration patience) {
    return new ApplianceClient(URI.create(http.url(http.port())), patience);
  }

  JsonNode get(String path) {
    return ask(HttpRequest.newBuilder(root.resolve(HttpEndpoint.API + path)).GET());
  }

  JsonNode post(String path, Map<String, ?> body) {
    return ask(
        HttpRequest.newBuilder(root.resolve(HttpEndpoint.API + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  private JsonNode ask(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer =
          client.send(request.timeout(patience).build(), BodyHandlers.ofByteArray());
      JsonNode document = Json.MAPPER.readTree(answer.body());
      if (answer.statusCode() >= 400) {
        throw new ServerException(
            Kind.FAILED, document.path("detail").asText("it answered " + answer.statusCode()));
      }
      return document;
    } catch (ConnectException e) {
      throw new ServerException(
          Kind.UNAVAILABLE,
          "no appliance answers at %s: start it with petrascope serve, or name another with --url"
              .formatted(root));
    } catch (IOException e) {
      throw new ServerException(
          Kind.UNAVAILABLE,
          "the appliance at %s broke off (%s): see its log".formatted(root, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException(Kind.FAILED, "interrupted: the appliance goes on");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

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
  private final String token;
  private final HttpClient client;

  private ApplianceClient(URI root, Duration patience, String token, HttpClient.Builder client) {
    this.root = root;
    this.patience = patience;
    this.token = token;
    this.client = client.connectTimeout(Duration.ofSeconds(5)).build();
  }

  /** The appliance at this address, or the one that the configuration describes. */
  static ApplianceClient of(@Nullable URI url, @Nullable Path config) {
    return of(url, config, PATIENCE);
  }

  /** The same, given so much time to answer. */
  static ApplianceClient of(@Nullable URI url, @Nullable Path config, Duration patience) {
    Path file = config == null ? ConfigurationFile.DEFAULT : config;
    if (url != null && config == null) {
      return new ApplianceClient(url, patience, "", HttpClient.newBuilder());
    }
    if (config == null && !Files.exists(file)) {
      URI usual = URI.create(HttpSettings.on(HttpSettings.PORT_DEFAULT).url());
      return new ApplianceClient(usual, patience, "", HttpClient.newBuilder());
    }
    Configuration configuration = ConfigurationFile.read(file);
    return of(configuration, url == null ? URI.create(configuration.http().url()) : url, patience);
  }

  /** The appliance that this configuration describes; it is given so much time to answer. */
  static ApplianceClient of(Configuration configuration, Duration patience) {
    return of(configuration, URI.create(configuration.http().url()), patience);
  }

  /** With what this user may read of the appliance's files: its certificate and its token. */
  private static ApplianceClient of(Configuration configuration, URI url, Duration patience) {
    HttpClient.Builder client = HttpClient.newBuilder();
    KeyFiles keys =
        configuration.http().tls() instanceof TlsChoice.Brought(Path certificate, Path key)
            ? new KeyFiles(certificate, key)
            : KeyFiles.ofTheBox(configuration.data());
    if (!configuration.http().tls().none() && Files.isReadable(keys.certificate())) {
      client.sslContext(PinnedTrust.of(keys.readChain().getFirst()));
    }
    String token = CommandToken.read(configuration.data()).map(CommandToken::text).orElse("");
    return new ApplianceClient(url, patience, token, client);
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

  JsonNode delete(String path) {
    return ask(HttpRequest.newBuilder(root.resolve(HttpEndpoint.API + path)).DELETE());
  }

  private JsonNode ask(HttpRequest.Builder request) {
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
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

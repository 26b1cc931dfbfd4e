package org.petrascope.server;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.SplittableRandom;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.store.Role;

/** An appliance whose people have accounts, and a browser before it. */
final class GuardedAppliance implements AutoCloseable {
  /** Passwords and PINs by name. */
  static final Map<String, String> SECRETS =
      Map.of("chief", "correct horse 7", "rita", "granite and 9", "anna", "739104");

  private final SimulatedCamera camera = SmallCamera.start("");
  private final Path config;
  private final Appliance appliance;
  private final HttpClient client;

  private GuardedAppliance(Path folder, String http) throws Exception {
    config = folder.resolve("petrascope.yaml");
    Files.writeString(
        config,
        """
        version: 1
        data: data
        http: {port: 0%s}
        stations:
          - id: core
            name: Core shed
            camera: {address: %s, exposureUs: 1500, lineRateHz: 60}
        """
            .formatted(http, camera.address()));
    try {
      appliance =
          Appliance.start(
              ConfigurationFile.read(config), Clock.systemUTC(), new SplittableRandom(1));
    } catch (RuntimeException e) {
      camera.close();
      throw e;
    }
    HttpClient.Builder browser = HttpClient.newBuilder();
    KeyFiles keys = KeyFiles.ofTheBox(appliance.store().root());
    if (keys.there()) {
      browser.sslContext(PinnedTrust.of(keys.readChain().getFirst()));
    }
    client = browser.build();
  }

  /**
   * @param http more of the section, after the port
   */
  static GuardedAppliance start(Path folder, String http) throws Exception {
    Logs.configure("error");
    return new GuardedAppliance(folder, http);
  }

  /** The same with an account of every role. */
  static GuardedAppliance withAccounts(Path folder, String http) throws Exception {
    GuardedAppliance guarded = start(folder, http);
    AccountBook book = new AccountBook(guarded.appliance.store(), Clock.systemUTC());
    book.add("chief", Role.ADMINISTRATOR, SECRETS.get("chief"));
    book.add("rita", Role.GEOLOGIST, SECRETS.get("rita"));
    book.add("anna", Role.TECHNICIAN, SECRETS.get("anna"));
    return guarded;
  }

  Appliance appliance() {
    return appliance;
  }

  Path config() {
    return config;
  }

  /** The path goes out as it is written. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(appliance.http().url() + path.substring(1)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The events of an open page, as long as they come. */
  HttpResponse<InputStream> listen(String cookie) throws Exception {
    return client.send(
        request("/api/v1/events").header("Cookie", cookie).build(), BodyHandlers.ofInputStream());
  }

  HttpResponse<String> signIn(String name, String secret) throws Exception {
    return send(
        request("/api/v1/session")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    Json.bytes(Map.of("account", name, "secret", secret)))));
  }

  /** What a browser shows after this person signed in. */
  String cookie(String name) throws Exception {
    HttpResponse<String> answer = signIn(name, SECRETS.get(name));
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  /** Asks as somebody who signed in. */
  HttpResponse<String> ask(String cookie, String method, String path) throws Exception {
    HttpRequest.Builder request =
        request(path)
            .method(
                method,
                method.equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString("{}"));
    return send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
  }

  @Override
  public void close() {
    client.close();
    appliance.close();
    camera.close();
  }
}

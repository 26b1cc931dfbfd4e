package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.store.Role;
import org.petrascope.store.Store;

class SignInTest {
  @TempDir private Path folder;

  private static int status(HttpResponse<String> answer) {
    return answer.statusCode();
  }

  @Test
  void cookieIsHiddenFromScriptsAndEndsWithSigningOut() throws Exception {
    try (GuardedAppliance guarded = GuardedAppliance.withAccounts(folder, "")) {
      HttpResponse<String> answer = guarded.signIn("anna", "739104");
      assertEquals(200, status(answer), answer.body());
      String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
      List<String> parts = List.of("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200");
      assertEquals(List.of(), parts.stream().filter(part -> !set.contains(part)).toList(), set);
      String cookie = set.substring(0, set.indexOf(';'));
      JsonNode session = Json.MAPPER.readTree(guarded.ask(cookie, "GET", "/api/v1/session").body());
      assertEquals("anna", session.path("account").asText());
      assertEquals("technician", session.path("role").asText());
      assertEquals(200, status(guarded.ask(cookie, "GET", "/api/v1/scans")));
      assertEquals(200, status(guarded.ask(cookie, "DELETE", "/api/v1/session")));
      assertEquals(401, status(guarded.ask(cookie, "GET", "/api/v1/scans")));
      byte[] database = Files.readAllBytes(folder.resolve("data/petrascope.db-wal"));
      assertFalse(
          new String(database, StandardCharsets.ISO_8859_1)
              .contains(cookie.substring(cookie.indexOf('=') + 1)),
          "the token itself is on disk");
    }
  }

  @Test
  @Timeout(60)
  void livePageHearsNothingMoreAfterItsSessionEnded() throws Exception {
    try (GuardedAppliance guarded = GuardedAppliance.withAccounts(folder, "")) {
      String cookie = guarded.cookie("anna");
      HttpResponse<InputStream> live = guarded.listen(cookie);
      assertEquals(200, live.statusCode());
      assertEquals(200, status(guarded.ask(cookie, "DELETE", "/api/v1/session")));
      try (InputStream events = live.body()) {
        // Ends by itself when the next heartbeat is due.
        String heard = new String(events.readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("retry: 1000", heard.strip());
      }
    }
  }

  @Test
  void wrongSecretsAreRefusedAlikeAndSlowedDown() {
    try (Store store = Store.open(folder, Clock.systemUTC())) {
      AccountBook book = new AccountBook(store, Clock.systemUTC());
      book.add("chief", Role.ADMINISTRATOR, "correct horse 7");
      SignIn signIn = new SignIn(store, Clock.systemUTC(), () -> 0);
      String wrong = refusal(signIn, "chief", "correct horse 8");
      assertEquals(wrong, refusal(signIn, "nobody-here", "correct horse 7"));
      for (int i = 2; i < SignInThrottle.FREE_TRIES; i++) {
        refusal(signIn, "chief", "correct horse 8");
      }
      String right = refusal(signIn, "chief", "correct horse 7");
      assertTrue(right.startsWith("too many wrong tries: wait 2 s"), right);
    }
  }

  @Test
  void administratorOfABoxThatIsMadeReadyIsAddedOrGivenAnotherSecret() {
    Clock clock = Clock.systemUTC();
    assertEquals(
        Role.ADMINISTRATOR,
        AccountBook.administrator(folder, clock, "chief", "correct horse 7").role());
    AccountBook.administrator(folder, clock, "chief", "correct horse 9");
    try (Store store = Store.open(folder, clock)) {
      SignIn signIn = new SignIn(store, clock, () -> 0);
      refusal(signIn, "chief", "correct horse 7");
      assertEquals("chief", signIn.admit("chief", "correct horse 9", "192.0.2.7").account().name());
      new AccountBook(store, clock).add("anna", Role.TECHNICIAN, "739104");
    }
    String refused =
        assertThrows(
                ServerException.class,
                () -> AccountBook.administrator(folder, clock, "anna", "correct horse 7"))
            .getMessage();
    assertEquals("account anna is a technician's: name another administrator", refused);
  }

  private static String refusal(SignIn signIn, String name, String secret) {
    return String.valueOf(
        assertThrows(ServerException.class, () -> signIn.admit(name, secret, "192.0.2.7"))
            .getMessage());
  }

  @Test
  void withoutAccountsThisMachineIsServedAndAsksNothing() throws Exception {
    try (GuardedAppliance guarded = GuardedAppliance.start(folder, "")) {
      assertEquals(200, status(guarded.ask("", "GET", "/api/v1/scans")));
      JsonNode session = Json.MAPPER.readTree(guarded.ask("", "GET", "/api/v1/session").body());
      assertFalse(session.path("needed").asBoolean(true));
      assertEquals("administrator", session.path("role").asText());
    }
  }

  @Test
  void accountsAreKeptOverHttpAndByTheCommandLine() throws Exception {
    try (GuardedAppliance guarded = GuardedAppliance.start(folder, "")) {
      Path secret = folder.resolve("secret");
      Files.writeString(secret, "correct horse 7\n");
      List<Object> where =
          List.of("--secret-file", secret, "--config", guarded.config(), "--url", url(guarded));
      assertEquals(0, account(where, "add", "chief", "--role", "administrator").code());
      assertEquals(401, status(guarded.ask("", "GET", "/api/v1/scans")));
      assertEquals(200, status(guarded.signIn("chief", "correct horse 7")));
      assertEquals(0, account(where, "add", "chief2", "--role", "administrator").code());
      Files.writeString(secret, "123456\n");
      Shell refused = account(where, "add", "anna");
      assertEquals(1, refused.code());
      assertTrue(refused.err().contains("too easy to guess"), refused.err());
      Files.writeString(secret, "739104");
      assertEquals(0, account(where, "add", "anna").code());
      Shell listed = account(where, "list");
      assertEquals(3, listed.out().lines().count(), listed.out());
      assertTrue(listed.out().contains("anna                 technician"), listed.out());
      assertEquals(0, account(where, "reset", "anna").code());
      assertEquals(0, account(where, "remove", "anna").code());
      assertEquals(1, account(where, "remove", "anna").code());
      Path token = folder.resolve("data/command.token");
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token)));
      Files.delete(token);
      Shell stranger = account(where, "list");
      assertEquals(1, stranger.code());
      assertTrue(stranger.err().contains("nobody is signed in"), stranger.err());
    }
    Shell offline = Shell.run("account", "list", "--data", folder.resolve("data"), "--json");
    assertEquals(0, offline.code(), offline.err());
    assertEquals(2, Json.MAPPER.readTree(offline.out()).size(), offline.out());
    assertFalse(offline.out().contains("pbkdf2"), offline.out());
  }

  private static Shell account(List<Object> where, Object... what) {
    List<Object> all = new ArrayList<>(List.of("account"));
    all.addAll(List.of(what));
    all.addAll(where);
    return Shell.run(all.toArray());
  }

  private static String url(GuardedAppliance guarded) {
    return guarded.appliance().http().url();
  }

  @Test
  void tokenOfACommandOrAFormOfAnotherSiteOpensNothing() throws Exception {
    try (GuardedAppliance guarded = GuardedAppliance.withAccounts(folder, "")) {
      assertEquals(
          401,
          status(
              guarded.send(
                  guarded.request("/api/v1/scans").header("Authorization", "Bearer guessed"))));
      String token = Files.readString(folder.resolve("data/command.token"));
      assertEquals(
          200,
          status(
              guarded.send(
                  guarded.request("/api/v1/scans").header("Authorization", "Bearer " + token))));
      assertEquals(
          403,
          status(
              guarded.send(
                  guarded
                      .request("/api/v1/session")
                      .header("Origin", "https://elsewhere.example")
                      .POST(HttpRequest.BodyPublishers.ofString("{}")))));
    }
  }

  @Test
  void whatWasDoneStandsInTheAuditLogWithoutSecrets() throws Exception {
    try (GuardedAppliance guarded = GuardedAppliance.withAccounts(folder, "")) {
      guarded.signIn("anna", "wrong one");
      String anna = guarded.cookie("anna");
      guarded.ask(anna, "POST", "/api/v1/stations/core/lamp");
      guarded.ask(anna, "POST", "/api/v1/models");
      String log =
          String.join(
              "\n",
              guarded.appliance().store().audit().newest(50).reversed().stream()
                  .map(e -> "%s %s %s".formatted(e.who(), e.action(), e.outcome()))
                  .toList());
      assertEquals(
          """
          nobody POST /api/v1/session 401
          anna POST /api/v1/session 200
          anna POST /api/v1/stations/core/lamp 400
          anna POST /api/v1/models 403"""
              .strip(),
          log);
    }
  }
}

package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.store.BoxIdentity;

class TlsTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final HttpSettings LOCAL =
      new HttpSettings("127.0.0.1", 0, List.of("box.example"), new TlsChoice.OfTheBox());

  @TempDir private Path folder;

  @Test
  void boxIsServedUnderACertificateOfItsOwn() throws Exception {
    try (GuardedAppliance guarded = GuardedAppliance.withAccounts(folder, ", tls: {}")) {
      String url = guarded.appliance().http().url();
      assertTrue(url.startsWith("https://127.0.0.1:"), url);
      HttpResponse<String> answer = guarded.signIn("anna", "739104");
      assertEquals(200, answer.statusCode(), answer.body());
      String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
      assertTrue(set.startsWith("__Host-petrascope=") && set.endsWith("; Secure"), set);
      assertEquals(
          "max-age=31536000",
          answer.headers().firstValue("Strict-Transport-Security").orElseThrow());
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(folder.resolve("data/tls/key.pem"))));
      try (HttpClient stranger = HttpClient.newHttpClient()) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        assertThrows(
            SSLHandshakeException.class, () -> stranger.send(request, BodyHandlers.discarding()));
      }
      Shell listed = Shell.run("account", "list", "--config", guarded.config(), "--url", url);
      assertEquals(0, listed.code(), listed.err());
    }
  }

  @Test
  void commandTrustsNoOtherCertificateThanTheOneOnTheDisk() throws Exception {
    BoxCertificate.in(Files.createDirectory(folder.resolve("other")), LOCAL).at(now);
    try (GuardedAppliance guarded = GuardedAppliance.withAccounts(folder, ", tls: {}")) {
      String url = guarded.appliance().http().url();
      // As if somebody else answered at the appliance's address, under a certificate as good.
      Files.copy(
          folder.resolve("other/tls/certificate.pem"),
          folder.resolve("data/tls/certificate.pem"),
          StandardCopyOption.REPLACE_EXISTING);
      Shell listed = Shell.run("account", "list", "--config", guarded.config(), "--url", url);
      assertEquals(1, listed.code(), listed.out());
      assertTrue(listed.err().contains("certificate"), listed.err());
      assertFalse(listed.out().contains("anna"), listed.out());
    }
  }

  @Test
  void certificateIsOneThatBrowsersTake() throws Exception {
    X509Certificate certificate = BoxCertificate.in(folder, LOCAL).at(now).own();
    assertEquals(3, certificate.getVersion());
    assertEquals("SHA256withECDSA", certificate.getSigAlgName());
    certificate.verify(certificate.getPublicKey());
    certificate.checkValidity();
    assertEquals(-1, certificate.getBasicConstraints());
    assertTrue(certificate.getKeyUsage()[0], "digital signature");
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
    List<String> names =
        certificate.getSubjectAlternativeNames().stream()
            .map(name -> String.valueOf(name.get(1)))
            .toList();
    assertEquals(List.of("localhost", "box.example", "127.0.0.1"), names);
    Duration life =
        Duration.between(
            certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
    assertTrue(life.toDays() <= 398, life.toString());
    assertTrue(certificate.getSerialNumber().signum() > 0);
  }

  @Test
  void certificateIsKeptAndMadeAnewBeforeItExpiresOrForOtherNames() {
    X509Certificate first = BoxCertificate.in(folder, LOCAL).at(now).own();
    assertEquals(first, BoxCertificate.in(folder, LOCAL).at(now.plusSeconds(60)).own());
    Instant soon = first.getNotAfter().toInstant().minus(BoxCertificate.RENEWED_BEFORE);
    BoxCertificate running = BoxCertificate.in(folder, LOCAL);
    assertEquals(first, running.at(soon.minusSeconds(1)).own());
    X509Certificate second = running.at(soon).own();
    assertNotEquals(first, second);
    assertTrue(
        second.getNotAfter().toInstant().isAfter(first.getNotAfter().toInstant()),
        "the new one lasts longer");
    HttpSettings renamed =
        new HttpSettings("127.0.0.1", 0, List.of("other.example"), new TlsChoice.OfTheBox());
    assertNotEquals(second, BoxCertificate.in(folder, renamed).at(soon).own());
  }

  @Test
  void keyThatWasCutOffFromItsCertificateIsMadeAnew() throws Exception {
    BoxCertificate.in(Files.createDirectory(folder.resolve("a")), LOCAL).at(now);
    BoxCertificate.in(Files.createDirectory(folder.resolve("b")), LOCAL).at(now);
    Files.write(
        folder.resolve("a/tls/key.pem"), Files.readAllBytes(folder.resolve("b/tls/key.pem")));
    KeyFiles files = KeyFiles.ofTheBox(folder.resolve("a"));
    String refused = assertThrows(ServerException.class, files::read).getMessage();
    assertTrue(refused.contains("does not belong to the certificate"), refused);
    BoxCertificate.in(folder.resolve("a"), LOCAL).at(now);
    files.read();
  }

  @Test
  void broughtCertificateServesAndAWrongOneIsRefusedAtTheStart() throws Exception {
    BoxCertificate.in(Files.createDirectory(folder.resolve("brought")), LOCAL).at(now);
    String tls = ", tls: {certificate: brought/tls/certificate.pem, key: brought/tls/key.pem}";
    try (GuardedAppliance guarded = GuardedAppliance.start(folder, tls)) {
      assertFalse(Files.exists(folder.resolve("data/tls")));
      String url = guarded.appliance().http().url();
      Shell listed = Shell.run("account", "list", "--config", guarded.config(), "--url", url);
      assertEquals(0, listed.code(), listed.err());
    }
    Files.writeString(folder.resolve("brought/tls/key.pem"), "no key");
    String refused =
        assertThrows(ServerException.class, () -> GuardedAppliance.start(folder, tls).close())
            .getMessage();
    assertTrue(refused.contains("PKCS #8"), refused);
  }

  /** With the commands of provisioning.md. */
  @Test
  void certificateOfTheSitesAuthorityOverTheBoxsOwnKeyServes() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not on this machine");
    BoxIdentity box =
        BoxIdentity.in(Files.createDirectory(folder.resolve("data")).resolve("identity"));
    Files.writeString(folder.resolve("box.csr"), CertificateRequest.pem(box, "North Ridge"));
    openssl("req -x509 -newkey ed25519 -nodes -subj /CN=Site -keyout ca.key -out ca.pem -days 9");
    String subject = openssl("req -in box.csr -noout -verify -subject");
    assertTrue(
        subject.contains("CN = " + box.name()) || subject.contains("CN=" + box.name()), subject);
    Files.writeString(
        folder.resolve("box.ext"), "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n");
    openssl(
        "x509 -req -in box.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 397 -extfile box.ext -out box.pem");
    String tls = ", tls: {certificate: box.pem, key: data/identity/box.key}";
    try (GuardedAppliance guarded = GuardedAppliance.start(folder, tls);
        HttpClient client = HttpClient.newBuilder().sslContext(trusting("ca.pem")).build()) {
      URI health = URI.create(guarded.appliance().http().url()).resolve("/observe/health");
      HttpResponse<Void> answer =
          client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding());
      assertEquals(200, answer.statusCode());
      X509Certificate shown =
          (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
      assertEquals(box.verifyingKey(), shown.getPublicKey());
    }
  }

  private SSLContext trusting(String authority) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    try (InputStream in = Files.newInputStream(folder.resolve(authority))) {
      trusted.setCertificateEntry(
          "site", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private String openssl(String words) throws Exception {
    List<String> command = new ArrayList<>(List.of("/usr/bin/openssl"));
    command.addAll(List.of(words.split(" ")));
    Process openssl =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, openssl.waitFor(), said);
    return said;
  }

  @Test
  void othersAreServedOnlyWithAccountsAndTls() throws Exception {
    String refused =
        assertThrows(
                ServerException.class,
                () -> GuardedAppliance.start(folder, ", host: 0.0.0.0, tls: {}").close())
            .getMessage();
    assertTrue(refused.contains("nobody has an account: add an administrator with "), refused);
    GuardedAppliance.withAccounts(folder, "").close();
    refused =
        assertThrows(
                ServerException.class,
                () -> GuardedAppliance.start(folder, ", host: 0.0.0.0").close())
            .getMessage();
    assertTrue(refused.contains("without TLS"), refused);
    try (GuardedAppliance guarded = GuardedAppliance.start(folder, ", host: 0.0.0.0, tls: {}")) {
      assertEquals(401, guarded.ask("", "GET", "/api/v1/scans").statusCode());
    }
  }

  @Test
  void keyThatSystemdHandsOverServesAndIsNowhereElse() throws Exception {
    BoxCertificate.in(Files.createDirectory(folder.resolve("brought")), LOCAL).at(now);
    Path given = Files.createDirectory(folder.resolve("credentials"));
    Files.move(folder.resolve("brought/tls/key.pem"), given.resolve("tls-key"));
    String tls = ", tls: {certificate: brought/tls/certificate.pem, key: 'credential:tls-key'}";
    System.setProperty(SystemdCredentials.FOLDER, given.toString());
    try (GuardedAppliance guarded = GuardedAppliance.start(folder, tls)) {
      System.clearProperty(SystemdCredentials.FOLDER);
      String url = guarded.appliance().http().url();
      Shell listed = Shell.run("account", "list", "--config", guarded.config(), "--url", url);
      assertEquals(0, listed.code(), "a command needs no credential: " + listed.err());
    } finally {
      System.clearProperty(SystemdCredentials.FOLDER);
    }
    String refused =
        assertThrows(ServerException.class, () -> GuardedAppliance.start(folder, tls).close())
            .getMessage();
    assertTrue(
        refused.contains("/run/credentials/petrascope.service/tls-key of the server"), refused);
    assertTrue(refused.contains("LoadCredential="), refused);
  }

  @Test
  void credentialIsNamedByItsNameAlone() {
    assertEquals(Optional.empty(), SystemdCredentials.file("tls.key"));
    assertThrows(IllegalArgumentException.class, () -> SystemdCredentials.file("credential:../x"));
  }

  @Test
  void numbersAndIdentifiersAreEncodedAsTheStandardSays() {
    assertEquals("2a8648ce3d040302", hex(Der.oid("1.2.840.10045.4.3.2")).substring(4));
    assertEquals("3081c8", hex(Der.sequence(new byte[200])).substring(0, 6));
    assertEquals("3082012c", hex(Der.sequence(new byte[300])).substring(0, 8));
    assertEquals("170d", hex(Der.time(Instant.parse("2049-12-31T23:59:59Z"))).substring(0, 4));
    assertEquals("180f", hex(Der.time(Instant.parse("2050-01-01T00:00:00Z"))).substring(0, 4));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

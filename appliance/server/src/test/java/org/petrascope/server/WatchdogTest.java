package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Vital WELL = new Vital("one", Optional::empty);

  @TempDir private Path folder;
  private NotifiedManager heard;
  private ServiceManager manager;

  @BeforeEach
  void begin() throws Throwable {
    Logs.configure("error");
    heard = new NotifiedManager(folder.resolve("notify"));
    manager = ServiceManager.of(heard.environment());
  }

  @AfterEach
  void end() {
    heard.close();
  }

  @Test
  void lifeIsToldWhileEverythingMoves() throws Throwable {
    new Watchdog(manager, List.of(WELL, WELL), LONG).look();
    assertEquals(Optional.of("WATCHDOG=1\nSTATUS="), heard.heard());
  }

  @Test
  void noLifeIsToldWhileOneThingHangs() throws Throwable {
    CountDownLatch released = new CountDownLatch(1);
    Vital hung =
        new Vital(
            "database",
            () -> {
              try {
                released.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Optional.empty();
            });
    Watchdog watchdog = new Watchdog(manager, List.of(WELL, hung), SOON);
    watchdog.look();
    assertEquals(Optional.of("STATUS=database does not answer within 0 s"), heard.heard());
    assertEquals(Optional.empty(), heard.heard());
    released.countDown();
    new Watchdog(manager, List.of(WELL, hung), LONG).look();
    assertEquals(Optional.of("WATCHDOG=1\nSTATUS="), heard.heard());
  }

  @Test
  void troubleIsToldInOneLineAndIsNoLife() throws Throwable {
    Vital ill = new Vital("page", () -> Optional.of("the page says\nnothing"));
    Vital broken =
        new Vital(
            "two",
            () -> {
              throw new IllegalStateException("it broke");
            });
    new Watchdog(manager, List.of(ill, broken), LONG).look();
    assertEquals(Optional.of("STATUS=the page says nothing; two: it broke"), heard.heard());
  }

  @Test
  void beginAndEndAreTold() throws Throwable {
    Map<String, String> unwatched = Map.of("NOTIFY_SOCKET", folder.resolve("notify").toString());
    Watchdog.start(ServiceManager.of(unwatched), List.of(WELL)).close();
    assertEquals(Optional.of("READY=1"), heard.heard());
    assertEquals(Optional.of("STOPPING=1"), heard.heard());
  }

  @Test
  void patienceIsThatOfThisProcessAlone() {
    assertEquals(Optional.of(Duration.ofMinutes(1)), manager.patience());
    Map<String, String> others = Map.of("WATCHDOG_USEC", "1000000", "WATCHDOG_PID", "1");
    assertEquals(Optional.empty(), ServiceManager.of(others).patience());
    assertEquals(Optional.empty(), ServiceManager.of(Map.of()).patience());
  }

  @Test
  void managerThatIsGoneHarmsNobody() {
    ServiceManager gone =
        ServiceManager.of(Map.of("NOTIFY_SOCKET", folder.resolve("nobody").toString()));
    gone.ready();
    assertFalse(new NotifySocket(folder.resolve("nobody").toString()).send("READY=1"));
    assertThrows(IllegalArgumentException.class, () -> new NotifySocket("x".repeat(108)));
  }

  @Test
  void listenerThatSaysNothingIsTrouble() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:%d/".formatted(silent.getLocalPort());
      Optional<String> trouble = new PageProbe(url, SOON).get();
      assertTrue(
          trouble.orElse("").startsWith("the page at " + url + " says nothing"), "" + trouble);
    }
  }

  @Test
  void listenerThatRefusesIsAlive() throws Exception {
    try (ServerSocket refusing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket asked = refusing.accept()) {
                      asked
                          .getOutputStream()
                          .write(
                              "HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                      asked.shutdownOutput();
                      asked.getInputStream().readAllBytes();
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
      String url = "http://127.0.0.1:%d/".formatted(refusing.getLocalPort());
      assertEquals(Optional.empty(), new PageProbe(url, LONG).get());
      answering.join();
    }
  }
}

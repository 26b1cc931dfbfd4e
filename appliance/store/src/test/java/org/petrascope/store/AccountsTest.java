package org.petrascope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T06:00:00Z");
  private static final String TOKEN = "ab".repeat(32);

  @TempDir Path root;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(root, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void add(String name, Role role) {
    store.accounts().add(new Account(name, role, NOW), "hash of " + name);
  }

  @Test
  void firstAccountIsAnAdministrator() {
    assertTrue(store.accounts().none());
    String refused =
        assertThrows(StoreException.class, () -> add("anna", Role.TECHNICIAN)).getMessage();
    assertTrue(refused.contains("add an administrator before"), refused);
    assertTrue(store.accounts().none());
    add("chief", Role.ADMINISTRATOR);
    add("anna", Role.TECHNICIAN);
    assertEquals(2, store.accounts().all().size());
    assertEquals(Optional.of("hash of anna"), store.accounts().secret("anna"));
  }

  @Test
  void nameIsTakenOnceAndMadeOfPlainLetters() {
    add("chief", Role.ADMINISTRATOR);
    assertThrows(StoreException.class, () -> add("chief", Role.TECHNICIAN));
    for (String name : new String[] {"", "Anna", "an na", "a/b", "-a", "ä", "a".repeat(41)}) {
      assertThrows(StoreException.class, () -> add(name, Role.TECHNICIAN), name);
    }
  }

  @Test
  void lastAdministratorStaysWhileOthersAreThere() {
    add("chief", Role.ADMINISTRATOR);
    add("anna", Role.TECHNICIAN);
    assertThrows(StoreException.class, () -> store.accounts().remove("chief"));
    assertTrue(store.accounts().find("chief").isPresent());
    store.accounts().remove("anna");
    store.accounts().remove("chief");
    assertTrue(store.accounts().none());
    assertThrows(StoreException.class, () -> store.accounts().remove("chief"));
  }

  @Test
  void signInEndsWithTheShiftAndWithIdleness() {
    add("chief", Role.ADMINISTRATOR);
    store.signIns().add(TOKEN, "chief", NOW);
    assertEquals("chief", store.signIns().find(TOKEN, NOW).orElseThrow().name());
    Instant at = NOW;
    Duration step = SignIns.IDLE_MAX.minusMinutes(1);
    while (at.plus(step).isBefore(NOW.plus(SignIns.LONGEST))) {
      at = at.plus(step);
      assertTrue(store.signIns().find(TOKEN, at).isPresent(), "busy at " + at);
    }
    assertTrue(store.signIns().find(TOKEN, NOW.plus(SignIns.LONGEST)).isEmpty(), "after the shift");
    store.signIns().add("cd".repeat(32), "chief", NOW);
    Instant late = NOW.plus(SignIns.IDLE_MAX).minusSeconds(1);
    assertTrue(store.signIns().look("cd".repeat(32), late).isPresent(), "a live page counts not");
    assertTrue(store.signIns().find("cd".repeat(32), NOW.plus(SignIns.IDLE_MAX)).isEmpty(), "idle");
  }

  @Test
  void resetAndRemovalEndEverySignIn() {
    add("chief", Role.ADMINISTRATOR);
    add("anna", Role.TECHNICIAN);
    store.signIns().add(TOKEN, "anna", NOW);
    store.accounts().reset("anna", "another hash");
    assertTrue(store.signIns().find(TOKEN, NOW).isEmpty());
    assertEquals(Optional.of("another hash"), store.accounts().secret("anna"));
    store.signIns().add(TOKEN, "anna", NOW);
    store.accounts().remove("anna");
    assertTrue(store.signIns().find(TOKEN, NOW).isEmpty());
  }

  @Test
  void ninthSignInOfAnAccountEndsTheFirst() {
    add("chief", Role.ADMINISTRATOR);
    for (int i = 0; i < 9; i++) {
      store.signIns().add("%064x".formatted(i), "chief", NOW.plusSeconds(i));
    }
    assertTrue(store.signIns().find("%064x".formatted(0), NOW.plusSeconds(9)).isEmpty());
    assertTrue(store.signIns().find("%064x".formatted(1), NOW.plusSeconds(9)).isPresent());
  }

  @Test
  void auditLogIsNeverChangedNorShortened() throws Exception {
    store.audit().append(new AuditEntry(NOW, "chief", "127.0.0.1", "POST /x", "200"));
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + root.resolve("petrascope.db"));
        Statement statement = other.createStatement()) {
      assertThrows(
          SQLException.class, () -> statement.executeUpdate("UPDATE audit SET who = 'nobody'"));
      assertThrows(SQLException.class, () -> statement.executeUpdate("DELETE FROM audit"));
    }
    assertEquals("chief", store.audit().newest(5).getFirst().who());
  }

  @Test
  void rolesIncludeThoseBelow() {
    assertTrue(Role.ADMINISTRATOR.includes(Role.TECHNICIAN));
    assertTrue(Role.GEOLOGIST.includes(Role.GEOLOGIST));
    assertFalse(Role.TECHNICIAN.includes(Role.GEOLOGIST));
    assertEquals(Optional.of(Role.GEOLOGIST), Role.ofWord("geologist"));
    assertEquals(Optional.empty(), Role.ofWord("chief"));
  }
}

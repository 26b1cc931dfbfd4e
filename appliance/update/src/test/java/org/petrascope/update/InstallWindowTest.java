package org.petrascope.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstallWindowTest {
  private static final LocalTime NOON = LocalTime.NOON;

  @Test
  void windowEndsBeforeItsLastMinute() {
    InstallWindow window = InstallWindow.of("12:00-13:30");
    assertTrue(window.holds(NOON));
    assertFalse(window.holds(NOON.minusSeconds(1)));
    assertTrue(window.holds(LocalTime.of(13, 29)));
    assertFalse(window.holds(LocalTime.of(13, 30)));
  }

  @Test
  void windowMayLastOverMidnight() {
    InstallWindow window = InstallWindow.of("22:00-04:00");
    assertTrue(window.holds(LocalTime.of(23, 0)));
    assertTrue(window.holds(LocalTime.of(3, 59)));
    assertFalse(window.holds(NOON));
  }

  @Test
  void withoutAWindowAnyTimeServes() {
    assertTrue(InstallWindow.ALWAYS.holds(NOON));
    assertEquals("18:00-06:00", InstallWindow.of("18:00-06:00").toString());
  }

  @Test
  void otherWordsAreRefused() {
    for (String words : List.of("", "6-18", "25:00-26:00", "18:00")) {
      assertThrows(IllegalArgumentException.class, () -> InstallWindow.of(words), words);
    }
  }
}

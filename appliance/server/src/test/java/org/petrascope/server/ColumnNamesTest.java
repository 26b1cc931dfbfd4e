package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {
  private static final List<String> COLUMNS =
      List.of("OL modal (vol%)", "OPX modal (vol%)", "Fe, total", "Fe");

  private static List<String> split(String... texts) {
    return ColumnNames.split(List.of(texts), COLUMNS, "s.csv");
  }

  @Test
  void namesWithSpacesParenthesesAndCommasAreFound() {
    assertEquals(
        List.of("OL modal (vol%)", "OPX modal (vol%)"), split("OL modal (vol%),OPX modal (vol%)"));
    assertEquals(List.of("Fe, total", "Fe"), split("Fe, total,Fe"));
    assertEquals(List.of("Fe", "Fe, total"), split("Fe", "Fe, total"));
  }

  @Test
  void partOfANameIsOfferedAndNotTaken() {
    String message =
        String.valueOf(assertThrows(ServerException.class, () -> split("OPX")).getMessage());
    assertEquals("s.csv has no column \"OPX\": did you mean \"OPX modal (vol%)\"?", message);
  }

  @Test
  void unknownNamesAndRepeatedOnesAreRefused() {
    String unknown =
        String.valueOf(assertThrows(ServerException.class, () -> split("Fe,Mg")).getMessage());
    assertTrue(unknown.startsWith("s.csv has no column \"Mg\""), unknown);
    String twice =
        String.valueOf(assertThrows(ServerException.class, () -> split("Fe,Fe")).getMessage());
    assertTrue(twice.contains("\"Fe\" is named twice"), twice);
  }
}

package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void distanceCountsLettersWhateverTheirCase() {
    assertEquals(0, Spelling.distance("ExposureUS", "exposureUs"));
    assertEquals(1, Spelling.distance("libary", "library"));
    assertEquals(3, Spelling.distance("kitten", "sitting"));
  }

  @Test
  void nearWordIsSuggestedAndAFarOneGetsTheWholeList() {
    List<String> known = List.of("library", "method");
    assertEquals("did you mean library?", Spelling.suggestion("libary", known));
    assertEquals("use one of library, method", Spelling.suggestion("colour", known));
  }
}

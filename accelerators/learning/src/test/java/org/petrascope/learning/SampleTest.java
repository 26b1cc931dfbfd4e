package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void aFewAreTakenOnceWhateverTheRhythm() {
    int[] sample = Sample.of(2000, 1000, 5);
    assertEquals(1000, Arrays.stream(sample).distinct().count());
    long even = Arrays.stream(sample).filter(i -> i % 2 == 0).count();
    assertTrue(even > 400 && even < 600, even + " of 1000 are even");
    assertArrayEquals(sample, Sample.of(2000, 1000, 5));
  }

  @Test
  void allAreTakenWhenThereAreNoMore() {
    assertArrayEquals(new int[] {0, 1, 2}, Sample.of(3, 3, 5));
  }
}

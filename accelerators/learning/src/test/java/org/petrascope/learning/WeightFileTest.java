package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFileTest {
  private static final String GOLDEN =
      "5053575401000000020000000100000000000000000000c0000000000a17491b";

  @TempDir Path folder;

  private void assertRefused(String expected, int... lengths) {
    String message =
        assertThrows(LearningException.class, () -> WeightFile.read(folder, lengths)).getMessage();
    assertTrue(message.contains(expected) && message.contains("weights.bin"), message);
  }

  @Test
  void versionOneStaysReadable() throws IOException {
    WeightFile.write(folder, new double[] {-2}, new double[0]);
    byte[] written = Files.readAllBytes(folder.resolve(WeightFile.NAME));
    assertEquals(GOLDEN, HexFormat.of().formatHex(written));
    double[][] read = WeightFile.read(folder, 1, 0);
    assertArrayEquals(new double[] {-2}, read[0]);
  }

  @Test
  void everyDamageIsFound() throws IOException {
    byte[] whole = HexFormat.of().parseHex(GOLDEN);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(folder.resolve(WeightFile.NAME), damaged);
      assertRefused("is damaged", 1, 0);
      Files.write(folder.resolve(WeightFile.NAME), java.util.Arrays.copyOf(whole, i));
      assertRefused("is damaged", 1, 0);
    }
  }

  @Test
  void weightsOfAnotherModelAreRefused() {
    WeightFile.write(folder, new double[] {-2}, new double[0]);
    assertRefused("arrays of [1, 0] values, the model needs [2]", 2);
  }

  @Test
  void missingFileIsNamed() {
    assertRefused("cannot be read", 1);
  }
}

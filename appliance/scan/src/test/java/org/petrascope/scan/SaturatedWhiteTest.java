package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.Reference;
import org.petrascope.store.ReferenceRecord;

/** A sensor that saturates below the top of its format shows it when the white is too bright. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SaturatedWhiteTest {
  private static final int LIMIT_DN = 3600;

  @TempDir Path root;

  private final LimitedCamera camera = new LimitedCamera();

  /** A camera with noise, whose light is cut off before it is read. */
  private static final class LimitedCamera extends FakeCamera {
    private final SplittableRandom noise = new SplittableRandom(11);
    private volatile double lamp = 1;

    LimitedCamera() {
      super(Bench.LIBRARY, Bench.SAMPLES, Mishaps.NONE);
    }

    @Override
    float whiteDn(int sample, int band) {
      return (float) (WHITE_DN * lamp * (0.3 + 0.7 * (band + 1) / Bench.BANDS));
    }

    @Override
    void showReference(ByteBuffer even, ByteBuffer frame) {
      for (int at = 0; at < frame.capacity(); at += Short.BYTES) {
        double signal = even.getShort(at);
        double shot = Math.sqrt(signal / 100) * noise.nextGaussian();
        double seen = Math.min(LIMIT_DN, signal + shot) + 1.5 * noise.nextGaussian();
        frame.putShort(at, (short) Math.round(seen));
      }
    }
  }

  @Test
  void levelOfAWhiteThatIsTooBrightIsKeptWithTheWhitesAfterIt() {
    OptionalInt level;
    try (Bench bench = bench()) {
      bench.station.reference(Reference.Kind.DARK);
      camera.lamp = 1.3;
      ScanException refused =
          assertThrows(ScanException.class, () -> bench.station.reference(Reference.Kind.WHITE));
      camera.lamp = 1;
      level = level(bench, bench.station.reference(Reference.Kind.WHITE));
      assertTrue(level.isPresent());
      assertEquals(LIMIT_DN, level.getAsInt(), 12);
      assertTrue(
          refused.getMessage().contains("at the limit of %d DN".formatted(level.getAsInt())),
          refused.getMessage());
    }
    try (Bench restarted = bench()) {
      assertEquals(level, level(restarted, restarted.station.reference(Reference.Kind.WHITE)));
    }
  }

  @Test
  void whiteThatIsNotTooBrightMeasuresNothing() {
    try (Bench bench = bench()) {
      bench.station.reference(Reference.Kind.DARK);
      ReferenceRecord white = bench.station.reference(Reference.Kind.WHITE);
      assertEquals(OptionalInt.empty(), level(bench, white));
    }
  }

  private Bench bench() {
    return new Bench(root, FakeCamera.settings(), () -> camera);
  }

  private static OptionalInt level(Bench bench, ReferenceRecord white) {
    return new ReferenceShelf(bench.store).saturationDn(white);
  }
}

package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GridRegistrationTest {
  private static final int LINES = 240;
  private static final int SAMPLES = 200;
  private static final int WAVES = 60;
  private static final Wavelengths NM = Wavelengths.ofNanometres(new double[] {500, 700, 900, 990});

  private final SplittableRandom noise = new SplittableRandom(99);

  /** Waves in all directions; what a camera sees of them depends on its bands. */
  private static final class Rock {
    private final double[] byLine = new double[WAVES];
    private final double[] bySample = new double[WAVES];
    private final double[] phase = new double[WAVES];

    Rock(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int wave = 0; wave < WAVES; wave++) {
        double length = random.nextDouble(8, 40);
        double direction = random.nextDouble(Math.PI);
        byLine[wave] = 2 * Math.PI / length * Math.cos(direction);
        bySample[wave] = 2 * Math.PI / length * Math.sin(direction);
        phase[wave] = random.nextDouble(2 * Math.PI);
      }
    }

    double reflectance(double line, double sample, double contrast) {
      double sum = 0;
      for (int wave = 0; wave < WAVES; wave++) {
        sum += Math.sin(byLine[wave] * line + bySample[wave] * sample + phase[wave]);
      }
      return 0.4 + contrast * sum;
    }
  }

  /** Pixels so wide, laid so over the rock, with some noise. */
  private StructurePlanes seen(Rock rock, GridTransform toRock, CubeShape shape, double contrast) {
    SplittableRandom random = noise.split();
    float[] bip = new float[Math.toIntExact(shape.values())];
    for (int pixel = 0; pixel < shape.pixels(); pixel++) {
      int line = pixel / shape.samples();
      int sample = pixel % shape.samples();
      double value =
          rock.reflectance(toRock.line(line, sample), toRock.sample(line, sample), contrast);
      for (int band = 0; band < shape.bands(); band++) {
        bip[pixel * shape.bands() + band] = (float) (value + 0.002 * random.nextGaussian());
      }
    }
    return new StructurePlanes.Maker(shape).add(Calibration.stored(shape, 0, NM, bip)).planes();
  }

  private static CubeShape shape(int lines, int samples) {
    return new CubeShape(lines, samples, NM.count());
  }

  @Test
  void invertedContrastIsLaidOverToAQuarterOfAPixel() {
    Rock rock = new Rock(1);
    GridTransform truth = new GridTransform(9.3, 0.972, -0.008, -11.4, 0.008, 1.027);
    GridMatch found =
        GridRegistration.between(
            seen(rock, GridTransform.identity(), shape(LINES, SAMPLES), 0.01),
            seen(rock, truth.inverse(), shape(LINES + 7, SAMPLES), -0.006));
    double error = found.transform().farthest(truth, LINES, SAMPLES);
    assertTrue(error < 0.25, "the error is " + error + " pixels");
    assertTrue(found.residualPixels() < 0.2, found.sentence());
    assertEquals(Math.toDegrees(0.008), found.turnDegrees(), 0.02);
  }

  @Test
  void cameraOfLargerPixelsIsLaidOverInItsOwn() {
    Rock rock = new Rock(2);
    // The other camera has 160 samples where the reference has 256.
    GridTransform truth =
        new GridTransform(2, 0.98, 0.004, -3, -0.004, 1.01).then(GridTransform.coarser(1.6, 1.6));
    GridMatch found =
        GridRegistration.between(
            seen(rock, GridTransform.identity(), shape(320, 256), 0.01),
            seen(rock, truth.inverse(), shape(200, 160), 0.01));
    double error = found.transform().farthest(truth, 320, 256);
    assertTrue(error < 0.2, "the error is " + error + " pixels of the larger ones");
    GridMatch back =
        GridRegistration.between(
            seen(rock, truth.inverse(), shape(200, 160), 0.01),
            seen(rock, GridTransform.identity(), shape(320, 256), 0.01));
    double there = back.transform().farthest(truth.inverse(), 200, 160);
    assertTrue(there < 0.35, "the error is " + there + " pixels of the smaller ones");
  }

  @Test
  void otherRockAndNoRockAreRefused() {
    StructurePlanes one = seen(new Rock(3), GridTransform.identity(), shape(LINES, SAMPLES), 0.01);
    StructurePlanes another =
        seen(new Rock(4), GridTransform.identity(), shape(LINES, SAMPLES), 0.01);
    assertThrows(SpectralException.class, () -> GridRegistration.between(one, another));
    StructurePlanes blank = seen(new Rock(3), GridTransform.identity(), shape(LINES, SAMPLES), 0);
    String refused =
        assertThrows(SpectralException.class, () -> GridRegistration.between(one, blank))
            .getMessage();
    assertTrue(refused.contains("scan "), refused);
    CubeShape shape = shape(LINES, SAMPLES);
    float[] lost = new float[Math.toIntExact(shape.values())];
    Arrays.fill(lost, Float.NaN);
    StructurePlanes nothing =
        new StructurePlanes.Maker(shape).add(Calibration.stored(shape, 0, NM, lost)).planes();
    assertThrows(SpectralException.class, () -> GridRegistration.between(one, nothing));
  }

  @Test
  void offsetBeyondTheLimitsIsRefused() {
    Rock rock = new Rock(5);
    GridTransform far = new GridTransform(70, 1, 0, 0, 0, 1);
    StructurePlanes one = seen(rock, GridTransform.identity(), shape(LINES, SAMPLES), 0.01);
    StructurePlanes other = seen(rock, far.inverse(), shape(LINES, SAMPLES), 0.01);
    assertThrows(SpectralException.class, () -> GridRegistration.between(one, other));
  }
}

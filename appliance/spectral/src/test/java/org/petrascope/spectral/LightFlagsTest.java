package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LightFlagsTest {
  private static final int SAMPLES = 30;
  private static final Wavelengths SENSOR =
      Wavelengths.ofNanometres(new double[] {1000, 1010, 1020});
  private static final AcquisitionConditions STATED =
      AcquisitionConditions.UNSTATED.withExposureMs(8).withBinning(1, 1).withDnMax(4095);

  /** Dark 100, white 1100: a DN is a thousandth. */
  private final short[] dn = new short[2 * SAMPLES * 3];

  LightFlagsTest() {
    Arrays.fill(dn, (short) 500);
  }

  private void show(int sample, int... bandsDn) {
    for (int band = 0; band < bandsDn.length; band++) {
      dn[band * SAMPLES + sample] = (short) bandsDn[band];
    }
  }

  private ReflectanceCube cube() {
    Reference dark = reference(Reference.Kind.DARK, 100);
    Reference white = reference(Reference.Kind.WHITE, 1100);
    Calibration calibration =
        Calibration.of(new ReferenceSet(dark, white, Panel.perfect()), SENSOR, STATED);
    BitSet lost = new BitSet();
    lost.set(1);
    return calibration.reflectance(RawCube.over(new CubeShape(2, SAMPLES, 3), 0, dn, lost));
  }

  private static Reference reference(Reference.Kind kind, float level) {
    float[] mean = new float[SAMPLES * 3];
    Arrays.fill(mean, level);
    return Reference.of(kind, new CubeShape(50, SAMPLES, 3), STATED, mean);
  }

  private List<String> labels(int sample) {
    return PixelFlag.labels(LightFlags.of(cube()).word(sample));
  }

  @Test
  void valuesOutsideOfDarkAndWhiteAreFlaggedAndKept() {
    show(3, 500, 1130, 500);
    show(9, 500, 500, 70);
    assertEquals(List.of("out-of-range"), labels(3));
    assertEquals(List.of("out-of-range"), labels(9));
    assertArrayEquals(new float[] {0.4f, 1.03f, 0.4f}, cube().spectrum(0, 3), 1e-6f);
    assertArrayEquals(new float[] {0.4f, 0.4f, -0.03f}, cube().spectrum(0, 9), 1e-6f);
  }

  @Test
  void noiseAboutBlackAndWhiteIsInRange() {
    Arrays.fill(dn, 0, 3 * SAMPLES, (short) 1118);
    assertEquals(List.of(), labels(3));
    Arrays.fill(dn, 0, 3 * SAMPLES, (short) 82);
    assertEquals(List.of(), labels(9));
  }

  @Test
  void crackBetweenPiecesIsShadowAndDarkRockIsNot() {
    show(12, 170, 170, 170);
    assertEquals(List.of("shadow-or-specular"), labels(12));
    assertEquals(List.of(), labels(11));
    Arrays.fill(dn, 0, 3 * SAMPLES, (short) 170);
    assertEquals(List.of(), labels(12));
  }

  @Test
  void mirrorIsSpecularAndBrightRockIsNot() {
    show(12, 1600, 1600, 1600);
    assertEquals(List.of("shadow-or-specular", "out-of-range"), labels(12));
    Arrays.fill(dn, 0, 3 * SAMPLES, (short) 1115);
    assertEquals(List.of(), labels(12));
  }

  @Test
  void lostLineShowsNothing() {
    Arrays.fill(dn, 3 * SAMPLES, 6 * SAMPLES, (short) 4000);
    assertEquals(0, LightFlags.of(cube()).word(SAMPLES + 4));
  }
}

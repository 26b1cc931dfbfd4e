package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SeamTest {
  private static final BitSet NONE = new BitSet();
  private static final Wavelengths VNIR =
      Wavelengths.ofNanometres(new double[] {400, 600, 960, 980, 1000, 1020});
  private static final Wavelengths SWIR =
      Wavelengths.ofNanometres(new double[] {970, 990, 1010, 1500, 2500});

  private static BitSet bands(int... bands) {
    BitSet set = new BitSet();
    for (int band : bands) {
      set.set(band);
    }
    return set;
  }

  private static Seam seam(
      Wavelengths shorter, BitSet badShorter, Wavelengths longer, BitSet bad, OptionalDouble nm) {
    return Seam.of(new Seam.Side(shorter, badShorter), new Seam.Side(longer, bad), nm);
  }

  @Test
  void seamLiesInTheMiddleOfTheGoodBandsOverlap() {
    Seam all = seam(VNIR, NONE, SWIR, NONE, OptionalDouble.empty());
    assertEquals(995, all.nm());
    Seam masked = seam(VNIR, bands(0, 4, 5), SWIR, bands(0), OptionalDouble.empty());
    assertEquals(985, masked.nm());
    assertArrayEquals(
        new double[] {400, 600, 960, 980, 990, 1010, 1500, 2500}, masked.wavelengths().centresNm());
    assertEquals(bands(0), masked.badBands());
    assertEquals(4, masked.shorterBands());
    assertEquals(1, masked.firstLonger());
  }

  @Test
  void goodBandsNearTheSeamAreCompared() {
    Seam seam = seam(VNIR, bands(3), SWIR, NONE, OptionalDouble.of(990));
    assertEquals(List.of(4), seam.comparedShorter());
    assertEquals(
        List.of(1), seam(VNIR, NONE, SWIR, bands(0, 2), OptionalDouble.of(1005)).comparedLonger());
  }

  @Test
  void withoutAnOverlapTheNearestBandsAreCompared() {
    Wavelengths far = Wavelengths.ofNanometres(new double[] {1100, 1200});
    Seam seam = seam(VNIR, NONE, far, NONE, OptionalDouble.empty());
    assertEquals(1060, seam.nm());
    assertEquals(List.of(5), seam.comparedShorter());
    assertEquals(List.of(0), seam.comparedLonger());
  }

  @Test
  void badBandsAfterTheSeamKeepTheirPlace() {
    Seam seam = seam(VNIR, NONE, SWIR, bands(4), OptionalDouble.of(1000));
    assertEquals(bands(6), seam.badBands());
    assertEquals(7, seam.wavelengths().count());
  }

  @Test
  void seamWhereTheCamerasDoNotMeetIsRefused() {
    assertEquals(
        "a seam at 1300.0 nm is outside 970.0 to 1020.0 nm, where the cameras' good bands meet:"
            + " name one inside",
        assertThrows(
                SpectralException.class,
                () -> seam(VNIR, NONE, SWIR, NONE, OptionalDouble.of(1300)))
            .getMessage());
    assertThrows(
        SpectralException.class, () -> seam(VNIR, NONE, VNIR, NONE, OptionalDouble.empty()));
    assertThrows(
        SpectralException.class,
        () -> seam(VNIR, NONE, SWIR, bands(0, 1, 2, 3, 4), OptionalDouble.empty()));
  }

  @Test
  void stepIsTheMedianOverBrightPixelsOfBoth() {
    float[] shorter = {0.2f, 0.4f, 0.5f, 0.01f, Float.NaN, 0.3f};
    float[] longer = {0.22f, 0.42f, 0.6f, 0.5f, 0.5f, Float.NaN};
    SeamStep step = SeamStep.of(shorter, longer);
    assertEquals(0.1, step.relative(), 1e-6);
    assertEquals(3, step.pixels());
    assertThrows(SpectralException.class, () -> SeamStep.of(new float[1], new float[1]));
  }
}

package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WavelengthsTest {
  @Test
  void micrometresAreRefused() {
    var refusal =
        assertThrows(
            SpectralException.class, () -> Wavelengths.ofNanometres(new double[] {0.4, 2.5}));
    assertTrue(refusal.getMessage().contains("micrometres"));
  }

  @Test
  void unsortedCentresAreRefused() {
    assertThrows(
        SpectralException.class, () -> Wavelengths.ofNanometres(new double[] {687.0, 664.3}));
  }

  @Test
  void unstatedWidthsFollowTheSpacing() {
    assertArrayEquals(
        new double[] {10, 15, 20},
        Wavelengths.ofNanometres(new double[] {400, 410, 430}).fwhmsNm());
  }

  @Test
  void nearestBandIsFoundInsideAndBeyondTheRange() {
    Wavelengths w = Wavelengths.ofNanometres(new double[] {400, 410, 430});
    assertEquals(0, w.nearest(100));
    assertEquals(1, w.nearest(419));
    assertEquals(2, w.nearest(421));
    assertEquals(2, w.nearest(900));
  }
}

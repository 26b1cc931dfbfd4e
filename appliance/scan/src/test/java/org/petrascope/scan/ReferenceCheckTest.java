package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Reference;

class ReferenceCheckTest {
  private static final int SAMPLES = 100;
  private static final int BANDS = 10;
  private static final int DN_MAX = 4095;
  private static final Reference DARK = reference(Reference.Kind.DARK, sample -> 200);

  @Test
  void goodReferencesAreAccepted() {
    assertEquals(Optional.empty(), ReferenceCheck.dark(DARK, DN_MAX));
    assertEquals(Optional.empty(), white(sample -> 3000 - 20 * Math.abs(sample - 50)));
  }

  @Test
  void lightInTheDarkIsRefused() {
    String refusal =
        ReferenceCheck.dark(reference(Reference.Kind.DARK, s -> 2500), DN_MAX).orElseThrow();
    assertTrue(refusal.startsWith("dark reference is too bright (mean 2500 of 4095 DN)"), refusal);
  }

  @Test
  void darkThatLiesAtZeroIsToBeUsedWithCare() {
    assertEquals(Optional.empty(), ReferenceCheck.darkAtZero(DARK));
    assertEquals(
        "10 % of the dark lie at zero, where noise is cut off: raise the camera's black level",
        ReferenceCheck.darkAtZero(reference(Reference.Kind.DARK, s -> s < 10 ? 0 : 200))
            .orElseThrow());
  }

  @Test
  void clippedWhiteIsRefused() {
    assertTrue(white(sample -> 4095).orElseThrow().contains("too bright"));
  }

  @Test
  void whiteWithoutLampIsRefused() {
    assertTrue(white(sample -> 260).orElseThrow().contains("too dark"));
  }

  @Test
  void dirtOnThePanelIsRefused() {
    String refusal = white(sample -> sample == 37 ? 1800 : 3000).orElseThrow();
    assertTrue(refusal.contains("uneven (sample 37 has 57 %"), refusal);
  }

  @Test
  void panelThatCoversHalfTheLineIsRefused() {
    assertTrue(white(sample -> sample < 60 ? 3000 : 300).orElseThrow().contains("uneven"));
  }

  private static Optional<String> white(IntToDoubleFunction dn) {
    return ReferenceCheck.white(reference(Reference.Kind.WHITE, dn), DARK, DN_MAX);
  }

  private static Reference reference(Reference.Kind kind, IntToDoubleFunction dn) {
    float[] mean = new float[SAMPLES * BANDS];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) dn.applyAsDouble(i % SAMPLES);
    }
    return Reference.of(
        kind, new CubeShape(50, SAMPLES, BANDS), AcquisitionConditions.UNSTATED, mean);
  }
}

package org.petrascope.laboratory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.petrascope.spectral.Wavelengths;

class AugmentationTest {
  private static final Wavelengths SENSOR =
      Wavelengths.ofNanometres(IntStream.range(0, 60).mapToDouble(i -> 1000 + 25.0 * i).toArray());

  @Provide
  Arbitrary<Augmentation> augmentations() {
    Arbitrary<Double> share = Arbitraries.doubles().between(0.001, 1).ofScale(6);
    Arbitrary<AugmentationStep> steps =
        Arbitraries.oneOf(
            share.map(AugmentationStep.Gain::new),
            share.map(AugmentationStep.Tilt::new),
            Arbitraries.doubles()
                .between(1, 1e6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(AugmentationStep.Noise::new),
            share.map(AugmentationStep.Shift::new),
            Combinators.combine(share, share).as(AugmentationStep.LinearMix::new),
            Combinators.combine(share, share).as(AugmentationStep.IntimateMix::new),
            Combinators.combine(share, share).as(AugmentationStep.Shadow::new));
    return steps.list().ofMaxSize(6).map(Augmentation::new);
  }

  @Property(tries = 300)
  void whatIsFormattedIsParsedBack(@ForAll("augmentations") Augmentation augmentation) {
    assertEquals(augmentation, Augmentation.parse(augmentation.format()));
  }

  @Property(tries = 300)
  void reflectanceOfItsAlbedoIsTheReflectance(
      @ForAll @DoubleRange(min = 0, max = 1) double reflectance) {
    double albedo = SpectrumArithmetic.albedo(reflectance);
    assertTrue(albedo >= 0 && albedo <= 1, "albedo " + albedo);
    assertEquals(reflectance, SpectrumArithmetic.reflectance(albedo), 1e-12);
  }

  @Property(tries = 300)
  void intimateMixtureOfASpectrumWithItselfIsTheSpectrum(
      @ForAll @DoubleRange(min = -0.2, max = 1.4) double value,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    float[] row = {(float) value};
    SpectrumArithmetic.mixIntimate(row, row.clone(), share);
    assertEquals((float) value, row[0], 1e-6);
  }

  @Property(tries = 300)
  void intimateMixtureIsDarkerThanTheArealOne(
      @ForAll @DoubleRange(min = 0, max = 1) double a,
      @ForAll @DoubleRange(min = 0, max = 1) double b,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    float[] intimate = {(float) a};
    float[] areal = {(float) a};
    SpectrumArithmetic.mixIntimate(intimate, new float[] {(float) b}, share);
    SpectrumArithmetic.mixLinear(areal, new float[] {(float) b}, share);
    assertTrue(intimate[0] <= areal[0] + 1e-6, intimate[0] + " > " + areal[0]);
    assertTrue(intimate[0] >= Math.min(a, b) - 1e-6);
  }

  private static float[] batch(int patches, int pixels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[patches * pixels * SENSOR.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.3 + 0.4 * random.nextDouble());
    }
    return values;
  }

  @Test
  void sameSeedGivesTheSameAndLeavesTheOriginalAlone() {
    Augmentation all =
        Augmentation.parse(
            "gain(sd=0.05) tilt(sd=0.02) shift(sdNm=0.5) mix-linear(max=0.5,p=0.5) mix-intimate(max=0.3,p=0.5) shadow(min=0.3,p=0.2) noise(snr=300)");
    float[] values = batch(20, 4, 1);
    float[] original = values.clone();
    AugmentedBatch a = all.apply(SENSOR, 4, values, new SplittableRandom(7));
    AugmentedBatch b = all.apply(SENSOR, 4, values, new SplittableRandom(7));
    AugmentedBatch c = all.apply(SENSOR, 4, values, new SplittableRandom(8));
    assertArrayEquals(a.values(), b.values());
    assertEquals(a.shares(3), b.shares(3));
    assertArrayEquals(original, values);
    assertTrue(a.values()[0] != c.values()[0]);
  }

  @Test
  void mixedPatchIsTheMixtureThatItsSharesTell() {
    float[] values = batch(12, 2, 2);
    AugmentedBatch mixed =
        Augmentation.parse("mix-linear(max=0.8,p=0.7) mix-linear(max=0.5,p=0.7)")
            .apply(SENSOR, 2, values, new SplittableRandom(3));
    int length = 2 * SENSOR.count();
    for (int patch = 0; patch < 12; patch++) {
      assertEquals(1, mixed.shares(patch).values().stream().mapToDouble(v -> v).sum(), 1e-12);
      for (int i = 0; i < length; i++) {
        int at = i;
        double expected =
            mixed.shares(patch).entrySet().stream()
                .mapToDouble(e -> e.getValue() * values[e.getKey() * length + at])
                .sum();
        assertEquals(expected, mixed.values()[patch * length + i], 1e-6);
      }
    }
    assertTrue(mixed.shares(0).size() + mixed.shares(1).size() + mixed.shares(2).size() > 3);
  }

  @Test
  void noiseHasTheSpreadThatTheSensorsRatioTells() {
    float[] white = new float[2000 * SENSOR.count()];
    java.util.Arrays.fill(white, 1);
    float[] noisy =
        Augmentation.parse("noise(snr=200)")
            .apply(SENSOR, 1, white, new SplittableRandom(4))
            .values();
    double squares = 0;
    for (float value : noisy) {
      squares += (value - 1.0) * (value - 1.0);
    }
    assertEquals(1 / 200.0, Math.sqrt(squares / noisy.length), 1 / 200.0 * 0.02);
  }

  @Test
  void shiftOfASmoothSpectrumReadsItFurtherUp() {
    double[] centres = SENSOR.centresNm();
    float[] smooth = new float[centres.length];
    for (int band = 0; band < smooth.length; band++) {
      smooth[band] = (float) Math.sin(centres[band] / 200);
    }
    float[] out = new float[smooth.length];
    SpectrumArithmetic.shift(smooth, centres, 6, out);
    for (int band = 2; band < out.length - 3; band++) {
      assertEquals(Math.sin((centres[band] + 6) / 200), out[band], 2e-4);
    }
    SpectrumArithmetic.shift(smooth, centres, 0, out);
    assertArrayEquals(smooth, out);
  }

  @Test
  void missingBandStaysMissingAndDoesNotSpreadBeyondItsNeighbours() {
    float[] row = batch(1, 1, 5);
    row[20] = Float.NaN;
    float[] out = new float[row.length];
    SpectrumArithmetic.shift(row, SENSOR.centresNm(), 3, out);
    for (int band = 0; band < out.length; band++) {
      assertEquals(band >= 18 && band <= 21, Float.isNaN(out[band]), "band " + band);
    }
    SpectrumArithmetic.mixIntimate(row, batch(1, 1, 6), 0.5);
    assertTrue(Float.isNaN(row[20]));
  }

  @Test
  void badTextIsRefusedWithTheRemedy() {
    List<String> texts =
        List.of(
            "gian(sd=0.1)",
            "gain(sd=0)",
            "gain(s=1)",
            "gain(sd=0.1,x=2)",
            "gain 0.1",
            "gain(sd=x)");
    List<String> refusals =
        texts.stream()
            .map(
                text ->
                    assertThrows(LaboratoryException.class, () -> Augmentation.parse(text))
                        .getMessage())
            .toList();
    assertEquals(
        List.of(
            "augmentation step \"gian\" is unknown: did you mean gain?",
            "sd of augmentation step gain is 0.0: a number above 0 and at most 2.0 is expected",
            "augmentation step gain lacks sd: write gain(sd=...)",
            "augmentation step gain has no parameter \"x\": take it out",
            "augmentation \"gain 0.1\" cannot be read from \"gain 0.1\" on: steps such as gain(sd=0.05), separated by spaces, are expected",
            "sd of augmentation step gain is \"x\": a number is expected"),
        refusals);
  }

  @Test
  void ratiosOfAnotherSensorAreRefused() {
    Augmentation two = Augmentation.parse("noise(snr=100/200)");
    assertEquals(
        "noise states 2 signal-to-noise ratios for 60 bands: give one, or one a band",
        assertThrows(
                LaboratoryException.class,
                () -> two.apply(SENSOR, 1, batch(1, 1, 1), new SplittableRandom(1)))
            .getMessage());
  }
}

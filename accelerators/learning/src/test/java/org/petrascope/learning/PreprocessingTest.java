package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {
  private static final RowShape SHAPE = TrainerContractSpectra.SHAPE;
  private static final Rows ROWS = TrainerContractSpectra.compositions(30, 1).rows();

  private static float[] applied(String text, RowShape shape, float... row) {
    Rows rows = new Rows(1, row.length, row);
    return Preprocessing.parse(text).fit(shape, rows).apply(rows).values();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "absorbance|snv|derivative(1,window 11,order 2)|crop(2150,2250)|standardise",
        "msc|unit",
        "continuum|bin(2)|crop(2100,2150;2200,2300.5)",
        "derivative(0,window 30 nm,order 3)|bin(12.5 nm)|emphasise(450,750,0.25;1100,1500,2)",
        "0.4 * snv + continuum|absorbance|log|bin(2) + none"
      })
  void textReadsBackAsItself(String text) {
    assertEquals(text, Preprocessing.parse(text).toString());
    assertEquals(Preprocessing.parse(text), Preprocessing.parse(text.replace(",", " , ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "absorbance|snv|derivative(1,window 5,order 2)|crop(2150,2250)|standardise",
        "msc|unit|bin(7)",
        "0.5 * msc|standardise + continuum|absorbance|log|bin(7) + 2 * none",
        "continuum"
      })
  void fittedFormIsReadBackAsItWasSaved(String text, @TempDir Path folder) {
    FittedPreprocessing fitted = Preprocessing.parse(text).fit(SHAPE, ROWS);
    fitted.save(folder);
    FittedPreprocessing read = FittedPreprocessing.open(folder);
    assertEquals(fitted.shape(), read.shape());
    assertEquals(fitted.apply(ROWS), read.apply(ROWS));
    assertEquals(fitted.shape().columns(), fitted.apply(ROWS).columns());
  }

  @Test
  void absorbanceAndLogarithmAreNeverInfinite() {
    RowShape shape = new RowShape(1, 1000, 1010, 1020);
    assertArrayEquals(
        new float[] {0.6931472f, 9.2103405f, 0}, applied("absorbance", shape, 0.5f, 0, 1), 1e-6f);
    assertArrayEquals(
        new float[] {-0.6733446f, -4.6051702f, -4.6051702f},
        applied("log", shape, 0.5f, 0, -1),
        1e-6f);
  }

  @Test
  void derivativeOfAParabolaIsExactPerNanometre() {
    RowShape shape = new RowShape(1, 1000, 1010, 1025, 1030, 1040);
    float[] row = new float[5];
    float[] slope = new float[5];
    for (int band = 0; band < 5; band++) {
      double x = shape.centreNm(band) - 1000;
      row[band] = (float) (3 + 2 * x + 0.5 * x * x);
      slope[band] = (float) (2 + x);
    }
    assertArrayEquals(slope, applied("derivative(1,window 3,order 2)", shape, row), 1e-3f);
    assertArrayEquals(slope, applied("derivative(1,window 20 nm,order 2)", shape, row), 1e-3f);
  }

  @Test
  void cropAndBinKeepTheirWavelengths() {
    RowShape shape = new RowShape(1, 1000, 1010, 1020, 1030, 1040);
    assertArrayEquals(
        new float[] {2, 3, 5}, applied("crop(1010,1020;1040,1100)", shape, 1, 2, 3, 4, 5));
    assertArrayEquals(new float[] {1.5f, 3.5f, 5}, applied("bin(2)", shape, 1, 2, 3, 4, 5));
    assertArrayEquals(new float[] {1.5f, 3.5f, 5}, applied("bin(20 nm)", shape, 1, 2, 3, 4, 5));
    assertEquals(new RowShape(1, 1005, 1025, 1040), Preprocessing.parse("bin(2)").shape(shape));
  }

  @Test
  void emphasisMultipliesSquares() {
    RowShape shape = new RowShape(1, 1000, 1010, 1020, 1030);
    assertArrayEquals(
        new float[] {1, 4, 6, 4}, applied("emphasise(1010,1020,4;1400,1500,9)", shape, 1, 2, 3, 4));
  }

  @Test
  void standardisedBandsHaveMeanZeroAndDeviationOneAndFlatOnesAreZero() {
    RowShape shape = new RowShape(1, 1000, 1010);
    Rows rows = new Rows(4, 2, new float[] {1, 7, 3, 7, 1, 7, 3, 7});
    Rows told = Preprocessing.parse("standardise").fit(shape, rows).apply(rows);
    assertArrayEquals(new float[] {-1, 0, 1, 0, -1, 0, 1, 0}, told.values());
  }

  @Test
  void everyPixelOfAPatchIsASpectrum() {
    RowShape patch = new RowShape(3, SHAPE.centresNm());
    Rows patches = new Rows(3, patch.columns(), ROWS.select(range(27)).values());
    Preprocessing chain =
        Preprocessing.parse("msc|snv|derivative(1,window 5,order 2)|bin(3)|standardise");
    FittedPreprocessing fitted = chain.fit(patch, patches);
    Rows single = ROWS.select(range(27));
    assertArrayEquals(
        chain.fit(SHAPE, single).apply(single).values(), fitted.apply(patches).values());
    assertEquals(3, fitted.shape().side());
  }

  private static int[] range(int count) {
    return java.util.stream.IntStream.range(0, count).toArray();
  }

  @Test
  void contributionsComeBackToTheirBands() {
    RowShape shape = new RowShape(1, 1000, 1010, 1020, 1030, 1040);
    Rows rows = new Rows(2, 5, new float[] {1, 2, 4, 5, 5, 3, 3, 1, 9, 4});
    FittedPreprocessing fitted = Preprocessing.parse("crop(1010,2000)|bin(3)").fit(shape, rows);
    Rows back = fitted.attribute(new Rows(2, 2, new float[] {3, 4, 6, 8}));
    assertArrayEquals(new float[] {0, 1, 1, 1, 4, 0, 2, 2, 2, 8}, back.values());
  }

  @Test
  void branchesStandSideBySideAndTheirTypicalSquaredDistanceIsTheirWeight() {
    Rows told =
        Preprocessing.parse("0.3 * snv|crop(2100,2200) + 2 * none").fit(SHAPE, ROWS).apply(ROWS);
    int first = Preprocessing.parse("crop(2100,2200)").shape(SHAPE).bands();
    assertEquals(first + SHAPE.bands(), told.columns());
    assertEquals(0.3, medianSquaredDistance(told, 0, first), 1e-6);
    assertEquals(2, medianSquaredDistance(told, first, told.columns()), 1e-5);
  }

  private static double medianSquaredDistance(Rows rows, int from, int to) {
    double[] distances =
        java.util.stream.IntStream.range(0, rows.count() * rows.count())
            .filter(pair -> pair / rows.count() < pair % rows.count())
            .mapToDouble(
                pair ->
                    java.util.stream.IntStream.range(from, to)
                        .mapToDouble(
                            c -> rows.at(pair / rows.count(), c) - rows.at(pair % rows.count(), c))
                        .map(away -> away * away)
                        .sum())
            .sorted()
            .toArray();
    return distances[distances.length / 2];
  }

  @Test
  void contributionsOfBranchesAddUp() {
    RowShape shape = new RowShape(1, 1000, 1010, 1020, 1030);
    Rows rows = new Rows(2, 4, new float[] {1, 2, 4, 5, 5, 3, 3, 1});
    FittedPreprocessing fitted =
        Preprocessing.parse("bin(2) + 3 * crop(1010,1020)").fit(shape, rows);
    Rows back = fitted.attribute(new Rows(1, 4, new float[] {2, 4, 10, 20}));
    assertArrayEquals(new float[] {1, 11, 22, 2}, back.values());
  }

  @Test
  void aBrokenSpectrumHasNoAnswerAndTheOthersKeepTheirs() {
    FittedPreprocessing fitted =
        Preprocessing.parse("absorbance|snv|derivative(1,window 39,order 2)").fit(SHAPE, ROWS);
    float[] values = ROWS.values().clone();
    values[20] = Float.NaN;
    Rows told = fitted.apply(new Rows(ROWS.count(), ROWS.columns(), values));
    assertTrue(Float.isNaN(told.at(0, 20)));
    assertArrayEquals(fitted.apply(ROWS).row(1), told.row(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "snw ! preprocessing step 'snw' is not known",
        "snv(3) ! takes no numbers",
        "derivative(1) ! write derivative(1,window 11,order 2)",
        "derivative(1,window 10,order 2) ! must be odd",
        "derivative(3,window 11,order 2) ! the order at least the degree",
        "crop(2450,1300) ! rising",
        "crop(a,1300) ! 'a' in the preprocessing is not a number",
        "emphasise(1100,1500) ! write emphasise(from,to,factor)",
        "bin(0) ! cannot be",
        "bin(1.5) ! cannot be",
        "-1 * snv + msc ! above 0",
        "x * snv + msc ! 'x' in the preprocessing is not a number",
        "2 * snv ! leave the weight out",
        "snv| ! step '' is not known"
      })
  void nonsenseIsRefusedInOneSentence(String text, String expected) {
    String message =
        assertThrows(LearningException.class, () -> Preprocessing.parse(text)).getMessage();
    assertTrue(message.contains(expected) && !message.contains("\n"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "derivative(1,window 41,order 2) ! window of 41 bands, the spectra have 40",
        "bin(10)|derivative(1,window 5,order 2) ! window of 5 bands, the spectra have 4",
        "crop(400,1000) ! keeps none of 40 bands from 2100.0 to 2334.0 nm"
      })
  void spectraThatDoNotFitAreNamedBeforeAnyTraining(String text, String expected) {
    Optional<String> unfit = Preprocessing.parse(text).unfit(SHAPE);
    assertTrue(unfit.orElse("").contains(expected), unfit.toString());
  }

  @Test
  void flatSpectrumToLearnFromIsNamedWithItsStep() {
    float[] values = ROWS.values().clone();
    java.util.Arrays.fill(values, 80, 120, 0.3f);
    Rows rows = new Rows(ROWS.count(), ROWS.columns(), values);
    String message =
        assertThrows(
                LearningException.class,
                () -> Preprocessing.parse("absorbance|snv").fit(SHAPE, rows))
            .getMessage();
    assertTrue(message.contains("row 3") && message.contains("snv"), message);
  }
}

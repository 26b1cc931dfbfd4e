package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetScaleTest {
  private static TargetScale scale(
      List<String> columns, Optional<TargetUnit> stated, double[]... values) {
    List<String> places =
        IntStream.range(0, values.length).mapToObj(row -> "t.csv, row " + (row + 2)).toList();
    return TargetScale.decide(columns, List.of(values), places, stated);
  }

  private static TargetUnit unit(List<String> columns, double[]... values) {
    return scale(columns, Optional.empty(), values).unit();
  }

  private static String refused(
      List<String> columns, Optional<TargetUnit> stated, double[]... values) {
    return String.valueOf(
        assertThrows(ServerException.class, () -> scale(columns, stated, values)).getMessage());
  }

  private static double[] row(double... values) {
    return values;
  }

  @Test
  void sumOfARowTellsTheUnit() {
    List<String> columns = List.of("illite", "quartz");
    assertEquals(TargetUnit.FRACTION, unit(columns, row(0.3, 0.7), row(0.6, 0.4)));
    assertEquals(TargetUnit.PERCENT, unit(columns, row(30, 70), row(60.4, 39)));
    assertEquals(TargetUnit.PPM, unit(columns, row(300_000, 700_000)));
  }

  @Test
  void headerTellsTheUnitOfWhatDoesNotClose() {
    assertEquals(TargetUnit.PERCENT, unit(List.of("Cu (wt%)"), row(0.4), row(0.9)));
    assertEquals(TargetUnit.PPM, unit(List.of("Cu_ppm", "Zn_ppm"), row(40, 2), row(900, 3)));
  }

  @Test
  void sizeOfTheValuesTellsWhereNothingElseDoesAndIsNoted() {
    TargetScale small = scale(List.of("Cu"), Optional.empty(), row(0.4), row(0.9));
    assertEquals(TargetUnit.FRACTION, small.unit());
    assertTrue(small.note().contains("say --target-unit if they are not"), small.note());
    assertEquals(TargetUnit.PERCENT, unit(List.of("Cu"), row(4), row(9)));
  }

  @Test
  void fractionsUnderHeadersOfPerCentAreReadAndNoted() {
    TargetScale scale = scale(List.of("OL (vol%)", "PLG (vol%)"), Optional.empty(), row(0.3, 0.7));
    assertEquals(TargetUnit.FRACTION, scale.unit());
    assertTrue(scale.note().contains("read as fractions"), scale.note());
  }

  @Test
  void contradictionsAreRefusedInASentence() {
    String ppmAsPerCent =
        refused(List.of("Cu ppm", "Zn ppm"), Optional.empty(), row(30, 70), row(60, 40));
    assertTrue(ppmAsPerCent.contains("say ppm, but sum to 100 as percent does"), ppmAsPerCent);
    String tooMuch = refused(List.of("Cu (%)"), Optional.empty(), row(3000));
    assertTrue(tooMuch.contains("Cu (%) say percent, but reach 3000"), tooMuch);
    assertTrue(tooMuch.contains("(t.csv, row 2, column \"Cu (%)\")"), tooMuch);
    String stated =
        refused(List.of("a", "b"), Optional.of(TargetUnit.PERCENT), row(0.2, 0.8), row(0.5, 0.5));
    assertTrue(stated.contains("--target-unit says percent, but the targets sum to 1"), stated);
    String mixed = refused(List.of("Cu ppm", "Fe %"), Optional.empty(), row(3000, 4));
    assertTrue(mixed.contains("name several units"), mixed);
    String unnamed = refused(List.of("Cu"), Optional.empty(), row(5230));
    assertTrue(unnamed.contains("reach 5230"), unnamed);
  }
}

package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ReferenceSet;
import org.petrascope.spectral.Wavelengths;

class RoomPoolTest {
  private static final AcquisitionConditions HOW =
      AcquisitionConditions.UNSTATED.withExposureMs(1).withBinning(1, 1);

  private final Calibration calibration =
      Calibration.of(
          new ReferenceSet(
              reference(Reference.Kind.DARK, 0),
              reference(Reference.Kind.WHITE, 9),
              Panel.perfect()),
          Wavelengths.ofNanometres(new double[] {1000, 1010}),
          HOW);

  private static Reference reference(Reference.Kind kind, float dn) {
    return Reference.of(kind, new CubeShape(1, 1, 2), HOW, new float[] {dn, dn});
  }

  @Test
  void roomThatCameBackIsGivenOutAgain() throws InterruptedException {
    RoomPool pool = new RoomPool(calibration, 4, 2, true);
    Calibration.Room first = pool.take();
    Calibration.Room second = pool.take();
    assertNotSame(first, second);
    pool.giveBack(second);
    assertSame(second, pool.take());
    pool.giveBack(first);
    assertSame(first, pool.take());
  }

  @Test
  void linesThatAreNeighboursOfOthersGetMemoryOfTheirOwn() throws InterruptedException {
    RoomPool pool = new RoomPool(calibration, 4, 1, false);
    Calibration.Room first = pool.take();
    pool.giveBack(first);
    assertNotSame(first, pool.take());
  }

  @Test
  void roomThatComesBackTwiceIsAFault() throws InterruptedException {
    RoomPool pool = new RoomPool(calibration, 4, 1, true);
    Calibration.Room room = pool.take();
    pool.giveBack(room);
    assertThrows(IllegalStateException.class, () -> pool.giveBack(room));
  }
}

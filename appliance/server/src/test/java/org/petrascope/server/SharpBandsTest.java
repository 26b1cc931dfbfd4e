package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.petrascope.learning.RowShape;

class SharpBandsTest {
  private static final RowShape BOTH = new RowShape(1, RockTable.bands(400, 2500, 5));
  private static final RowShape VISIBLE = new RowShape(1, RockTable.bands(400, 1000, 5));

  @Test
  void claysCarbonatesAndTheirGroupsAreToldByThem() {
    assertTrue(SharpBands.tell(List.of("Kaolinite", "Calcite", "WHITE-MICA", "chlorite"), BOTH));
  }

  @Test
  void ironOxidesNeedOtherBands() {
    assertFalse(SharpBands.tell(List.of("KAOLIN", "OXIDE"), BOTH));
    assertFalse(SharpBands.tell(List.of("Hematite", "Goethite"), BOTH));
  }

  @Test
  void nothingIsKnownOfNamesThatNobodyListed() {
    assertFalse(SharpBands.tell(List.of("KAOLIN", "ore"), BOTH));
  }

  @Test
  void aCameraOfTheVisibleDoesNotSeeThem() {
    assertFalse(SharpBands.tell(List.of("KAOLIN", "CARBONATE"), VISIBLE));
    assertFalse(SharpBands.areAllOf(VISIBLE));
  }

  @Test
  void rowsOfMoreThanTheseAreNotOfTheseAlone() {
    assertFalse(SharpBands.areAllOf(BOTH));
    assertTrue(SharpBands.areAllOf(new RowShape(1, RockTable.bands(1320, 2450, 5))));
  }
}

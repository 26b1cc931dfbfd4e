package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.spectral.Wavelengths;

class ModelLegendTest {
  private static final Wavelengths SWIR = Bench.LIBRARY.wavelengths();

  private static ModelLegend legend(String... components) {
    return new ModelLegend(List.of(components), SWIR);
  }

  private static List<MineralGroup> groups(ModelLegend legend) {
    return legend.classes().stream().map(c -> c.group()).toList();
  }

  @Test
  void mineralsSynonymsAndGroupsGetTheirGroup() {
    assertEquals(
        List.of(
            MineralGroup.INVALID,
            MineralGroup.KAOLIN,
            MineralGroup.WHITE_MICA,
            MineralGroup.CARBONATE,
            MineralGroup.NOTAROK,
            MineralGroup.UNGROUPED,
            MineralGroup.UNKNOWN),
        groups(legend("kaolinite", "Sericite", "CARBONATE", "Wood", "Rock type 7")));
  }

  @Test
  void unitsBehindANameDoNotHideTheMineral() {
    for (String name :
        List.of("Quartz (wt%)", "Quartz [%]", "quartz_wt%", "Quartz %", "quartz_pct")) {
      assertEquals(MineralGroup.SILICA, groups(legend(name)).get(1), name);
      assertEquals(List.of(name), legend(name).inferred());
    }
  }

  @Test
  void whatTheSensorSeesOrNobodyKnowsIsNotInferred() {
    ModelLegend legend = legend("Kaolinite", "Feldspar", "SULPHIDE", "SILICA", "Rock type 7");
    assertEquals(List.of("Feldspar", "SULPHIDE"), legend.inferred());
    assertTrue(legend.seen(0));
    assertFalse(legend.seen(1));
  }

  @Test
  void aspectralIsNoAnswer() {
    ModelLegend legend = legend("Kaolinite", "Aspectral");
    assertEquals(3, legend.classes().size());
    assertEquals(2, legend.unknown().index());
    assertEquals(0, legend.classOf(1).index());
    assertEquals(1, legend.classOf(0).index());
    assertEquals(List.of("Kaolinite", "Aspectral"), legend.components());
  }
}

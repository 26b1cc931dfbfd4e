package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MineralDictionaryTest {
  private final MineralDictionary dictionary = MineralDictionary.builtIn();

  @ParameterizedTest
  @CsvSource({
    "Kaolinite CM9               ASDFRb AREF, Kaolinite, KAOLIN",
    "Muscovite-medhi-Al CU91-252D ASDNGc AREF, Muscovite, WHITE-MICA",
    "Magnesite+Hydromag HS47.1B   ASDFRa AREF, Magnesite, CARBONATE",
    "Thuringite SMR-15.a 11 BECKb AREF, Chamosite, CHLORITE",
    "Alunite0.66K+.34Na CU9, Alunite, SULPHATE",
    "Plywood GDS365 Fresh Pine, Wood, NOTAROK",
    "calcite, Calcite, CARBONATE",
    "Dolomite_2, Dolomite, CARBONATE",
    "phengite, Muscovite, WHITE-MICA",
    "polyethylene, Plastic, NOTAROK"
  })
  void recordsAreNamedByTheirFirstWord(String record, String mineral, String group) {
    Mineral found = dictionary.ofRecord(record).orElseThrow();
    assertEquals(mineral, found.name());
    assertEquals(group, found.group().label());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kaol.5+MuscCU91-250A AMX13    BECKb AREF",
        "Calcite.5+Dolomite.5 AMX8     BECKb AREF",
        "Chlorite+Muscovite CU93-65A   ASDNGa AREF",
        "Calcite_REE-bearing WS319 ASDFRb AREF",
        "Oak Oak-Leaf-1 fresh         ASDFRa AREF",
        "error bars to preceding"
      })
  void mixturesAndStrangersAreNotNamed(String record) {
    assertTrue(dictionary.ofRecord(record).isEmpty());
  }

  @Test
  void synonymsKeepTheirSource() {
    MineralDictionary.Synonym synonym =
        dictionary.synonyms().stream()
            .filter(s -> s.name().equals("Kaolinite-WX"))
            .findFirst()
            .orElseThrow();
    assertEquals("TSG", synonym.source());
    assertEquals("Kaolinite", synonym.mineral().name());
    assertEquals("Kaolinite", dictionary.mineral("kaolinite-wx").orElseThrow().name());
  }

  @Test
  void quartzIsNotVisibleInTheShortWaveInfrared() {
    Wavelengths swir =
        Wavelengths.ofNanometres(
            IntStream.range(0, 224).mapToDouble(band -> 1000 + band * 1500.0 / 223).toArray());
    assertFalse(dictionary.mineral("Quartz").orElseThrow().visibleTo(swir));
    assertFalse(dictionary.mineral("Hematite").orElseThrow().visibleTo(swir));
    assertTrue(dictionary.mineral("Kaolinite").orElseThrow().visibleTo(swir));
  }

  @Test
  void groupsBearTheNamesAndColoursOfTsg() {
    assertEquals("WHITE-MICA", MineralGroup.WHITE_MICA.label());
    assertEquals(0xFFFF00, MineralGroup.WHITE_MICA.rgb());
    for (MineralGroup group : MineralGroup.values()) {
      assertEquals(group, MineralGroup.ofLabel(group.label()).orElseThrow());
    }
  }
}

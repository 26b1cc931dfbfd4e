package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.camera.BandTable;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.RealData;
import org.petrascope.spectral.SpectralException;
import org.petrascope.spectral.Wavelengths;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanRequest;
import org.petrascope.store.ScanState;
import org.petrascope.store.WavelengthRecord;

/** Measured PVC tiles under simulated cameras whose wavelengths drifted. */
final class WavelengthStationTest {
  private static final double TOLERANCE_NM = 0.1;
  private static final BandTable SWIR = TileStation.bands(1000, 2500, 8);
  private static final BandTable FINE_VNIR = TileStation.bands(400, 1000, 2.5);
  private static final BandTable VNIR = TileStation.bands(400, 1000, 3.5);

  @TempDir private Path folder;

  @Test
  void plantedShiftIsMeasuredInShortWaveInfrared() {
    assertMeasured(RealData.path("panels/PVC_Grey.txt"), SWIR, 2.15);
  }

  @Test
  void plantedShiftIsMeasuredInTheVisible() {
    assertMeasured(RealData.path("panels/PVC_Red.txt"), FINE_VNIR, 1.9);
  }

  @Test
  @Tag("long")
  void everyShiftOfEveryTileWithFeaturesIsMeasured() {
    for (double planted : new double[] {0, 0.37, 1.3, 3, -2.6}) {
      for (String name : List.of("PVC_White", "PVC_Red", "PVC_Grey")) {
        assertMeasured(RealData.path("panels/" + name + ".txt"), SWIR, planted);
      }
      for (BandTable vnir : List.of(FINE_VNIR, VNIR)) {
        assertMeasured(RealData.path("panels/PVC_Red.txt"), vnir, planted);
      }
    }
  }

  private void assertMeasured(Path tile, BandTable stated, double planted) {
    Path root =
        folder.resolve(
            tile.getFileName()
                + "-"
                + stated.fwhmsNm()[0]
                + "-"
                + stated.centresNm()[0]
                + "-"
                + planted);
    try (TileStation station =
        new TileStation(root, tile, tile, new TileStation.Drift(stated, planted, false))) {
      WavelengthRecord check = station.station.checkWavelengths();
      assertEquals(planted, check.shift().nm(), TOLERANCE_NM, check.toString());
      assertTrue(check.shift().standardErrorNm() < TOLERANCE_NM, check.toString());
      assertEquals(List.of(check), station.station.upkeep().wavelengthChecks(10));
    }
  }

  @Test
  void scanTellsTheShiftAndKeepsStatedWavelengthsUnlessAsked() throws IOException {
    Path tile = RealData.path("panels/PVC_White.txt");
    for (boolean corrected : new boolean[] {false, true}) {
      TileStation.Drift drift = new TileStation.Drift(SWIR, 2, corrected);
      try (TileStation station =
          new TileStation(folder.resolve("corrected-" + corrected), tile, tile, drift)) {
        WavelengthRecord check = station.station.checkWavelengths();
        ScanFiles files = scan(station);
        assertEquals(
            SWIR.centresNm()[100] + (corrected ? 2 : 0),
            files.wavelengths(stated(SWIR)).centreNm(100),
            TOLERANCE_NM);
        JsonNode told =
            new ObjectMapper()
                .readTree(files.product("provenance.json").toFile())
                .path("minerals.hdr")
                .path("wavelengths");
        assertEquals(check.id(), told.path("checkId").asText());
        assertEquals(check.shift().nm(), told.path("shift").path("nm").asDouble());
        assertEquals(corrected, told.path("corrected").asBoolean(!corrected));
      }
    }
  }

  @Test
  void scanBeforeAnyCheckSaysNothingOfAShift() {
    Path tile = RealData.path("panels/PVC_White.txt");
    try (TileStation station =
        new TileStation(folder, tile, tile, new TileStation.Drift(SWIR, 2, true))) {
      assertTrue(scan(station).wavelengths().isEmpty());
    }
  }

  @Test
  void otherThingInPlaceOfTheTileIsRefusedAndNotKept() {
    Path tile = RealData.path("panels/PVC_White.txt");
    Path other = RealData.path("panels/R90.txt");
    BandTable within = TileStation.bands(1000, 2440, 8);
    try (TileStation station =
        new TileStation(folder, tile, other, new TileStation.Drift(within, 0, false))) {
      SpectralException refused =
          assertThrows(SpectralException.class, station.station::checkWavelengths);
      assertTrue(refused.getMessage().contains("PVC_White"), refused.getMessage());
      assertTrue(station.station.upkeep().wavelengthChecks(10).isEmpty());
      assertTrue(station.station.status().state().free());
    }
  }

  private static ScanFiles scan(TileStation station) {
    DepthInterval depth = new DepthInterval(0, 1);
    ScanRecord begun =
        station.station.scan(
            new ScanRequest(
                "H",
                "1",
                depth,
                BoxTemplate.whole(TileStation.SAMPLES),
                DepthIntervals.equal(2, depth),
                TileStation.LINES));
    ScanRecord ended;
    try {
      ended = station.station.await(begun.id());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertEquals(ScanState.FINISHED, ended.state(), ended.progress().toString());
    assertFalse(ended.folder().isEmpty());
    return ScanFiles.of(station.store.folder(ended), ended);
  }

  private static Wavelengths stated(BandTable bands) {
    return Wavelengths.ofNanometres(bands.centresNm(), bands.fwhmsNm());
  }
}

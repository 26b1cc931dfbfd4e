package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RealData;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;

class RealCubesTest {
  @Test
  void splib07HasEveryRecordSortedAndWithoutDeletedPoints() {
    SpectralLibrary library = SpectralLibraries.read(RealData.path("usgs-splib07/s07_AV95.hdr"));
    assertEquals(3128, library.size());
    assertEquals("Wavelengths in microns 224ch AVIRIS95.1", library.record(0));
    assertEquals("Acmite NMNH133746 Pyroxene    BECKa AREF", library.record(2));
    Wavelengths wavelengths = library.wavelengths();
    assertTrue(wavelengths.count() >= 220 && wavelengths.count() <= 224, wavelengths.toString());
    assertEquals(383.15, wavelengths.firstNm(), 1e-9);
    assertEquals(9.94, wavelengths.fwhmNm(0), 1e-9);
    // The first record holds the wavelengths themselves, in micrometres: it proves the order.
    float[] own = library.reflectance(0);
    for (int band = 0; band < own.length; band++) {
      assertEquals(wavelengths.centreNm(band), own[band] * 1000, 0.01);
    }
    for (int record = 2; record < library.size(); record++) {
      for (float value : library.reflectance(record)) {
        assertFalse(value < -10, library.record(record));
      }
    }
  }

  @Test
  void splib06IsReadToo() {
    SpectralLibrary library = SpectralLibraries.read(RealData.path("usgs-splib06/s06_AV95.hdr"));
    assertEquals(1354, library.size());
    assertEquals("Acmite NMNH133746 Pyroxene s06av95a=a", library.record(0));
  }

  @Test
  void gamsbergSceneWithoutExtensionAndUnitIsRead() {
    Path named = RealData.path("gamsberg/cubus_gamsberg_subset");
    try (EnviReader reader = EnviReader.open(named)) {
      assertEquals(new CubeShape(25, 10, 189), reader.shape());
      assertEquals(426.82, reader.requireWavelengths().firstNm(), 0.01);
      assertEquals(1, reader.notes().size());
      // Stored as reflectance x 10000, which its header does not say: nothing is guessed.
      float value = reader.spectrum(24, 9)[100];
      assertTrue(value > 1000 && value < 10_000, String.valueOf(value));
    }
  }

  @Test
  void gamsbergFieldLibraryIsRead() {
    SpectralLibrary library =
        SpectralLibraries.read(RealData.path("gamsberg/gamsberg_field_library.hdr"));
    assertEquals(27, library.size());
    assertEquals(2151, library.wavelengths().count());
  }

  @Test
  void samsonHasValuesAndNoWavelengths() {
    try (EnviReader reader = EnviReader.open(RealData.path("unmixing-samson/scene.hdr"))) {
      assertTrue(reader.wavelengths().isEmpty());
      float[] line = new float[reader.shape().lineValues()];
      reader.values(94, 1, line);
      assertEquals(95 * 156, line.length);
      assertThrows(FormatException.class, () -> reader.reflectance(0, 1));
    }
    assertThrows(
        FormatException.class,
        () -> SpectralLibraries.read(RealData.path("unmixing-samson/scene.hdr")));
  }
}

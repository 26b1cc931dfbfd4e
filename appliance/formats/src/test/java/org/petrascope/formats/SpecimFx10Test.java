package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.RealData;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.Wavelengths;

class SpecimFx10Test {
  private static final double TOLERANCE = 1e-6;

  @TempDir Path folder;

  private CubeCalibration.Outcome calibrate(Path out) {
    SpecimFolder recording = SpecimFolder.open(RealData.path("specim-fx10/fx10_snow"));
    return CubeCalibration.run(
        new CubeCalibration.Job(
            recording.header(),
            recording.header(Reference.Kind.DARK),
            recording.header(Reference.Kind.WHITE),
            Panel.perfect(),
            out),
        _ -> {});
  }

  @Test
  void publishedReflectanceComesOut() throws IOException {
    String expected = Files.readString(RealData.path("specim-fx10/expected.json"));
    Path out = folder.resolve("R.hdr");
    calibrate(out);
    try (EnviReader reader = EnviReader.open(out)) {
      float[] line = reader.reflectance(0, 1).bip();
      double max = Double.NEGATIVE_INFINITY;
      double min = Double.POSITIVE_INFINITY;
      for (float value : line) {
        max = value > max ? value : max;
        min = value < min ? value : min;
      }
      Wavelengths wavelengths = reader.requireWavelengths();
      assertEquals(number(expected, "line0_max"), max, TOLERANCE);
      assertEquals(number(expected, "line0_min"), min, TOLERANCE);
      float[] point = reader.spectrum(0, 0);
      assertEquals(
          number(expected, "line0_point0_band1000.29nm"),
          point[wavelengths.nearest(1000.29)],
          TOLERANCE);
      assertEquals(
          number(expected, "broadband_line0_point0"), broadband(wavelengths, point), TOLERANCE);
    }
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count(), "header and data and nothing else");
    }
  }

  @Test
  void settingsThatTheHeadersDoNotStateAreTold() {
    assertEquals(
        List.of(
            "the scan does not state its exposure, spatial binning, spectral binning: not compared",
            "the dark reference does not state its exposure, spatial binning, spectral binning: not compared",
            "the white reference does not state its exposure, spatial binning, spectral binning: not compared"),
        calibrate(folder.resolve("R.hdr")).notes());
  }

  private static double broadband(Wavelengths wavelengths, float[] spectrum) {
    double area = 0;
    for (int band = 1; band < spectrum.length; band++) {
      double step = wavelengths.centreNm(band) - wavelengths.centreNm(band - 1);
      area += step * (spectrum[band] + (double) spectrum[band - 1]) / 2;
    }
    return area / (wavelengths.lastNm() - wavelengths.firstNm());
  }

  private static double number(String json, String key) {
    Matcher matcher = Pattern.compile("\"" + Pattern.quote(key) + "\": ([-.\\d]+)").matcher(json);
    assertTrue(matcher.find(), key);
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void recordingWithReferencesIsFoundByItsFolder() {
    SpecimFolder recording = SpecimFolder.open(RealData.path("specim-fx10/fx10_snow"));
    Reference dark = recording.reference(Reference.Kind.DARK).orElseThrow();
    assertEquals("fx10_snow", recording.name());
    assertEquals(1024, dark.samples());
    assertEquals(448, dark.bands());
    assertEquals(2, dark.linesAveraged());
    assertFalse(dark.conditions().exposureMs().isPresent());
  }
}

package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that others published for their own data, through the command line. */
class PublishedNumbersTest {
  @TempDir Path out;

  @Test
  void calibrateGivesThePublishedReflectanceOfTheSnowRecording() throws Exception {
    JsonNode expected =
        new ObjectMapper().readTree(Data.file("specim-fx10/expected.json").toFile());
    String capture = Data.file("specim-fx10/fx10_snow/capture").toString();
    Path hdr = out.resolve("snow.hdr");
    var ended =
        Appliance.run(
            "calibrate",
            "--raw",
            capture + "/fx10_snow.hdr",
            "--dark",
            capture + "/DARKREF_fx10_snow.hdr",
            "--white",
            capture + "/WHITEREF_fx10_snow.hdr",
            "--out",
            hdr.toString());
    assertEquals(0, ended.exit(), ended.err());
    EnviImage cube = new EnviImage(hdr);
    List<Double> nm = cube.list("wavelength").stream().map(Double::valueOf).toList();
    double[] range = range(cube, 0);
    assertEquals(expected.get("line0_min").asDouble(), range[0], 1e-6);
    assertEquals(expected.get("line0_max").asDouble(), range[1], 1e-6);
    int at = nm.indexOf(1000.29);
    assertEquals(expected.get("line0_point0_band1000.29nm").asDouble(), cube.at(0, 0, at), 1e-6);
    double broadband = broadband(cube, nm);
    assertEquals(expected.get("broadband_line0_point0").asDouble(), broadband, 1e-6);
  }

  private static double[] range(EnviImage cube, int line) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int sample = 0; sample < cube.samples; sample++) {
      for (int band = 0; band < cube.bands; band++) {
        min = Math.min(min, cube.at(line, sample, band));
        max = Math.max(max, cube.at(line, sample, band));
      }
    }
    return new double[] {min, max};
  }

  /** The trapezoidal integral of the first pixel over wavelength, divided by its range. */
  private static double broadband(EnviImage cube, List<Double> nm) {
    double area = 0;
    for (int band = 1; band < cube.bands; band++) {
      area +=
          (cube.at(0, 0, band) + cube.at(0, 0, band - 1)) / 2 * (nm.get(band) - nm.get(band - 1));
    }
    return area / (nm.getLast() - nm.getFirst());
  }

  @Test
  void unmixGivesTheAbundancesOfTheSamsonScene() throws Exception {
    String samson = Data.file("unmixing-samson").toString();
    var ended =
        Appliance.run(
            "unmix",
            "--cube",
            samson + "/scene.hdr",
            "--endmembers",
            samson + "/endmembers.csv",
            "--out",
            out.toString());
    assertEquals(0, ended.exit(), ended.err());
    EnviImage found = new EnviImage(out.resolve("abundances.hdr"));
    EnviImage truth = new EnviImage(Path.of(samson, "abundances.hdr"));
    double squares = 0;
    for (int line = 0; line < truth.lines; line++) {
      for (int sample = 0; sample < truth.samples; sample++) {
        for (int band = 0; band < truth.bands; band++) {
          squares += Math.pow(found.at(line, sample, band) - truth.at(line, sample, band), 2);
        }
      }
    }
    double rmse = Math.sqrt(squares / ((double) truth.lines * truth.samples * truth.bands));
    assertTrue(rmse <= 0.01, "abundance RMSE " + rmse);
  }
}

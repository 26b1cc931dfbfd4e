package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.CsvTable;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviLayout;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.EnviType;
import org.petrascope.formats.EnviWriter;
import org.petrascope.formats.Interleave;
import org.petrascope.formats.SpectraTable;
import org.petrascope.laboratory.AssayMethod;
import org.petrascope.laboratory.ComponentFraction;
import org.petrascope.laboratory.Composition;
import org.petrascope.laboratory.Patch;
import org.petrascope.laboratory.PatchDatabase;
import org.petrascope.laboratory.PatchRecord;
import org.petrascope.laboratory.PatchSource;
import org.petrascope.laboratory.PatchTruth;
import org.petrascope.spectral.CalibrationRef;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RealData;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.Wavelengths;

/** Patch databases of measured spectra and scenes. */
class RealPatchesTest {
  private static final int SIZE = 95;
  private static final int BANDS = 156;
  private static final int SIDE = 3;
  private static final int STRIDE = 2;
  private static final int LEARNED_SAMPLES = 48;
  private static final List<String> COVERS = List.of("soil", "tree", "water");

  /** Of the scene's 156 bands, which its file does not state. */
  private static final double FIRST_NM = 401;

  private static final double LAST_NM = 889;

  @TempDir private Path folder;

  @BeforeEach
  void quiet() {
    Logs.configure("error");
  }

  private static PatchSource source(String scan) {
    return new PatchSource(
        scan, new Sensor("", "", "", ""), new CalibrationRef("", "", "", List.of()), "");
  }

  private static float[] values(Path header, int bands) {
    try (EnviReader reader = EnviReader.open(header)) {
      float[] all = new float[(int) reader.shape().values()];
      assertEquals(bands, reader.shape().bands());
      reader.values(0, reader.shape().lines(), all);
      return all;
    }
  }

  /** The report of a model that was trained on the command line. */
  private JsonNode trained(String model, String task, String kinds, Object... source)
      throws IOException {
    Path out = folder.resolve(model);
    List<Object> args = new ArrayList<>(List.of("train", "--task", task, "--models", kinds));
    args.addAll(List.of("--folds", 2, "--repeats", 1, "--out", out));
    args.addAll(List.of(source));
    Shell said = Shell.run(args.toArray());
    assertEquals(0, said.code(), said.err());
    return Json.MAPPER.readTree(out.resolve("report.json").toFile());
  }

  /** Spectra with their TSG groups as a database, and the groups as a table. */
  private static void writeBoth(SpectraTable spectra, CsvTable told, Path database, Path table)
      throws IOException {
    StringBuilder labels = new StringBuilder("id,group\n");
    PatchDatabase.create(database, spectra.wavelengths());
    PatchDatabase.append(
        database,
        sink -> {
          for (int row = 0; row < spectra.size(); row++) {
            String group = told.cell(row, "Grp1 sTSAS");
            labels.append(spectra.id(row)).append(',').append(group).append('\n');
            PatchTruth truth =
                group.isEmpty() ? new PatchTruth.Unknown() : new PatchTruth.Labelled(group);
            PatchRecord about =
                new PatchRecord(source("rocks"), "", "", spectra.id(row), row, 0, truth);
            sink.accept(Patch.of(1, spectra.spectrum(row), about));
          }
        });
    Files.writeString(table, labels);
  }

  /** The same spectra from tables and from patches of one pixel are the same to every model. */
  @Test
  void spectraOfTestRocksAreLearnedAlikeFromTablesAndFromPatches() throws IOException {
    SpectraTable spectra =
        SpectraTable.read(RealData.path("hylogger/GSNSW_testrocks/HL4_testrocks_tsg_spectra.csv"));
    CsvTable told =
        CsvTable.read(RealData.path("hylogger/GSNSW_testrocks/HL4_testrocks_tsg_tsa.csv"));
    Path database = folder.resolve("rocks.h5");
    Path table = folder.resolve("labels.csv");
    writeBoth(spectra, told, database, table);
    JsonNode ofTables =
        trained(
            "t",
            "classify",
            "ridge",
            "--spectra",
            RealData.path("hylogger/GSNSW_testrocks/HL4_testrocks_tsg_spectra.csv"),
            "--labels",
            table,
            "--target",
            "group");
    JsonNode ofPatches =
        trained("p", "classify", "ridge", "--patches", database, "--group", "specimen");
    assertEquals(ofTables.path("predictionsHash"), ofPatches.path("predictionsHash"));
    assertEquals(ofTables.path("models"), ofPatches.path("models"));
  }

  /** Patches of the left half of the scene with what they show on the average. */
  private void addLeftHalf(float[] scene, float[] covers, Consumer<Patch> sink) {
    for (int line = 0; line + SIDE <= SIZE; line += STRIDE) {
      for (int sample = 0; sample + SIDE <= LEARNED_SAMPLES; sample += STRIDE) {
        float[] values = new float[SIDE * SIDE * BANDS];
        double[] parts = new double[COVERS.size()];
        for (int i = 0; i < SIDE * SIDE; i++) {
          int pixel = (line + i / SIDE) * SIZE + sample + i % SIDE;
          System.arraycopy(scene, pixel * BANDS, values, i * BANDS, BANDS);
          for (int cover = 0; cover < parts.length; cover++) {
            parts[cover] += covers[pixel * parts.length + cover] / (SIDE * SIDE);
          }
        }
        List<ComponentFraction> composition = new ArrayList<>();
        double sum = Arrays.stream(parts).sum();
        for (int cover = 0; cover < parts.length; cover++) {
          composition.add(new ComponentFraction(COVERS.get(cover), parts[cover] / sum, 0));
        }
        PatchTruth truth = new PatchTruth.Assayed(new Composition(AssayMethod.XRD, composition));
        String block = "block " + line / 12 + "-" + sample / 12;
        PatchRecord about = new PatchRecord(source("samson"), "", "", block, line, sample, truth);
        sink.accept(Patch.of(SIDE, values, about));
      }
    }
  }

  private static void writeCube(Path header, Wavelengths wavelengths, float... scene)
      throws IOException {
    EnviLayout layout =
        EnviLayout.of(
            new CubeShape(0, SIZE, wavelengths.count()), Interleave.BIL, EnviType.FLOAT32);
    try (EnviWriter writer = EnviWriter.create(header, EnviHeader.of(layout).with(wavelengths))) {
      writer.append(scene, SIZE);
      writer.commit();
    }
  }

  /** Root mean square of the differences in the half that was not learned from. */
  private static double rmse(float[] told, float[] covers) {
    double squares = 0;
    int count = 0;
    for (int i = 0; i < told.length; i++) {
      if (i / COVERS.size() % SIZE >= LEARNED_SAMPLES) {
        squares += Math.pow(told[i] - covers[i], 2);
        count++;
      }
    }
    return Math.sqrt(squares / count);
  }

  /** Learned on the left half, told on the right half, all of it through the command line. */
  @Test
  @Tag("long")
  void networkOfPatchesTellsTheOtherHalfOfAScene() throws IOException {
    float[] scene = values(RealData.path("unmixing-samson/scene.hdr"), BANDS);
    float[] covers = values(RealData.path("unmixing-samson/abundances.hdr"), COVERS.size());
    double[] centres = new double[BANDS];
    Arrays.setAll(centres, band -> FIRST_NM + (LAST_NM - FIRST_NM) * band / (BANDS - 1));
    Wavelengths wavelengths = Wavelengths.ofNanometres(centres);
    Path database = folder.resolve("samson.h5");
    PatchDatabase.create(database, wavelengths);
    PatchDatabase.append(database, sink -> addLeftHalf(scene, covers, sink));
    Path cube = folder.resolve("scene.hdr");
    writeCube(cube, wavelengths, scene);
    JsonNode report =
        trained("model", "abundance", "cnn2d", "--patches", database, "--group", "specimen");
    JsonNode network = report.path("models").get(0);
    assertEquals("cnn2d", network.path("name").asText());
    Path maps = folder.resolve("maps");
    Shell said =
        Shell.run("predict", "--model", folder.resolve("model"), "--cube", cube, "--out", maps);
    assertEquals(0, said.code(), said.err());
    float[] third = new float[covers.length];
    Arrays.fill(third, 1f / COVERS.size());
    double rmse = rmse(values(maps.resolve("abundances.hdr"), COVERS.size()), covers);
    double folds = network.path("mean").path("rmse").asDouble();
    String numbers =
        "RMSE %.4f, of thirds %.4f, in the folds %.4f".formatted(rmse, rmse(third, covers), folds);
    assertTrue(rmse < 0.1 && rmse < 0.3 * rmse(third, covers) && folds < 0.1, numbers);
  }
}

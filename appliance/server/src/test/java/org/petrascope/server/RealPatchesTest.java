package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.Wavelengths;

/** Patch databases of measured spectra and scenes. */
class RealPatchesTest {
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

  private static Path data(String relative) {
    String stated = System.getenv("PETRASCOPE_DATA");
    Path data =
        stated == null
            ? Path.of("../../../shared/data").toAbsolutePath().normalize()
            : Path.of(stated);
    Path file = data.resolve(relative);
    assumeTrue(Files.exists(file), file + " is missing: set PETRASCOPE_DATA to the real data");
    return file;
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

  private JsonNode trained(Object... args) throws IOException {
    Shell said = Shell.run(args);
    assertEquals(0, said.code(), said.err());
    Object out = args[Arrays.asList(args).indexOf("--out") + 1];
    return Json.MAPPER.readTree(Path.of(String.valueOf(out)).resolve("report.json").toFile());
  }

  /** The same spectra from tables and from patches of one pixel are the same to every model. */
  @Test
  void spectraOfTestRocksAreLearnedAlikeFromTablesAndFromPatches() throws IOException {
    SpectraTable spectra =
        SpectraTable.read(data("hylogger/GSNSW_testrocks/HL4_testrocks_tsg_spectra.csv"));
    CsvTable told = CsvTable.read(data("hylogger/GSNSW_testrocks/HL4_testrocks_tsg_tsa.csv"));
    StringBuilder labels = new StringBuilder("id,group\n");
    Path database = folder.resolve("rocks.h5");
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
    Path table = Files.writeString(folder.resolve("labels.csv"), labels);
    List<Object> same =
        List.of("--task", "classify", "--models", "ridge", "--folds", 2, "--repeats", 1);
    List<Object> tables =
        new ArrayList<>(
            List.of(
                "train",
                "--spectra",
                data("hylogger/GSNSW_testrocks/HL4_testrocks_tsg_spectra.csv"),
                "--labels",
                table,
                "--target",
                "group",
                "--out",
                folder.resolve("t")));
    tables.addAll(same);
    List<Object> patches =
        new ArrayList<>(
            List.of(
                "train",
                "--patches",
                database,
                "--group",
                "specimen",
                "--out",
                folder.resolve("p")));
    patches.addAll(same);
    JsonNode ofTables = trained(tables.toArray());
    JsonNode ofPatches = trained(patches.toArray());
    assertEquals(ofTables.path("predictionsHash"), ofPatches.path("predictionsHash"));
    assertEquals(ofTables.path("models"), ofPatches.path("models"));
  }

  /** Patches of the left half of the scene with what they show on the average. */
  private void addLeftHalf(float[] scene, float[] covers, Consumer<Patch> sink) {
    int size = 95;
    int bands = scene.length / (size * size);
    for (int line = 0; line + SIDE <= size; line += STRIDE) {
      for (int sample = 0; sample + SIDE <= LEARNED_SAMPLES; sample += STRIDE) {
        float[] values = new float[SIDE * SIDE * bands];
        double[] parts = new double[COVERS.size()];
        for (int i = 0; i < SIDE * SIDE; i++) {
          int pixel = (line + i / SIDE) * size + sample + i % SIDE;
          System.arraycopy(scene, pixel * bands, values, i * bands, bands);
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

  /** Learned on the left half, told on the right half, all of it through the command line. */
  @Test
  @Tag("long")
  void networkOfPatchesTellsTheOtherHalfOfAScene() throws IOException {
    int size = 95;
    int bands = 156;
    float[] scene = values(data("unmixing-samson/scene.hdr"), bands);
    float[] covers = values(data("unmixing-samson/abundances.hdr"), COVERS.size());
    double[] centres = new double[bands];
    Arrays.setAll(centres, band -> FIRST_NM + (LAST_NM - FIRST_NM) * band / (bands - 1));
    Wavelengths wavelengths = Wavelengths.ofNanometres(centres);
    Path database = folder.resolve("samson.h5");
    PatchDatabase.create(database, wavelengths);
    PatchDatabase.append(database, sink -> addLeftHalf(scene, covers, sink));
    Path cube = folder.resolve("scene.hdr");
    EnviLayout layout =
        EnviLayout.of(new CubeShape(0, size, bands), Interleave.BIL, EnviType.FLOAT32);
    try (EnviWriter writer = EnviWriter.create(cube, EnviHeader.of(layout).with(wavelengths))) {
      writer.append(scene, size);
      writer.commit();
    }
    Path model = folder.resolve("model");
    JsonNode report =
        trained(
            "train",
            "--patches",
            database,
            "--task",
            "abundance",
            "--group",
            "specimen",
            "--models",
            "cnn2d",
            "--folds",
            2,
            "--repeats",
            1,
            "--out",
            model);
    Path maps = folder.resolve("maps");
    Shell said = Shell.run("predict", "--model", model, "--cube", cube, "--out", maps);
    assertEquals(0, said.code(), said.err());
    float[] told = values(maps.resolve("abundances.hdr"), COVERS.size());
    double squares = 0;
    double spread = 0;
    int count = 0;
    for (int i = 0; i < told.length; i++) {
      if (i / COVERS.size() % size >= LEARNED_SAMPLES) {
        squares += Math.pow(told[i] - covers[i], 2);
        spread += Math.pow(1.0 / COVERS.size() - covers[i], 2);
        count++;
      }
    }
    double rmse = Math.sqrt(squares / count);
    double constant = Math.sqrt(spread / count);
    String numbers = "RMSE %.4f, that of a constant %.4f".formatted(rmse, constant);
    assertTrue(rmse < 0.1 && rmse < 0.3 * constant, numbers);
    assertEquals("cnn2d", report.path("models").get(0).path("name").asText());
    assertTrue(report.path("models").get(0).path("mean").path("rmse").asDouble() < 0.1, numbers);
  }
}

package org.petrascope.laboratory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchFileTest {
  @TempDir Path folder;

  private static String refusal(Path file) {
    return assertThrows(LaboratoryException.class, () -> PatchDatabase.open(file).close())
        .getMessage();
  }

  @Test
  void everyTruncationAndEveryAlteredBitIsFound() throws IOException {
    List<Patch> patches = Samples.patches("scan-1", 9, 1);
    Path file = Samples.database(folder.resolve("a.h5"), patches);
    byte[] whole = Files.readAllBytes(file);
    Path damaged = folder.resolve("damaged.h5");
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = whole.clone();
      int at = random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(damaged, i % 4 == 0 ? Arrays.copyOf(whole, at) : bytes);
      assertTrue(refusal(damaged).contains(damaged.toString()), "byte " + at);
    }
  }

  @Test
  void truncationAndAlterationAreToldInOneSentence() throws IOException {
    Path file = Samples.database(folder.resolve("a.h5"), Samples.patches("scan-1", 9, 1));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length * 3 / 4));
    assertEquals(
        "%s does not end as a patch database does: it was truncated or written to by other software, or is another HDF5 file; take another copy"
            .formatted(file),
        refusal(file));
    whole[whole.length / 2] ^= 1;
    Files.write(file, whole);
    assertEquals(
        "patch database %s was altered since it was written: take another copy".formatted(file),
        refusal(file));
  }

  @Test
  void otherFilesAreToldApart() throws IOException {
    Path none = folder.resolve("none.h5");
    assertEquals("patch database %s does not exist: check its name".formatted(none), refusal(none));
    Path text = Files.writeString(folder.resolve("text.h5"), "id,depth\n1,2\n".repeat(200));
    assertEquals(
        "%s is no HDF5 file, or its beginning is damaged: take another copy".formatted(text),
        refusal(text));
    Path other = folder.resolve("other.h5");
    try (WritableHdfFile hdf = HdfFile.write(other)) {
      hdf.putAttribute("version", 2);
    }
    assertTrue(refusal(other).startsWith(other + " does not end as a patch database does"));
    PatchSeal.put(other);
    assertEquals(
        "patch database %s is of version 2, versions 1 to 1 are read: take the software that wrote it"
            .formatted(other),
        refusal(other));
  }

  private static String python(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + "\n" + output;
  }

  @Test
  void databaseIsReadByH5pyWithTheSameChecksums() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/python3"))
            && python("-c", "import h5py").startsWith("0\n"),
        "h5py is missing: install Debian's python3-h5py");
    List<Patch> patches = Samples.patches("scan-1", 25, 1);
    Path file = Samples.database(folder.resolve("a.h5"), patches);
    Path script = folder.resolve("patches.py");
    try (var in = PatchFileTest.class.getResourceAsStream("patches.py")) {
      Files.copy(in, script);
    }
    List<String> expected =
        new ArrayList<>(
            List.of(
                "0",
                "format petrascope-patches 1",
                "wavelengths 1000.0 1250.0 1500.0 1750.0 2000.0 2250.0 nm",
                "model SWIR \u00B5",
                "blocks match [True, True]",
                "file matches True"));
    for (int side : List.of(1, 3)) {
      List<Patch> ofSide = patches.stream().filter(patch -> patch.side() == side).toList();
      double sum = 0;
      for (Patch patch : ofSide) {
        for (float value : patch.values()) {
          sum += Float.isNaN(value) ? 0 : value;
        }
      }
      long assayed =
          ofSide.stream().filter(p -> p.about().truth() instanceof PatchTruth.Assayed).count();
      assertTrue(assayed > 0);
      expected.add(
          String.format(
              Locale.ROOT, "spectra (%d, %d, %d, 6) float32 %.7f", ofSide.size(), side, side, sum));
      expected.add("components ['Quartz', 'Kaolinite'] (%d, 2)".formatted(ofSide.size()));
    }
    assertEquals(String.join("\n", expected), python(script.toString(), file.toString()).strip());
  }
}

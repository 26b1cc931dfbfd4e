package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.Wavelengths;

class DurableFilesTest {
  private static final Wavelengths SENSOR = Wavelengths.ofNanometres(new double[] {1000, 1500});

  @TempDir Path folder;

  private List<String> filesThere() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void failedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("a.txt");
    DurableFiles.write(file, "old".getBytes(StandardCharsets.UTF_8));
    FormatException failure =
        assertThrows(
            FormatException.class,
            () ->
                DurableFiles.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("No space left on device");
                    }));
    assertEquals(
        "cannot write "
            + file
            + ": the disk is full; delete or export old scans, or choose another disk",
        failure.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a.txt"), filesThere());
  }

  @Test
  void namedContentReplacesTheFileOrLeavesTheOldOne() throws IOException {
    Path file = folder.resolve("a.bin");
    DurableFiles.writeNamed(file, temporary -> Files.writeString(temporary, "new"));
    assertEquals("new", Files.readString(file));
    assertThrows(
        FormatException.class,
        () ->
            DurableFiles.writeNamed(
                file,
                temporary -> {
                  Files.writeString(temporary, "half");
                  throw new IOException("No space left on device");
                }));
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("a.bin"), filesThere());
  }

  @Test
  void missingFolderIsTold() {
    Path file = folder.resolve("none/a.txt");
    assertEquals(
        "cannot write " + file + ": it does not exist; make its folder first",
        assertThrows(FormatException.class, () -> DurableFiles.write(file, new byte[0]))
            .getMessage());
  }

  @Test
  void sha256IsThatOfTheStandard() {
    Path file = folder.resolve("abc");
    DurableFiles.write(file, "abc".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        DurableFiles.sha256(file));
  }

  @Test
  void whatDoesNotFitTheDiskIsRefusedBeforeItBegins() {
    FormatException refusal =
        assertThrows(
            FormatException.class,
            () -> DiskSpace.require("the scan", 1L << 60, folder.resolve("not/yet/there")));
    assertTrue(
        refusal.getMessage().startsWith("the scan needs 1152921504.6 GB, "), refusal.getMessage());
    DiskSpace.require("the scan", 1, folder);
  }

  @Test
  void fullDiskInTheMiddleOfACubeLeavesNothing() throws Exception {
    Path small = folder.resolve("small");
    Files.createDirectories(small);
    assumeTrue(
        mounted("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString()),
        "no small disk: mounting a tmpfs needs root");
    try {
      EnviHeader header =
          EnviHeader.of(EnviLayout.of(new CubeShape(0, 1000, 2), Interleave.BIP, EnviType.FLOAT32));
      FormatException failure =
          assertThrows(
              FormatException.class,
              () -> {
                try (EnviWriter writer = EnviWriter.create(small.resolve("x.hdr"), header)) {
                  for (int line = 0; line < 100; line++) {
                    writer.append(new float[2000], 1);
                  }
                  writer.commit();
                }
              });
      assertTrue(failure.getMessage().contains("the disk is full"), failure.getMessage());
      try (var files = Files.list(small)) {
        assertEquals(0, files.count());
      }
    } finally {
      mounted("umount", small.toString());
    }
  }

  private static boolean mounted(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  @Test
  void specimFolderIsWrittenAndFoundAgain() throws IOException {
    SpecimFolder written = SpecimFolder.create(folder.resolve("scan 7"), "BH-1_box 7");
    for (Path header :
        List.of(
            written.header(),
            written.header(Reference.Kind.DARK),
            written.header(Reference.Kind.WHITE))) {
      try (RawWriter writer =
          RawWriter.create(
              header, new CubeShape(1, 1, 2), SENSOR, AcquisitionConditions.UNSTATED)) {
        writer.append(new short[] {3, 4}, 0);
        writer.finish(new BitSet());
      }
    }
    DurableFiles.write(written.log(), new byte[0]);
    written.writeMetadata(Map.of("hole", "BH-1 <deep> & dark"));
    written.writeManifest();

    SpecimFolder found = SpecimFolder.open(folder.resolve("scan 7"));
    assertEquals(written, found);
    assertEquals(4, found.reference(Reference.Kind.WHITE).orElseThrow().meanDn(0, 1));
    String manifest = Files.readString(folder.resolve("scan 7/manifest.xml"));
    assertTrue(
        manifest.contains(
            "<file extension=\"raw\" type=\"capture\">capture/DARKREF_BH-1_box 7.raw</file>"),
        manifest);
    assertTrue(manifest.contains("metadata/BH-1_box 7.xml"), manifest);
    assertTrue(
        Files.readString(folder.resolve("scan 7/metadata/BH-1_box 7.xml"))
            .contains("BH-1 &lt;deep&gt; &amp; dark"));
  }

  @Test
  void folderThatIsNoRecordingIsTold() {
    assertEquals(
        folder
            + " is not a Specim recording: it has no folder \"capture\"; name the folder above it",
        assertThrows(FormatException.class, () -> SpecimFolder.open(folder)).getMessage());
  }
}

package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The flavour for graphics processors in place of the one without and back, on a box that has none.
 * NVIDIA's packages are empty ones of the same names: what is in them is used with a processor
 * only.
 */
@Tag("long")
class FlavourSwapTest {
  private static final String STAND_IN =
      """
      set -e
      for package in libcuda1=535.247.01-1~deb12u1 cuda-libraries-12-5=12.5.1-1 libcudnn9-cuda-12=9.3.0.75-1; do
        folder=/root/stand-in/${package%%=*}
        mkdir -p $folder/DEBIAN
        printf 'Package: %s\\nVersion: %s\\nArchitecture: amd64\\nMaintainer: Nobody <nobody@petrascope.invalid>\\nDescription: stand-in\\n' \
          ${package%%=*} ${package#*=} >$folder/DEBIAN/control
        dpkg-deb --build $folder >/dev/null
        dpkg -i $folder.deb
      done
      """;

  private static final String INSTALL = "apt-get install --yes --no-install-recommends ";

  private static final String TRAIN =
      "petrascope train --spectra /root/rocks.csv --target kaolinite --task abundance --group"
          + " specimen --models cnn1d --folds 3 --repeats 1 --out ";

  @TempDir Path folder;

  private static Path gpu() throws IOException {
    Path target = Appliance.checkout().resolve("provisioning/deb/target");
    try (Stream<Path> files = Files.exists(target) ? Files.list(target) : Stream.empty()) {
      List<Path> packages =
          files.filter(f -> f.getFileName().toString().matches("petrascope-gpu_.*\\.deb")).toList();
      assumeTrue(packages.size() == 1, "none was built: run provisioning/package --flavour gpu");
      return packages.getFirst();
    }
  }

  @Test
  void eitherFlavourTakesTheOthersPlaceAndKeepsEverything() throws Exception {
    Path built = gpu();
    try (InstalledBox box = InstalledBox.fresh(folder)) {
      Files.copy(built, box.debian().file("/root/petrascope-gpu.deb"));
      Files.writeString(box.debian().file("/root/rocks.csv"), rocks());
      box.provision("");
      box.startCamera();
      box.scan();
      String kept = kept(box);

      HostCommand.Ended refused = box.debian().sh(INSTALL + "/root/petrascope-gpu.deb");
      assertNotEquals(0, refused.exit());
      assertTrue(refused.said().contains("Depends: cuda-libraries-12-5"), refused.said());
      box.ask(STAND_IN);
      swap(box, "petrascope-gpu", "petrascope");
      assertEquals(kept, kept(box));
      String doctor = box.debian().sh("petrascope doctor").said();
      assertTrue(doctor.contains("there is no graphics processor (/dev/nvidia0)"), doctor);
      box.ask(TRAIN + "/root/with-gpu-natives");
      box.scan();

      swap(box, "petrascope", "petrascope-gpu");
      assertTrue(kept(box).startsWith(kept.lines().findFirst().orElseThrow()), "another identity");
      assertEquals(2, box.scans());
      doctor = box.debian().sh("petrascope doctor").said();
      assertFalse(doctor.contains("graphics processor"), doctor);
    }
  }

  /** Who the box is, what it was told and what it scanned. */
  private static String kept(InstalledBox box) throws Exception {
    return box.ask(
            "cd / && sha256sum var/lib/petrascope/identity/box.pub etc/petrascope/petrascope.yaml")
        + "\n"
        + box.raw();
  }

  /** What comes is named, what conflicts with it goes. */
  private static void swap(InstalledBox box, String comes, String goes) throws Exception {
    box.ask(INSTALL + "/root/%s.deb".formatted(comes));
    assertEquals("ii", status(box, comes));
    assertNotEquals("ii", status(box, goes));
    box.untilItServes(box.installed());
    assertEquals(
        comes.endsWith("gpu"),
        box.ask("ls /opt/petrascope/current/lib").contains("linux-x86_64-gpu"));
  }

  private static String status(InstalledBox box, String name) throws Exception {
    return box.debian()
        .sh("dpkg-query --show --showformat='${db:Status-Abbrev}' " + name)
        .said()
        .strip();
  }

  /** Twenty specimens of two spectra each, in which kaolinite absorbs at 2205 nm. */
  private static String rocks() {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder table = new StringBuilder("specimen,kaolinite");
    for (int nm = 1300; nm <= 2500; nm += 20) {
      table.append(',').append(nm);
    }
    for (int row = 0; row < 40; row++) {
      int specimen = row / 2;
      double kaolinite = specimen / 20.0;
      table.append("\ns%d,%.3f".formatted(specimen, kaolinite));
      for (int nm = 1300; nm <= 2500; nm += 20) {
        double band = Math.exp(-Math.pow((nm - 2205) / 25.0, 2) / 2);
        table.append(
            ",%.4f".formatted(0.6 - 0.3 * kaolinite * band + 0.002 * random.nextGaussian()));
      }
    }
    return table.append('\n').toString();
  }
}

package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The flavour for graphics processors in place of the one without and back, on a box that has none.
 * NVIDIA's packages are empty ones of the same names: what is in them is used with a processor only.
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
    Path package_ = gpu();
    try (InstalledBox box = InstalledBox.fresh(folder)) {
      Files.copy(package_, box.debian().file("/root/gpu.deb"));
      box.provision("");
      box.startCamera();
      box.scan();
      String kept =
          box.ask("sha256sum /etc/petrascope/petrascope.yaml /var/lib/petrascope/identity/box.pub");
      String raw = box.raw();

      HostCommand.Ended refused = box.debian().sh("dpkg -i /root/gpu.deb");
      assertNotEquals(0, refused.exit());
      assertTrue(refused.said().contains("depends on cuda-libraries-12-5"), refused.said());
      box.ask(STAND_IN);
      swap(box, "gpu", "petrascope-gpu", "petrascope");
      assertTrue(
          box.ask("ls /opt/petrascope/current/lib").contains("linux-x86_64-gpu"), "no natives");
      String journal = box.ask("journalctl --no-pager -u petrascope.service");
      assertTrue(journal.contains("no graphics processor"), journal);
      box.startCamera();
      box.scan();
      assertEquals(2, box.scans());

      swap(box, "petrascope", "petrascope", "petrascope-gpu");
      assertEquals(2, box.scans());
      assertTrue(box.raw().startsWith(raw.lines().findFirst().orElseThrow().substring(0, 8)) || box.raw().contains(raw.lines().findFirst().orElseThrow()));
      assertEquals(
          kept,
          box.ask("sha256sum /etc/petrascope/petrascope.yaml /var/lib/petrascope/identity/box.pub"));
    }
  }

  private static void swap(InstalledBox box, String deb, String comes, String goes)
      throws Exception {
    box.ask("dpkg -i --auto-deconfigure --force-conflicts /root/" + deb + ".deb");
    assertEquals("ii", box.ask("dpkg-query -W -f '${db:Status-Abbrev}' " + comes).strip());
    assertTrue(!box.debian().sh("dpkg-query -W -f '${db:Status-Abbrev}' " + goes).said().startsWith("i"));
    box.untilItServes(box.installed());
  }
}

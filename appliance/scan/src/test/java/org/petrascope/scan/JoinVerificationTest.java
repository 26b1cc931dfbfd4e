package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.DurableFiles;
import org.petrascope.spectral.RealData;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.Store;

/** Cubes joined of two scans that prove themselves, and what is said of those that cannot. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class JoinVerificationTest {
  private static final PixelChoice ALL = new PixelChoice.All();
  private static final PixelChoice SOME = new PixelChoice.Sampled(20, 7);
  private static final int PIXELS = JoinedScans.LINES * JoinedScans.SAMPLES;

  @TempDir private static Path box;
  private static JoinedScans scans = new JoinedScans("", "");
  private static String cube = "";

  @TempDir private Path folder;
  private Store store;

  @BeforeAll
  static void scanAndJoin() throws Exception {
    PictureCamera.Picture rock = JoinedScans.rock();
    // Darker and with contrast turned over, as minerals are in other bands.
    scans = JoinedScans.of(box, rock, (line, sample) -> 1 - 0.8 * rock.at(line, sample));
    try (Store made = Store.open(box, Clock.systemUTC())) {
      cube = JoinedScans.join(made, scans.shorter(), scans.longer(), false);
    }
  }

  @BeforeEach
  void copy() throws IOException {
    JoinedScans.copy(box, folder);
    store = Store.open(folder, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private JoinFiles files() {
    return JoinFiles.of(store, cube);
  }

  private ScanFiles source(String scan) {
    return new ScanFiles(store.folder(JoinedScans.record(store, scan)), scan);
  }

  private ScanVerification.Verdict verify(String name, PixelChoice choice) {
    return new JoinVerification(store).of(name, choice);
  }

  private String broken(PixelChoice choice) {
    return Verdicts.broken(verify(cube, choice));
  }

  private static void sign(Path manifest, Path signature, BoxIdentity by) throws IOException {
    JsonFile.write(signature, ManifestSignature.by(by, Files.readAllBytes(manifest)));
  }

  private static void replace(Path file, String what, String by) throws IOException {
    String before = Files.readString(file);
    assertTrue(before.contains(what), before);
    Files.writeString(file, before.replace(what, by));
  }

  @Test
  void everyPixelIsMadeAgainBitForBitFromBothScans() {
    ScanVerification.Verdict verdict = verify(cube, ALL);
    assertEquals("", Verdicts.broken(verdict));
    assertEquals(
        List.of("signature", "file", "source", "source", "registration", "pixels"),
        verdict.evidence().stream().map(Evidence::of).toList());
    String pixels = verdict.evidence().getLast().sentence();
    assertTrue(pixels.startsWith(PIXELS + " pixels (all) made again"), pixels);
    assertEquals("", broken(SOME));
    assertEquals("", broken(new PixelChoice.One(120, 90)));
    assertThrows(ScanException.class, () -> broken(new PixelChoice.One(0, JoinedScans.SAMPLES)));
  }

  @Test
  void cubeOnTheOtherGridWithAGainIsMadeAgainToo() {
    String other = JoinedScans.join(store, scans.longer(), scans.shorter(), true);
    assertTrue(JoinManifest.read(JoinFiles.of(store, other)).made().gain() != 1);
    assertEquals("", Verdicts.broken(verify(other, ALL)));
  }

  @Test
  void manifestStatesScansRegistrationAndFiles() throws IOException {
    JoinManifest stated = JoinManifest.read(files());
    assertEquals(cube, stated.join());
    assertEquals(store.identity().fingerprint(), stated.box());
    assertEquals("test", stated.execution().software());
    assertEquals(
        DurableFiles.sha256(source(scans.longer()).manifest()), stated.with().manifestSha256());
    assertEquals(5.3, stated.made().registration().transform().inverse().line(0, 0), 0.2);
    assertEquals(
        List.of(cube + ".hdr", cube + ".img"),
        stated.files().stream().map(file -> file.path()).toList());
    assertEquals(DurableFiles.sha256(files().data()), stated.files().getLast().sha256());
  }

  @Test
  void changedPixelIsNamedWithWhatItShouldBe() throws IOException {
    int bands = Math.toIntExact(Files.size(files().data()) / PIXELS / Float.BYTES);
    Verdicts.flip(files().data(), ((7L * JoinedScans.SAMPLES + 20) * bands + 3) * Float.BYTES);
    String broken = broken(ALL);
    assertTrue(broken.contains("file: file %s.img was changed".formatted(cube)), broken);
    assertTrue(
        broken.contains("pixels: 1 of %d pixels (all)".formatted(PIXELS))
            && broken.contains("line 7, sample 20: the cube holds "),
        broken);
  }

  @Test
  void changedManifestDoesNotFitItsSignature() throws IOException {
    replace(files().manifest(), "\"gain\" : 1.0", "\"gain\" : 1.01");
    String broken = broken(SOME);
    assertTrue(
        broken.contains(
            "signature: %1$s.signature.json does not fit %1$s.manifest.json".formatted(cube)),
        broken);
    assertTrue(broken.contains("pixels: "), broken);
    Files.delete(files().manifest());
    assertTrue(broken(SOME).contains("signature: cube %s has no ".formatted(cube)), broken(SOME));
    Files.delete(files().signature());
    assertTrue(broken(SOME).contains("it was made before boxes signed"), broken(SOME));
  }

  @Test
  void cubeSignedByAnotherBoxIsNotThisBoxs(@TempDir Path elsewhere) throws IOException {
    try (Store other = Store.open(elsewhere, Clock.systemUTC())) {
      sign(files().manifest(), files().signature(), other.identity());
      String broken = broken(SOME);
      assertEquals(1, broken.lines().count(), broken);
      assertTrue(broken.contains("is signed by box " + other.identity().fingerprint()), broken);
    }
  }

  @Test
  void scanThatWasReplacedIsNamed() throws IOException {
    ScanFiles scan = source(scans.longer());
    replace(scan.manifest(), "\"snrMin\" : ", "\"snrMin\" : 1");
    sign(scan.manifest(), scan.signature(), store.identity());
    String broken = broken(SOME);
    assertEquals(1, broken.lines().count(), broken);
    assertTrue(
        broken.startsWith("source: scan %s was replaced: ".formatted(scans.longer())), broken);
  }

  @Test
  void scanSignedByAnotherBoxIsNoSource(@TempDir Path elsewhere) throws IOException {
    ScanFiles scan = source(scans.shorter());
    try (Store other = Store.open(elsewhere, Clock.systemUTC())) {
      sign(scan.manifest(), scan.signature(), other.identity());
    }
    String broken = broken(SOME);
    assertEquals(1, broken.lines().count(), broken);
    assertTrue(
        broken.startsWith(
            "source: scan %s: manifest.json is signed by box ".formatted(scans.shorter())),
        broken);
  }

  @Test
  void scanThatIsGoneIsNamedAndMakesNoPixels() {
    ScanFiles.remove(source(scans.shorter()).folder());
    String broken = broken(SOME);
    assertEquals(1, broken.lines().count(), broken);
    assertTrue(
        broken.startsWith(
            "source: scan %s, which the cube was joined of, is not here"
                .formatted(scans.shorter())),
        broken);
    assertEquals("source", verify(cube, SOME).evidence().getLast().of());
  }

  @Test
  void rawThatIsGoneIsNamedAndMakesNoPixels() throws IOException {
    ScanFiles scan = source(scans.longer());
    Files.delete(scan.raw().resolveSibling(scan.name() + ".raw"));
    String broken = broken(SOME);
    assertTrue(broken.contains("source: scan %s: raw capture/".formatted(scans.longer())), broken);
    assertTrue(broken.contains("pixels: the pixels cannot be made again: "), broken);
  }

  @Test
  void changedBitsOfRawAreNamedAndPixelsDiffer() throws IOException {
    for (String id : List.of(scans.shorter(), scans.longer())) {
      ScanFiles scan = source(id);
      Path raw = scan.raw().resolveSibling(scan.name() + ".raw");
      // The high bytes of a sample of line 100, in the first and the last band.
      for (int band : new int[] {0, PictureCamera.BANDS - 1}) {
        Verdicts.flip(
            raw, 2L * ((100L * PictureCamera.BANDS + band) * JoinedScans.SAMPLES + 90) + 1);
      }
      String broken = broken(ALL);
      assertTrue(
          broken.contains("source: scan %s: raw capture/%s.raw was changed".formatted(id, id)),
          broken);
      assertTrue(broken.contains("pixels: "), broken);
    }
  }

  @Test
  void anotherRegistrationThanBothScansGiveIsNamed() throws IOException {
    JoinManifest stated = JoinManifest.read(files());
    double line0 = stated.made().registration().transform().line0();
    replace(files().manifest(), "\"line0\" : " + line0, "\"line0\" : " + (line0 + 0.25));
    sign(files().manifest(), files().signature(), store.identity());
    String broken = broken(ALL);
    assertTrue(
        broken.startsWith(
            "registration: found again from both scans, the grid lies up to 0.2500 pixels"),
        broken);
    assertTrue(broken.contains("pixels: "), broken);
  }

  @Test
  void photographThatTwoCamerasSawInOtherColoursIsProven(@TempDir Path root) throws Exception {
    Path file = RealData.path("thin-section/paralelos/3a_paralelos.jpg");
    JoinedScans seen =
        JoinedScans.of(root, JoinedScans.photograph(file, 8), JoinedScans.photograph(file, 16));
    try (Store data = Store.open(root, Clock.systemUTC())) {
      String joined = JoinedScans.join(data, seen.shorter(), seen.longer(), true);
      ScanVerification.Verdict verdict = new JoinVerification(data).of(joined, ALL);
      assertEquals("", Verdicts.broken(verdict));
      assertTrue(
          verdict.evidence().getLast().sentence().startsWith(PIXELS + " pixels (all)"),
          verdict.evidence().getLast().sentence());
    }
  }
}

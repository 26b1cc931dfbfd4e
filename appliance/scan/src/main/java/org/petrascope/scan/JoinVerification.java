package org.petrascope.scan;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.petrascope.formats.CubeJoin;
import org.petrascope.formats.DurableFiles;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.FormatException;
import org.petrascope.formats.JoinedCube;
import org.petrascope.spectral.ScanId;
import org.petrascope.spectral.SpectralException;
import org.petrascope.spectral.Wavelengths;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;

/**
 * Proves a joined cube: whether its manifest is signed by this box, its files and both scans are
 * those that the manifest states, and its pixels are what the raw lines and references of both
 * scans give by the registration, the seam and the gain that it states, bit for bit. When every
 * pixel is asked for, registration, seam and gain are found again too. Writes nothing. May be used
 * by any thread; those that come meanwhile wait.
 */
public final class JoinVerification {
  private static final String SOURCE = "source";
  private static final String REGISTRATION = "registration";

  private final Store store;

  public JoinVerification(Store store) {
    this.store = store;
  }

  /** Whether there is a cube of this name. */
  public boolean knows(String name) {
    JoinFiles files = JoinFiles.of(store, name);
    return Files.exists(files.header()) || Files.exists(files.manifest());
  }

  /** Looks at everything, also when something was found already. */
  public synchronized ScanVerification.Verdict of(String name, PixelChoice choice) {
    JoinFiles files = JoinFiles.of(store, name);
    FileEvidence here = new FileEvidence(files.signed());
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(here.signature(store.identity()));
    JoinManifest stated;
    try {
      stated = JoinManifest.read(files);
    } catch (ScanException | IllegalArgumentException e) {
      evidence.add(Evidence.bad("file", String.valueOf(e.getMessage())));
      return new ScanVerification.Verdict(evidence);
    }
    evidence.addAll(here.files(stated.files(), files.checksums()));
    Optional<ScanFiles> scan = source(stated.scan(), evidence);
    Optional<ScanFiles> with = source(stated.with(), evidence);
    if (scan.isPresent() && with.isPresent()) {
      try (CalibratedScan first = CalibratedScan.open(scan.get(), stated.scan().recipe());
          CalibratedScan second = CalibratedScan.open(with.get(), stated.with().recipe())) {
        evidence.addAll(made(files, stated, pair(stated, first, second), choice));
      } catch (FormatException | SpectralException e) {
        evidence.add(PixelEvidence.impossible(e));
      }
    }
    return new ScanVerification.Verdict(evidence);
  }

  /** A scan that the cube was joined of, and what is found of it; empty where it is not here. */
  private Optional<ScanFiles> source(JoinManifest.Origin origin, List<Evidence> evidence) {
    Optional<ScanRecord> scan = store.scans().find(new ScanId(origin.scan()));
    Optional<ScanFiles> files = scan.map(known -> ScanFiles.of(store.folder(known), known));
    if (files.isEmpty() || Files.notExists(files.get().manifest())) {
      evidence.add(
          Evidence.bad(
              SOURCE,
              "scan %s, which the cube was joined of, is not here: restore the scan from its copy"
                  .formatted(origin.scan())));
      return Optional.empty();
    }
    List<Evidence> broken = broken(origin, files.get());
    evidence.addAll(broken);
    if (broken.isEmpty()) {
      evidence.add(
          Evidence.good(
              SOURCE,
              "scan %s is the one that was joined, as this box signed it"
                  .formatted(origin.scan())));
    }
    return files;
  }

  private List<Evidence> broken(JoinManifest.Origin origin, ScanFiles files) {
    List<Evidence> found = new ArrayList<>();
    String sum = DurableFiles.sha256(files.manifest());
    if (!sum.equals(origin.manifestSha256())) {
      found.add(
          Evidence.bad(
              SOURCE,
              "scan %s was replaced: its manifest.json has the SHA-256 %s, the cube was joined of %s; join the scans again"
                  .formatted(origin.scan(), sum, origin.manifestSha256())));
    }
    FileEvidence there = new FileEvidence(files.signed());
    List<Evidence> whole = new ArrayList<>(List.of(there.signature(store.identity())));
    try {
      whole.addAll(there.files(ScanManifest.read(files).files(), files.checksums()));
    } catch (ScanException | IllegalArgumentException e) {
      whole.add(Evidence.bad(SOURCE, String.valueOf(e.getMessage())));
    }
    whole.stream()
        .filter(one -> !one.holds())
        .map(one -> Evidence.bad(SOURCE, "scan %s: %s".formatted(origin.scan(), one.sentence())))
        .forEach(found::add);
    return found;
  }

  private static CubeJoin.Pair pair(
      JoinManifest stated, CalibratedScan first, CalibratedScan second) {
    return new CubeJoin.Pair(
        ScanJoin.source(stated.scan(), first),
        ScanJoin.source(stated.with(), second),
        stated.made().seamAskedNm(),
        stated.made().matched());
  }

  private static List<Evidence> made(
      JoinFiles files, JoinManifest stated, CubeJoin.Pair pair, PixelChoice choice) {
    List<Evidence> found = new ArrayList<>();
    if (choice instanceof PixelChoice.All) {
      found.add(registration(stated, pair));
    }
    JoinedCube joined = new JoinedCube(pair.reference(), pair.other(), stated.made().plan());
    try (EnviReader stored = EnviReader.open(files.header())) {
      if (!stored.shape().equals(joined.shape())) {
        throw new FormatException(
            "%s has %s, both scans give %s: join the scans again"
                .formatted(files.header(), stored.shape(), joined.shape()));
      }
      found.add(
          PixelEvidence.of(
              new PixelEvidence.Again(
                  joined.shape(),
                  "the raw lines and references of both scans",
                  (first, lines) -> pixels(stored, joined, first, lines)),
              choice));
    }
    return found;
  }

  /** Not a number is one value, whatever its bits. */
  private static PixelEvidence.Pixels pixels(
      EnviReader stored, JoinedCube joined, int first, int lines) {
    float[] again = joined.lines(first, lines);
    float[] kept = new float[again.length];
    stored.values(first, lines, kept);
    int bands = joined.shape().bands();
    int samples = joined.shape().samples();
    Wavelengths wavelengths = joined.wavelengths();
    return (line, sample) -> {
      int from = (line * samples + sample) * bands;
      for (int band = 0; band < bands; band++) {
        float one = kept[from + band];
        float other = again[from + band];
        if (Float.floatToIntBits(one) != Float.floatToIntBits(other)) {
          return Optional.of(
              "the cube holds %s at %.1f nm, made again it is %s"
                  .formatted(one, wavelengths.centreNm(band), other));
        }
      }
      return Optional.empty();
    };
  }

  private static Evidence registration(JoinManifest stated, CubeJoin.Pair pair) {
    CubeJoin.Outcome again;
    try {
      again = CubeJoin.find(pair);
    } catch (SpectralException e) {
      return Evidence.bad(REGISTRATION, "it cannot be found again: " + e.getMessage());
    }
    if (again.plan().equals(stated.made().plan())) {
      return Evidence.good(
          REGISTRATION,
          "registration, seam and gain found again from both scans are the stated ones bit for bit");
    }
    double apart =
        again
            .plan()
            .transform()
            .farthest(
                stated.made().plan().transform(), again.shape().lines(), again.shape().samples());
    return Evidence.bad(
        REGISTRATION,
        "found again from both scans, the grid lies up to %.4f pixels beside the stated one, the seam at %.2f nm for %.2f and the gain is %.6f for %.6f; the cube was made by %s: join the scans again"
            .formatted(
                apart,
                again.seamNm(),
                stated.made().seamNm(),
                again.gain(),
                stated.made().gain(),
                stated.execution().software()));
  }
}

package org.petrascope.scan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.petrascope.formats.CubeJoin;
import org.petrascope.formats.JoinPlan;
import org.petrascope.spectral.Execution;
import org.petrascope.spectral.GridMatch;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.StoredFile;

/**
 * What a joined cube consists of and how it was made, {@code NAME.manifest.json}, with the box's
 * signature over its bytes in {@code NAME.signature.json}.
 *
 * @param join name of the cube
 * @param box fingerprint of the box
 * @param at moment in ISO 8601
 * @param scan whose grid the cube has
 * @param with the scan that was laid over it
 * @param methods what was done, in words
 */
record JoinManifest(
    String format,
    String join,
    String box,
    String at,
    Execution execution,
    Origin scan,
    Origin with,
    Made made,
    List<String> methods,
    List<StoredFile> files) {
  private static final String FORMAT = "petrascope join manifest 1";

  private static final List<String> METHODS =
      List.of(
          "raw lines to reflectance: panel x (DN - dark) / (white - dark)",
          "registration: affine, weighted least squares over tiles compared by shared information",
          "resampling: bilinear",
          "spectra: the shorter wavelengths below the seam, the longer ones from it on");

  JoinManifest {
    Objects.requireNonNull(execution);
    Objects.requireNonNull(scan);
    Objects.requireNonNull(with);
    Objects.requireNonNull(made);
    methods = List.copyOf(methods);
    files = List.copyOf(files);
  }

  /**
   * A scan that a cube was joined of.
   *
   * @param manifestSha256 of the scan's manifest, which states the SHA-256 of every file
   * @param recipe what its raw lines were calibrated with besides its files; no model
   */
  record Origin(String scan, String manifestSha256, String darkId, String whiteId, Recipe recipe) {
    Origin {
      Objects.requireNonNull(scan);
      Objects.requireNonNull(recipe);
    }
  }

  /**
   * How the two were joined.
   *
   * @param seamAsked whether somebody named the seam
   * @param matched whether a gain was wanted
   * @param seamStep longer / shorter - 1 at the seam, before any gain
   */
  record Made(
      boolean seamAsked,
      boolean matched,
      GridMatch registration,
      double seamNm,
      double seamStep,
      double gain) {
    Made {
      Objects.requireNonNull(registration);
    }

    static Made of(ScanJoin.Order order, CubeJoin.Outcome outcome) {
      return new Made(
          order.seamNm().isPresent(),
          order.matched(),
          outcome.grid(),
          outcome.seamNm(),
          outcome.step().relative(),
          outcome.gain());
    }

    JoinPlan plan() {
      return new JoinPlan(registration.transform(), seamNm, gain);
    }

    /** The seam as it was asked for. */
    OptionalDouble seamAskedNm() {
      return seamAsked ? OptionalDouble.of(seamNm) : OptionalDouble.empty();
    }
  }

  /** Of a cube that is not signed yet. */
  static JoinManifest of(Origin scan, Origin with, Made made, Execution execution) {
    return new JoinManifest(FORMAT, "", "", "", execution, scan, with, made, METHODS, List.of());
  }

  /** Writes this, with what is known of a cube that is there, and the signature over it. */
  void write(JoinFiles joined, BoxIdentity owner, Instant moment) {
    JoinManifest whole =
        new JoinManifest(
            format,
            joined.name(),
            owner.fingerprint(),
            moment.toString(),
            execution,
            scan,
            with,
            made,
            methods,
            joined.checksums());
    JsonFile.write(joined.manifest(), whole);
    JsonFile.write(
        joined.signature(), ManifestSignature.by(owner, ScanManifest.bytes(joined.manifest())));
  }

  static JoinManifest read(JoinFiles files) {
    JsonNode tree = JsonFile.read(files.manifest(), JsonNode.class);
    ScanManifest.requireFormat(files.manifest(), tree, FORMAT);
    return JsonFile.part(tree, JoinManifest.class);
  }
}

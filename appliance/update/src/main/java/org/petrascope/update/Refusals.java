package org.petrascope.update;

import dev.sigstore.tuf.FileNotFoundException;
import dev.sigstore.tuf.InvalidHashesException;
import dev.sigstore.tuf.RoleExpiredException;
import dev.sigstore.tuf.RollbackVersionException;
import dev.sigstore.tuf.SignatureVerificationException;
import dev.sigstore.tuf.SnapshotTargetMissingException;
import dev.sigstore.tuf.SnapshotTargetVersionException;
import dev.sigstore.tuf.SnapshotVersionMismatchException;
import dev.sigstore.tuf.TargetMetadataMissingException;
import dev.sigstore.tuf.TufException;
import java.time.Instant;

/** Why metadata of releases are refused, in a sentence of ours. */
final class Refusals {
  private Refusals() {}

  static UpdateException of(TufException refusal, ReleaseSource source) {
    String why =
        switch (refusal) {
          case SignatureVerificationException e ->
              "they are not signed by whom this box trusts (%d of %d signatures are good)"
                  .formatted(e.getVerifiedSignatures(), e.getRequiredSignatures());
          case RollbackVersionException e ->
              "they are older than what this box has seen (version %d, seen was %d)"
                  .formatted(e.getFoundVersion(), e.getCurrentVersion());
          case SnapshotTargetVersionException e ->
              "they list older files than this box has seen (%s)".formatted(e.getMessage());
          case SnapshotTargetMissingException e ->
              "they lack a file that this box has seen (%s)".formatted(e.getMessage());
          case SnapshotVersionMismatchException e ->
              "files of different times are mixed (%s)".formatted(e.getMessage());
          case InvalidHashesException e ->
              "a file is not the one that was signed (%s)".formatted(e.getMessage());
          case RoleExpiredException e -> "they have expired at " + e.getRoleExpirationTime();
          case TargetMetadataMissingException e ->
              "they do not list a file that is needed (%s)".formatted(e.getMessage());
          case FileNotFoundException e -> "a file is missing (%s)".formatted(e.getMessage());
          default -> String.valueOf(refusal.getMessage());
        };
    return new UpdateException(
        "the releases at %s are refused: %s; use another source, or ask the fleet manager"
            .formatted(source.name(), why.strip().replaceAll("\\s+", " ")),
        refusal);
  }

  static UpdateException expired(ReleaseSource source, String file, Instant expired, Instant now) {
    return new UpdateException(
        "the releases at %s are refused: their %s has expired at %s and the clock says %s; use a newer copy, or set the clock"
            .formatted(source.name(), file, expired, now));
  }
}

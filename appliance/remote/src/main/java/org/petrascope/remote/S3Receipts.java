package org.petrascope.remote;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Finds out whether the server holds what was sent. For the thread of its store. */
final class S3Receipts {
  private static final int NOT_FOUND = 404;

  private final S3Client s3;
  private final RemoteAddress.Bucket bucket;

  /** Keys under which the server held other bytes: these are put again without a condition. */
  private final Set<String> damaged = new HashSet<>();

  S3Receipts(S3Client s3, RemoteAddress.Bucket bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  boolean isDamaged(String key) {
    return damaged.contains(key);
  }

  /** What lies under the key may be put anew without a condition. */
  void replaceable(String key) {
    damaged.add(key);
  }

  /** What the server says; empty where it holds nothing. */
  Optional<Receipt> ask(String key) {
    return head(key)
        .map(
            head ->
                new Receipt(
                    Objects.requireNonNullElse(head.contentLength(), -1L),
                    plain(head.eTag()),
                    Objects.requireNonNullElse(head.checksumCRC32C(), ""),
                    Receipt.Proof.NONE));
  }

  /** When the server took it in, by its own clock. */
  Optional<Instant> storedAt(String key) {
    return head(key).map(HeadObjectResponse::lastModified);
  }

  private Optional<HeadObjectResponse> head(String key) {
    try {
      return Optional.of(
          s3.headObject(r -> r.bucket(bucket.name()).key(key).checksumMode(ChecksumMode.ENABLED)));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND && !S3Failures.isMissingBucket(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** An ETag without its quotation marks. */
  static String plain(String eTag) {
    return Objects.requireNonNullElse(eTag, "").replace("\"", "");
  }

  /**
   * Compares what the server holds with what was sent: by its CRC32C, else by an ETag that is the
   * MD5 sum, else by fetching it.
   */
  Outcome prove(String key, Content content, Sums.OfPart sums, boolean already) throws IOException {
    Optional<Receipt> asked = ask(key);
    if (asked.isEmpty()) {
      return Outcome.Deferred.because(
          "%s is not there though it was sent: it will be sent again".formatted(key));
    }
    Receipt receipt = asked.get();
    Receipt.Proof proof = proof(key, content, sums, receipt);
    if (proof == Receipt.Proof.NONE) {
      damaged.add(key);
      return Outcome.Deferred.because(
          "%s holds %d bytes that are not the %d sent: it will be sent again"
              .formatted(key, receipt.bytes(), content.bytes()));
    }
    damaged.remove(key);
    return new Outcome.Stored(receipt.by(proof), already);
  }

  /** Whether the server is found to hold just these bytes. */
  boolean holds(String key, Content content, Sums.OfPart sums) throws IOException {
    Optional<Receipt> asked = ask(key);
    return asked.isPresent() && proof(key, content, sums, asked.get()) != Receipt.Proof.NONE;
  }

  private Receipt.Proof proof(String key, Content content, Sums.OfPart sums, Receipt receipt)
      throws IOException {
    if (receipt.bytes() != content.bytes()) {
      return Receipt.Proof.NONE;
    }
    if (!receipt.crc32c().isEmpty() && sameForm(receipt.crc32c(), sums.crc32c())) {
      return receipt.crc32c().equals(sums.crc32c()) ? Receipt.Proof.CRC32C : Receipt.Proof.NONE;
    }
    if (receipt.eTag().equals(sums.md5())) {
      return Receipt.Proof.MD5;
    }
    try (InputStream in = get(key, 0)) {
      return Sums.sha256(in).equals(Sums.sha256(content))
          ? Receipt.Proof.READ_BACK
          : Receipt.Proof.NONE;
    }
  }

  /** Whether both are sums of sums or both are not: only then they can be compared. */
  private static boolean sameForm(String a, String b) {
    return a.contains("-") == b.contains("-");
  }

  InputStream get(String key, long from) {
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(bucket.name()).key(key);
    if (from > 0) { // an empty object has no range
      request.range("bytes=" + from + "-");
    }
    return s3.getObject(request.build());
  }
}

package org.petrascope.remote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Sends an object in parts. What was begun is found by asking the server for its open uploads and
 * their parts, so that nothing about it needs to be remembered here. For the thread of its store.
 */
final class S3Parts {
  /** As S3 limits it. */
  private static final int PARTS_MAX = 10_000;

  private static final int MIB = 1 << 20;

  private final S3Client s3;
  private final RemoteAddress.Bucket bucket;
  private final S3Receipts receipts;

  /** How the parts are to be sent. */
  record Sending(int partBytes, Pace pace) {}

  S3Parts(S3Client s3, RemoteAddress.Bucket bucket, S3Receipts receipts) {
    this.s3 = s3;
    this.bucket = bucket;
    this.receipts = receipts;
  }

  Outcome put(String key, Content content, Sending how) throws IOException {
    if (!receipts.isDamaged(key) && receipts.ask(key).isPresent()) {
      giveUp(key, open(key));
      return receipts.prove(key, content, sums(content, how.partBytes), true);
    }
    String upload = upload(key);
    Map<Integer, Part> there = parts(key, upload);
    Sums sums = new Sums();
    List<CompletedPart> sent = new ArrayList<>();
    int partBytes = partBytes(content, how.partBytes);
    for (long from = 0; from < content.bytes(); from += partBytes) {
      if (!how.pace.goOn()) {
        return Outcome.Deferred.because(
            "set aside after part %d for what is more urgent".formatted(sent.size()));
      }
      byte[] bytes = content.read(from, (int) Math.min(partBytes, content.bytes() - from));
      Sums.OfPart part = Sums.OfPart.of(bytes);
      sums.add(part);
      int number = sent.size() + 1;
      Optional<Part> before = Optional.ofNullable(there.get(number));
      String eTag =
          before.isPresent() && holds(before.get(), bytes.length, part)
              ? before.get().eTag()
              : send(key, upload, number, bytes);
      sent.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(eTag)
              .checksumCRC32C(part.crc32c())
              .build());
    }
    complete(key, upload, sent);
    giveUp(key, open(key));
    return receipts.prove(key, content, sums.composed(), false);
  }

  /** Larger than wished where the object would have too many parts. */
  private static int partBytes(Content content, int wished) {
    long least = (content.bytes() + PARTS_MAX - 1) / PARTS_MAX;
    return (int) Math.max(wished, (least + MIB - 1) / MIB * MIB);
  }

  /** Those that the store tells of the content when it was sent in parts. */
  static Sums.OfPart sums(Content content, int wished) throws IOException {
    int partBytes = partBytes(content, wished);
    Sums sums = new Sums();
    for (long from = 0; from < content.bytes(); from += partBytes) {
      sums.add(
          Sums.OfPart.of(content.read(from, (int) Math.min(partBytes, content.bytes() - from))));
    }
    return sums.composed();
  }

  /** The upload of this key that is open, or a new one; of several the others are given up. */
  private String upload(String key) {
    List<String> open = open(key);
    giveUp(key, open.subList(Math.min(1, open.size()), open.size()));
    return open.isEmpty()
        ? s3.createMultipartUpload(
                r -> r.bucket(bucket.name()).key(key).checksumAlgorithm(ChecksumAlgorithm.CRC32_C))
            .uploadId()
        : open.getFirst();
  }

  private List<String> open(String key) {
    return s3
        .listMultipartUploadsPaginator(r -> r.bucket(bucket.name()).prefix(key))
        .uploads()
        .stream()
        .filter(upload -> key.equals(upload.key()))
        .map(MultipartUpload::uploadId)
        .sorted()
        .toList();
  }

  /** An upload that a damaged answer hid would otherwise be stored and paid for ever. */
  private void giveUp(String key, List<String> uploads) {
    for (String upload : uploads) {
      s3.abortMultipartUpload(r -> r.bucket(bucket.name()).key(key).uploadId(upload));
    }
  }

  private Map<Integer, Part> parts(String key, String upload) {
    Map<Integer, Part> parts = new HashMap<>();
    s3.listPartsPaginator(r -> r.bucket(bucket.name()).key(key).uploadId(upload))
        .parts()
        .forEach(part -> parts.put(part.partNumber(), part));
    return parts;
  }

  private static boolean holds(Part there, int length, Sums.OfPart sums) {
    if (Objects.requireNonNullElse(there.size(), -1L) != length) {
      return false;
    }
    return there.checksumCRC32C() == null
        ? S3Receipts.plain(there.eTag()).equals(sums.md5())
        : there.checksumCRC32C().equals(sums.crc32c());
  }

  private String send(String key, String upload, int number, byte[] bytes) {
    UploadPartResponse answer =
        s3.uploadPart(
            r ->
                r.bucket(bucket.name())
                    .key(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumCRC32C(Sums.OfPart.of(bytes).crc32c()),
            RequestBody.fromBytes(bytes));
    return answer.eTag();
  }

  private void complete(String key, String upload, List<CompletedPart> parts) {
    CompleteMultipartUploadRequest.Builder request =
        CompleteMultipartUploadRequest.builder()
            .bucket(bucket.name())
            .key(key)
            .uploadId(upload)
            .multipartUpload(m -> m.parts(parts));
    if (!receipts.isDamaged(key)) {
      request.ifNoneMatch("*");
    }
    try {
      s3.completeMultipartUpload(request.build());
    } catch (SdkException e) {
      if (!S3Failures.isThereAlready(e)) {
        throw e;
      }
    }
  }
}

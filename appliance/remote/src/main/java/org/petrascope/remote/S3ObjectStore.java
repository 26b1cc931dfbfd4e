package org.petrascope.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of an S3 server. Small objects go in one conditional put, larger ones in parts that are
 * found again on the server after any interruption; every body carries its CRC32C. Nothing is tried
 * again here: when to do so is for the caller to decide. A server that does not like the time of a
 * signature tells its own, by which the next request is signed.
 */
public final class S3ObjectStore implements ObjectStore {
  private final RemoteAddress.Bucket bucket;
  private final S3Settings settings;
  private final PacedHttpClient http;
  private final S3Client s3;
  private final S3Receipts receipts;
  private final S3Parts parts;

  /** Sent with an unknown end: it is asked for before it is sent again. */
  private final Set<String> tried = new HashSet<>();

  private S3ObjectStore(
      RemoteAddress.Bucket bucket, S3Settings settings, PacedHttpClient http, S3Client s3) {
    this.bucket = bucket;
    this.settings = settings;
    this.http = http;
    this.s3 = s3;
    this.receipts = new S3Receipts(s3, bucket);
    this.parts = new S3Parts(s3, bucket, receipts);
  }

  /** Connects to nothing yet. */
  public static S3ObjectStore open(
      RemoteAddress.Bucket bucket, Credentials credentials, S3Settings settings) {
    Duration patience = settings.patience();
    PacedHttpClient http =
        new PacedHttpClient(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(patience)
                .socketTimeout(patience)
                .build(),
            patience);
    S3ClientBuilder client =
        S3Client.builder()
            .region(Region.of(bucket.region()))
            .forcePathStyle(bucket.endpoint().isPresent())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey())))
            .httpClient(http)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    bucket.endpoint().ifPresent(client::endpointOverride);
    return new S3ObjectStore(bucket, settings, http, client.build());
  }

  @Override
  public Outcome put(String key, Content content, Pace pace) {
    String full = bucket.prefix() + ObjectKey.require(key);
    http.pace(pace);
    try {
      return content.bytes() <= settings.partBytes()
          ? putWhole(full, content)
          : parts.put(full, content, new S3Parts.Sending(settings.partBytes(), pace));
    } catch (SdkException | IOException | UncheckedIOException e) {
      return S3Failures.outcome(address(), e);
    } finally {
      http.pace(Pace.FREE);
    }
  }

  @Override
  public Outcome replace(String key, Content content, Pace pace) {
    receipts.replaceable(bucket.prefix() + ObjectKey.require(key));
    return put(key, content, pace);
  }

  @Override
  public boolean holds(String key, Content content) {
    String full = bucket.prefix() + ObjectKey.require(key);
    try {
      Sums.OfPart sums =
          content.bytes() <= settings.partBytes()
              ? Sums.OfPart.of(content.read(0, Math.toIntExact(content.bytes())))
              : S3Parts.sums(content, settings.partBytes());
      return receipts.holds(full, content, sums);
    } catch (SdkException | IOException | UncheckedIOException e) {
      throw new RemoteException(S3Failures.sentence(address() + " " + key, e), e);
    }
  }

  private Outcome putWhole(String key, Content content) throws IOException {
    byte[] bytes = content.read(0, Math.toIntExact(content.bytes()));
    Sums.OfPart sums = Sums.OfPart.of(bytes);
    boolean already =
        tried.contains(key) && !receipts.isDamaged(key) && receipts.ask(key).isPresent();
    if (!already) {
      tried.add(key);
      already = !send(key, bytes, sums);
    }
    Outcome outcome = receipts.prove(key, content, sums, already);
    if (outcome instanceof Outcome.Stored) {
      tried.remove(key);
    }
    return outcome;
  }

  /** Not where the object is there already. */
  private boolean send(String key, byte[] bytes, Sums.OfPart sums) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(bucket.name()).key(key).checksumCRC32C(sums.crc32c());
    if (!receipts.isDamaged(key)) {
      request.ifNoneMatch("*");
    }
    try {
      s3.putObject(request.build(), RequestBody.fromBytes(bytes));
      return true;
    } catch (SdkException e) {
      if (!S3Failures.isThereAlready(e)) {
        throw e;
      }
      return false;
    }
  }

  /**
   * Lists one key: a portal that answers everything with a page of its own does not name the bucket
   * as S3 does.
   */
  @Override
  public Reach reach() {
    try {
      ListObjectsV2Response answer =
          s3.listObjectsV2(r -> r.bucket(bucket.name()).prefix(bucket.prefix()).maxKeys(1));
      return bucket.name().equals(answer.name())
          ? Reach.YES
          : Reach.not(
              "%s is answered by something that is no S3 server: look whether the link wants a sign-in"
                  .formatted(address()));
    } catch (SdkException | UncheckedIOException e) {
      return Reach.not(S3Failures.sentence(address(), e));
    }
  }

  @Override
  public Optional<Receipt> receipt(String key) {
    try {
      return receipts.ask(bucket.prefix() + ObjectKey.require(key));
    } catch (SdkException | UncheckedIOException e) {
      throw new RemoteException(S3Failures.sentence(address(), e), e);
    }
  }

  @Override
  public Optional<Instant> storedAt(String key) {
    try {
      return receipts.storedAt(bucket.prefix() + ObjectKey.require(key));
    } catch (SdkException | UncheckedIOException e) {
      throw new RemoteException(S3Failures.sentence(address(), e), e);
    }
  }

  @Override
  public InputStream get(String key, long from) {
    try {
      return receipts.get(bucket.prefix() + ObjectKey.require(key), from);
    } catch (SdkException | UncheckedIOException e) {
      throw new RemoteException(S3Failures.sentence(address() + " " + key, e), e);
    }
  }

  @Override
  public List<String> list(String prefix) {
    String full = bucket.prefix() + prefix;
    try {
      return s3
          .listObjectsV2Paginator(r -> r.bucket(bucket.name()).prefix(full))
          .contents()
          .stream()
          .map(S3Object::key)
          .map(key -> key.substring(bucket.prefix().length()))
          .sorted()
          .toList();
    } catch (SdkException | UncheckedIOException e) {
      throw new RemoteException(S3Failures.sentence(address(), e), e);
    }
  }

  @Override
  public String address() {
    return "s3://"
        + bucket.name()
        + "/"
        + bucket.prefix()
        + bucket.endpoint().map(URI::toString).map(at -> " at " + at).orElse("");
  }

  @Override
  public void close() {
    s3.close();
    http.close();
  }
}

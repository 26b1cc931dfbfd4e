package org.petrascope.remote;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What an S3 server's refusals and a link's failures mean. */
final class S3Failures {
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  /** A person has to change something before these answers change. */
  private static final Set<String> LASTING =
      Set.of(
          "AccessDenied",
          "AllAccessDisabled",
          "InvalidAccessKeyId",
          "InvalidBucketName",
          "NoSuchBucket",
          "AccountProblem",
          "NotImplemented");

  private S3Failures() {}

  static boolean isMissingBucket(Throwable failure) {
    return code(failure).equals("NoSuchBucket");
  }

  /** Whether a conditional put was refused because the object is there, or is being put. */
  static boolean isThereAlready(Throwable failure) {
    return failure instanceof AwsServiceException e
        && (e.statusCode() == PRECONDITION_FAILED
            || (e.statusCode() == CONFLICT && code(e).equals("ConditionalRequestConflict")));
  }

  static Outcome outcome(String address, Exception failure) {
    String sentence = sentence(address, failure);
    return LASTING.contains(code(failure))
        ? new Outcome.Refused(sentence)
        : new Outcome.Deferred(sentence, retryAfter(failure));
  }

  static String sentence(String address, Throwable failure) {
    if (failure instanceof AwsServiceException e) {
      String code = code(e);
      return "%s answered %d%s: %s"
          .formatted(address, e.statusCode(), code.isEmpty() ? "" : " " + code, remedy(code));
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "%s was not reached (%s): look at the link"
        .formatted(address, Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
  }

  private static String remedy(String code) {
    return switch (code) {
      case "AccessDenied", "AllAccessDisabled", "AccountProblem" ->
          "allow these credentials to read, write and list there";
      case "InvalidAccessKeyId" -> "correct accessKeyId in the credentials";
      case "SignatureDoesNotMatch" ->
          "the bytes changed on the way, or secretAccessKey in the credentials is wrong";
      case "NoSuchBucket", "InvalidBucketName" -> "make the bucket, or correct its name";
      case "RequestTimeTooSkewed" -> "set this box's clock; until then the server's time is used";
      case "NotImplemented" -> "use a server that knows multipart uploads and conditional puts";
      default -> "it will be tried again";
    };
  }

  private static String code(Throwable failure) {
    return Optional.of(failure)
        .filter(AwsServiceException.class::isInstance)
        .map(e -> ((AwsServiceException) e).awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .orElse("");
  }

  /** What the answer's header {@code Retry-After} asks for, in seconds. */
  private static Duration retryAfter(Throwable failure) {
    return Optional.of(failure)
        .filter(AwsServiceException.class::isInstance)
        .map(e -> ((AwsServiceException) e).awsErrorDetails())
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(answer -> answer.firstMatchingHeader("Retry-After"))
        .filter(text -> text.matches("\\d{1,5}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }
}

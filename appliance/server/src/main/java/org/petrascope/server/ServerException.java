package org.petrascope.server;

/**
 * Work that could not be done; the message is one plain sentence for a person, with the remedy. The
 * kind says how the HTTP API answers.
 */
final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What sort of trouble it is, with the HTTP status that tells it. */
  enum Kind {
    BAD_REQUEST(400, "Bad request"),
    UNKNOWN_CALLER(401, "Sign in"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not found"),
    CONFLICT(409, "Not possible now"),
    RANGE(416, "Range not satisfiable"),
    UNUSABLE(422, "Cannot be used"),
    TOO_MANY(429, "Too many tries"),
    FAILED(500, "The work failed"),
    UNAVAILABLE(503, "Not available"),
    FULL(409, "Out of space");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    int status() {
      return status;
    }

    String title() {
      return title;
    }
  }

  private final Kind kind;

  ServerException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}

package org.petrascope.server;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.petrascope.server.ServerException.Kind;

/** One request and its answer, as the API's routes use them. For the request's thread. */
record Exchange(ServerRequest request, ServerResponse response) {
  /** A part of the address, decoded. */
  String path(String name) {
    return request.path().pathParameters().get(name);
  }

  /** A part of the address that counts from 0. */
  int index(String name) {
    return integer(name, path(name), new Range(0, Integer.MAX_VALUE));
  }

  /** A whole number behind the question mark; the default where it is not there. */
  int query(String name, Range range, int unstated) {
    return request.query().first(name).map(text -> integer(name, text, range)).orElse(unstated);
  }

  private static int integer(String name, String text, Range range) {
    try {
      int value = Integer.parseInt(text);
      if (range.holds(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw new ServerException(
        Kind.BAD_REQUEST, "%s is %s: expected a whole number %s".formatted(name, text, range));
  }

  /** Reads the body's JSON object; refuses it with every problem that it has. */
  <T> T body(Function<Section, T> reading) {
    List<String> problems = new ArrayList<>();
    byte[] bytes = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    Section section = Section.root(Json.object(bytes), problems);
    T read = reading.apply(section);
    section.refuseUnknownKeys();
    if (!problems.isEmpty()) {
      throw new ServerException(Kind.BAD_REQUEST, String.join("; ", problems));
    }
    return read;
  }

  void answer(Object document) {
    answer(200, document);
  }

  void answer(int status, Object document) {
    response
        .status(status)
        .header("Content-Type", "application/json")
        .header("Cache-Control", "no-store")
        .send(Json.bytes(document));
  }
}

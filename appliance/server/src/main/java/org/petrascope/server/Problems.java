package org.petrascope.server;

import io.helidon.http.BadRequestException;
import io.helidon.http.HttpException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.petrascope.laboratory.LaboratoryException;
import org.petrascope.server.ServerException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever goes wrong in a request into a problem document (RFC 9457): {@code type, title,
 * status, detail}, the detail being one sentence for a person; where a table has several, {@code
 * problems} lists them one by one.
 */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static void register(HttpRouting.Builder routing) {
    routing
        .error(HttpException.class, (request, response, e) -> send(response, e))
        .error(
            Throwable.class,
            (request, response, e) -> {
              Kind kind = Failures.kind(e);
              if (kind == Kind.FAILED) {
                LOG.error("{} {} failed", request.prologue().method(), request.path().path(), e);
              }
              List<String> all =
                  e instanceof LaboratoryException found ? found.problems() : List.of();
              send(response, kind.status(), kind.title(), Failures.sentence(e), all);
            });
  }

  private static void send(ServerResponse response, HttpException e) {
    int status = e.status().code();
    String detail =
        e instanceof BadRequestException && e.getMessage() == null
            ? "the request cannot be understood"
            : String.valueOf(e.getMessage());
    send(response, status, e.status().reasonPhrase(), detail, List.of());
  }

  static void send(ServerResponse response, Kind kind, String detail) {
    send(response, kind.status(), kind.title(), detail, List.of());
  }

  private static void send(
      ServerResponse response, int status, String title, String detail, List<String> all) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "about:blank");
    document.put("title", title);
    document.put("status", status);
    document.put("detail", detail);
    if (all.size() > 1) {
      document.put("problems", all);
    }
    response
        .status(status)
        .header("Content-Type", "application/problem+json")
        .header("Cache-Control", "no-store")
        .send(Json.bytes(document));
  }
}

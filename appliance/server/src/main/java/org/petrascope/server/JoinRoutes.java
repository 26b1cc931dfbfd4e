package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.petrascope.formats.CubeJoin;
import org.petrascope.scan.ScanJoin;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.Store;

/**
 * The API's addresses under {@code /joins}: scans of one box from two cameras become one signed
 * cube. Requests come on their own threads.
 */
final class JoinRoutes {
  /** Two ids of scans, and nothing that leads out of the folder. */
  private static final Pattern NAME =
      Pattern.compile("[0-9TZa-f-]+_[0-9TZa-f-]+\\.(hdr|img|manifest\\.json|signature\\.json)");

  private final Store store;
  private final ScanJoin joining;
  private final ScanCalibrations calibrations;

  JoinRoutes(Store store, ScanJoin joining, ScanCalibrations calibrations) {
    this.store = store;
    this.joining = joining;
    this.calibrations = calibrations;
  }

  void register(HttpRules rules) {
    rules
        .post("/joins", (q, a) -> join(new Exchange(q, a)))
        .get("/joins/{file}", (q, a) -> file(new Exchange(q, a)));
  }

  private void join(Exchange exchange) {
    JoinOrder asked = exchange.body(JoinOrder::read);
    ScanJoin.Order order =
        new ScanJoin.Order(
            calibrations.side(StoredScans.requireFinished(store, asked.scan())),
            calibrations.side(StoredScans.requireFinished(store, asked.with())),
            asked.seamNm(),
            asked.match());
    CubeJoin.Outcome outcome = joining.join(order);
    List<String> files =
        ScanJoin.files(order.name()).stream()
            .map(file -> HttpEndpoint.API + "/joins/" + file)
            .toList();
    exchange.response().header("Location", files.getFirst());
    exchange.answer(201, JoinView.of(asked, outcome, files));
  }

  private void file(Exchange exchange) {
    String name = exchange.path("file");
    if (!NAME.matcher(name).matches() || !Files.exists(joining.folder().resolve(name))) {
      throw new ServerException(
          Kind.NOT_FOUND, "there is no joined cube %s here: join its scans first".formatted(name));
    }
    FileDelivery.send(exchange.request(), exchange.response(), joining.folder().resolve(name));
  }
}

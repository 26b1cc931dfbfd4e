package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.petrascope.formats.CubeCalibration;
import org.petrascope.formats.CubeJoin;
import org.petrascope.formats.EnviReader;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.Calibration;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;

/**
 * The API's addresses under {@code /joins}: scans of one box from two cameras become one cube,
 * {@code joins/SCAN_WITH.hdr} in the data folder. Requests come on their own threads; one at a time
 * joins.
 */
final class JoinRoutes {
  private static final String HEADER = ".hdr";
  private static final String DATA = ".img";

  /** Two ids of scans, and nothing that leads out of the folder. */
  private static final Pattern NAME = Pattern.compile("[0-9TZa-f-]+_[0-9TZa-f-]+\\.(hdr|img)");

  private final Store store;
  private final ScanCalibrations calibrations;
  private final Path folder;
  private final ReentrantLock joining = new ReentrantLock();

  JoinRoutes(Store store, ScanCalibrations calibrations) {
    this.store = store;
    this.calibrations = calibrations;
    this.folder = store.root().resolve("joins");
    OutputPaths.makeFolder(folder);
  }

  void register(HttpRules rules) {
    rules
        .post("/joins", (q, a) -> join(new Exchange(q, a)))
        .get("/joins/{file}", (q, a) -> file(new Exchange(q, a)));
  }

  private void join(Exchange exchange) {
    JoinOrder order = exchange.body(JoinOrder::read);
    ScanRecord scan = StoredScans.requireFinished(store, order.scan());
    ScanRecord with = StoredScans.requireFinished(store, order.with());
    String name = scan.id() + "_" + with.id();
    CubeJoin.Outcome outcome;
    joining.lock();
    try {
      outcome = joined(scan, with, order, folder.resolve(name + HEADER));
    } finally {
      joining.unlock();
    }
    List<String> files =
        Stream.of(HEADER, DATA)
            .map(extension -> HttpEndpoint.API + "/joins/" + name + extension)
            .toList();
    exchange.response().header("Location", files.getFirst());
    exchange.answer(201, JoinView.of(order, outcome, files));
  }

  private CubeJoin.Outcome joined(ScanRecord scan, ScanRecord with, JoinOrder order, Path out) {
    Path first = folder.resolve(scan.id() + HEADER);
    Path second = folder.resolve(with.id() + HEADER);
    try {
      calibrate(scan, first);
      calibrate(with, second);
      return CubeJoin.run(
          new CubeJoin.Job(first, second, order.seamNm(), order.match(), out), done -> {});
    } finally {
      delete(scan);
      delete(with);
    }
  }

  private void calibrate(ScanRecord scan, Path out) {
    try (EnviReader raw = calibrations.raw(scan)) {
      Calibration calibration = calibrations.of(scan, raw);
      String panel = calibrations.reference(scan, calibration).panel();
      CubeCalibration.run(new CubeCalibration.Source(raw, calibration, panel), out, done -> {});
    }
  }

  private void delete(ScanRecord scan) {
    try {
      Files.deleteIfExists(folder.resolve(scan.id() + HEADER));
      Files.deleteIfExists(folder.resolve(scan.id() + DATA));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void file(Exchange exchange) {
    String name = exchange.path("file");
    if (!NAME.matcher(name).matches() || !Files.exists(folder.resolve(name))) {
      throw new ServerException(
          Kind.NOT_FOUND, "there is no joined cube %s here: join its scans first".formatted(name));
    }
    FileDelivery.send(exchange.request(), exchange.response(), folder.resolve(name));
  }
}

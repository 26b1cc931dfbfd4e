package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.petrascope.formats.CsvTable;
import org.petrascope.formats.Spelling;
import org.petrascope.scan.LiveMap;
import org.petrascope.scan.ScanFiles;
import org.petrascope.scan.Station;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.ScanSummary;
import org.petrascope.store.Store;
import org.petrascope.store.StoredFile;
import org.petrascope.update.Probation;

/** The API's addresses under {@code /scans}. Requests come on their own threads. */
final class ScanRoutes {
  private static final String PRODUCTS = "products/";
  private static final Range LIMIT = new Range(1, 1000);
  private static final int LIMIT_DEFAULT = 100;
  private static final Range STEP = new Range(1, 64);

  private final Stations stations;
  private final Store store;
  private final Legends legends;
  private final PixelInspector pixels;
  private final Probation probation;

  ScanRoutes(
      Stations stations,
      Store store,
      ScanCalibrations calibrations,
      Mappers mappers,
      Probation probation) {
    this.stations = stations;
    this.store = store;
    this.legends = new Legends(store, calibrations, mappers);
    this.pixels = new PixelInspector(calibrations, mappers);
    this.probation = probation;
  }

  void register(HttpRules rules) {
    rules
        .get("/scans", (q, a) -> list(new Exchange(q, a)))
        .post("/scans", (q, a) -> start(new Exchange(q, a)))
        .get("/scans/{scan}", (q, a) -> one(new Exchange(q, a)))
        .post("/scans/{scan}/cancel", (q, a) -> cancel(new Exchange(q, a)))
        .post("/scans/{scan}/finish", (q, a) -> finish(new Exchange(q, a)))
        .get("/scans/{scan}/products", (q, a) -> products(new Exchange(q, a)))
        .get("/scans/{scan}/products/{file}", (q, a) -> product(new Exchange(q, a)))
        .get("/scans/{scan}/legend", (q, a) -> legend(new Exchange(q, a)))
        .get("/scans/{scan}/map", (q, a) -> map(new Exchange(q, a)))
        .get("/scans/{scan}/downhole", (q, a) -> downhole(new Exchange(q, a)))
        .get("/scans/{scan}/pixels/{line}/{sample}", (q, a) -> pixel(new Exchange(q, a)));
  }

  private void list(Exchange exchange) {
    int limit = exchange.query("limit", LIMIT, LIMIT_DEFAULT);
    exchange.answer(store.scans().newest(limit).stream().map(this::view).toList());
  }

  private ScanView view(ScanRecord scan) {
    Optional<ScanSummary> summary =
        scan.state() == ScanState.FINISHED ? store.scans().summary(scan.id()) : Optional.empty();
    ScanFiles files = new ScanFiles(store.folder(scan), scan.id().value());
    return ScanView.of(scan, stations.progress(scan), files, summary);
  }

  private void start(Exchange exchange) {
    ScanOrder order = exchange.body(ScanOrder::read);
    probation
        .refusal()
        .ifPresent(
            why -> {
              throw new ServerException(Kind.CONFLICT, why);
            });
    Station station = stations.requireOrOnly(order.station());
    ScanRecord scan = station.scan(order.request(station, stations.usualRows(station)));
    exchange.response().header("Location", HttpEndpoint.API + "/scans/" + scan.id());
    exchange.answer(202, view(scan));
  }

  private void one(Exchange exchange) {
    exchange.answer(view(scan(exchange)));
  }

  private ScanRecord scan(Exchange exchange) {
    return StoredScans.require(store, exchange.path("scan"));
  }

  private void cancel(Exchange exchange) {
    ScanRecord scan = scan(exchange);
    stations.require(scan.station()).cancel(scan.id());
    exchange.answer(202, view(scan));
  }

  private void finish(Exchange exchange) {
    ScanRecord scan = scan(exchange);
    exchange.answer(202, view(stations.require(scan.station()).finish(scan.id())));
  }

  private void products(Exchange exchange) {
    ScanRecord scan = scan(exchange);
    List<Map<String, Object>> products = new ArrayList<>();
    for (StoredFile file : store.scans().files(scan.id())) {
      if (file.path().startsWith(PRODUCTS)) {
        String name = file.path().substring(PRODUCTS.length());
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("file", name);
        product.put("bytes", file.bytes());
        product.put("mediaType", FileDelivery.mediaType(name));
        product.put("sha256", file.sha256());
        product.put("href", "%s/scans/%s/products/%s".formatted(HttpEndpoint.API, scan.id(), name));
        products.add(product);
      }
    }
    exchange.answer(products);
  }

  private void product(Exchange exchange) {
    Path file = productFile(scan(exchange), exchange.path("file"));
    FileDelivery.send(exchange.request(), exchange.response(), file);
  }

  /** Only what the scan's own list of files names is ever read. */
  private Path productFile(ScanRecord scan, String name) {
    List<String> names =
        store.scans().files(scan.id()).stream()
            .map(StoredFile::path)
            .filter(path -> path.startsWith(PRODUCTS))
            .map(path -> path.substring(PRODUCTS.length()))
            .collect(Collectors.toList());
    if (!names.contains(name)) {
      throw new ServerException(
          Kind.NOT_FOUND,
          names.isEmpty()
              ? "scan %s has no products yet: finish it first".formatted(scan.id())
              : "scan %s has no product %s: %s"
                  .formatted(scan.id(), name, Spelling.suggestion(name, names)));
    }
    return store.folder(scan).resolve(PRODUCTS + name);
  }

  private void legend(Exchange exchange) {
    exchange.answer(legends.of(scan(exchange)));
  }

  private void map(Exchange exchange) {
    ScanRecord scan = scan(exchange);
    int step = exchange.query("step", STEP, 1);
    Range counted = new Range(0, Integer.MAX_VALUE);
    int from = exchange.query("fromLine", counted, 0);
    int count = exchange.query("lines", new Range(1, Integer.MAX_VALUE), Integer.MAX_VALUE);
    int to = (int) Math.min(Integer.MAX_VALUE, (long) from + count);
    Optional<LiveMap> growing = stations.map(scan);
    byte[] classes =
        growing.isPresent()
            ? growing.get().classes(from, to, step)
            : StoredMap.classes(productFile(scan, "minerals.hdr"), from, to, step);
    int samples = Math.ceilDiv(scan.settings().samples(), step);
    exchange
        .response()
        .header("Content-Type", "application/octet-stream")
        .header("Cache-Control", "no-store")
        .header("X-First-Line", String.valueOf(from))
        .header("X-Lines", String.valueOf(classes.length / samples))
        .header("X-Samples", String.valueOf(samples))
        .header("X-Step", String.valueOf(step))
        .send(classes);
  }

  private void downhole(Exchange exchange) {
    CsvTable table = CsvTable.read(productFile(scan(exchange), "downhole.csv"));
    int flags = table.column("flags");
    int firstFraction = table.column("group") + 1;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      Map<String, Object> fractions = new LinkedHashMap<>();
      for (int column = firstFraction; column < flags; column++) {
        fractions.put(table.columns().get(column), table.number(row, column));
      }
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("depthFromM", table.number(row, table.column("depth_from_m")));
      document.put("depthToM", table.number(row, table.column("depth_to_m")));
      document.put("group", table.cell(row, "group"));
      document.put("fractions", fractions);
      document.put("flags", table.cell(row, flags));
      rows.add(document);
    }
    exchange.answer(rows);
  }

  private void pixel(Exchange exchange) {
    ScanRecord scan = scan(exchange);
    exchange.answer(pixels.pixel(scan, exchange.index("line"), exchange.index("sample")));
  }
}

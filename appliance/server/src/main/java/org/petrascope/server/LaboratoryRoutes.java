package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.petrascope.laboratory.ComponentFraction;
import org.petrascope.laboratory.LaboratoryTable;
import org.petrascope.laboratory.PatchDatabase;
import org.petrascope.store.Store;

/**
 * The API's addresses under {@code /laboratory}: tables are checked, patches are cut and put into
 * databases. Requests come on their own threads; one at a time changes a database.
 */
final class LaboratoryRoutes {
  private static final String DATABASE = "/laboratory/databases/{database}";

  private final Store store;
  private final ScanCalibrations calibrations;
  private final PatchShelf databases;
  private final Inbox inbox;
  private final ReentrantLock writing = new ReentrantLock();

  LaboratoryRoutes(Store store, ScanCalibrations calibrations, PatchShelf databases) {
    this.store = store;
    this.calibrations = calibrations;
    this.databases = databases;
    this.inbox = Inbox.of(store.root());
  }

  void register(HttpRules rules) {
    rules
        .post("/laboratory/tables", (q, a) -> table(new Exchange(q, a)))
        .post("/laboratory/patches", (q, a) -> cut(new Exchange(q, a)))
        .get("/laboratory/databases", (q, a) -> new Exchange(q, a).answer(databases.names()))
        .get(DATABASE, (q, a) -> database(new Exchange(q, a)))
        .get(DATABASE + "/file", (q, a) -> file(new Exchange(q, a)));
  }

  private void table(Exchange exchange) {
    CuttingOrder.Table named = exchange.body(body -> CuttingOrder.Table.read(body, inbox));
    LaboratoryTable table = LaboratoryTable.read(named.file(), named.method());
    TreeSet<String> components = new TreeSet<>();
    table.samples().stream()
        .flatMap(sample -> sample.composition().components().stream())
        .map(ComponentFraction::name)
        .forEach(components::add);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("method", AssayLabels.label(table.method()));
    document.put("samples", table.samples().size());
    document.put("components", components);
    document.put("notes", table.notes());
    exchange.answer(document);
  }

  private void cut(Exchange exchange) {
    CuttingOrder order = exchange.body(body -> CuttingOrder.read(body, inbox));
    List<LaboratoryTable> tables =
        order.tables().stream()
            .map(table -> LaboratoryTable.read(table.file(), table.method()))
            .toList();
    writing.lock();
    try (CuttingScene scene = open(order.scene())) {
      CuttingView view =
          new PatchCutting(order, scene, tables).into(databases.file(order.database()));
      exchange.response().header("Location", view.database().href());
      exchange.answer(201, view);
    } finally {
      writing.unlock();
    }
  }

  private CuttingScene open(CuttingOrder.Scene scene) {
    return switch (scene) {
      case CuttingOrder.Cube cube -> CuttingScene.cube(cube);
      case CuttingOrder.Stored stored ->
          CuttingScene.stored(StoredScans.require(store, stored.scan()), store, calibrations);
    };
  }

  private void database(Exchange exchange) {
    String name = exchange.path("database");
    try (PatchDatabase database = PatchDatabase.open(databases.require(name))) {
      exchange.answer(DatabaseView.of(name, database));
    }
  }

  private void file(Exchange exchange) {
    FileDelivery.send(
        exchange.request(), exchange.response(), databases.require(exchange.path("database")));
  }
}

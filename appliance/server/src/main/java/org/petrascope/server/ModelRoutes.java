package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.petrascope.learning.Explanations;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.ModelRecord;
import org.petrascope.store.Store;

/**
 * The API's addresses under {@code /models} and {@code /trainings}. Requests come on their own
 * threads.
 */
final class ModelRoutes {
  private static final Range LIMIT = new Range(1, 1000);
  private static final int LIMIT_DEFAULT = 100;
  private static final String MODEL = "/models/{name}/{version}";

  private final Store store;
  private final ModelRegistry registry;
  private final TrainingJobs trainings;
  private final ModelOrders orders;
  private final Inbox inbox;

  ModelRoutes(Store store, ModelRegistry registry, TrainingJobs trainings, PatchShelf databases) {
    this.store = store;
    this.registry = registry;
    this.trainings = trainings;
    this.inbox = Inbox.of(store.root());
    this.orders = new ModelOrders(inbox, databases, store);
  }

  void register(HttpRules rules) {
    rules
        .get("/models", (q, a) -> list(new Exchange(q, a)))
        .post("/models", (q, a) -> add(new Exchange(q, a)))
        .get(MODEL, (q, a) -> one(new Exchange(q, a)))
        .get(MODEL + "/card", (q, a) -> file(new Exchange(q, a), "card.json"))
        .get(MODEL + "/report", (q, a) -> file(new Exchange(q, a), "report.json"))
        .get(MODEL + "/explanations", (q, a) -> explanations(new Exchange(q, a)))
        .post(MODEL + "/activate", (q, a) -> activate(new Exchange(q, a)))
        .post(MODEL + "/retire", (q, a) -> retire(new Exchange(q, a)))
        .get("/trainings", (q, a) -> new Exchange(q, a).answer(trainings.all()))
        .get("/trainings/{training}", (q, a) -> training(new Exchange(q, a)))
        .post("/trainings/{training}/cancel", (q, a) -> cancel(new Exchange(q, a)));
  }

  private void list(Exchange exchange) {
    int limit = exchange.query("limit", LIMIT, LIMIT_DEFAULT);
    exchange.answer(store.models().newest(limit).stream().map(ModelView::of).toList());
  }

  /** What a request may bring: a folder of a model, or an order to train one. */
  private record Addition(Optional<Path> folder, Optional<TrainingOrder> training) {}

  private void add(Exchange exchange) {
    Addition addition = exchange.body(this::addition);
    if (addition.training().isPresent()) {
      TrainingState begun = trainings.start(addition.training().get());
      exchange.response().header("Location", HttpEndpoint.API + "/trainings/" + begun.id());
      exchange.answer(202, begun);
      return;
    }
    Path folder =
        addition
            .folder()
            .orElseThrow(
                () ->
                    new ServerException(
                        Kind.BAD_REQUEST,
                        "the body names neither folder nor train: name one of the two"));
    ModelRecord taken = registry.take(folder);
    exchange.response().header("Location", ModelView.of(taken).href());
    exchange.answer(201, ModelView.of(taken));
  }

  private Addition addition(Section body) {
    Optional<Path> folder = body.texts("folder").stream().findFirst().map(inbox::require);
    if (!body.has("train")) {
      return new Addition(folder, Optional.empty());
    }
    if (folder.isPresent()) {
      body.problem("train", "stands beside folder: name one of the two");
    }
    Section train = body.section("train");
    TrainingOrder order = orders.training(train);
    train.refuseUnknownKeys();
    return new Addition(folder, Optional.of(order));
  }

  private ModelRecord model(Exchange exchange) {
    return registry.require(exchange.path("name"), exchange.path("version"));
  }

  private void one(Exchange exchange) {
    exchange.answer(ModelView.of(model(exchange)));
  }

  private void file(Exchange exchange, String name) {
    Path file = store.folder(model(exchange)).resolve(name);
    FileDelivery.send(exchange.request(), exchange.response(), file);
  }

  private void explanations(Exchange exchange) {
    ModelRecord model = model(exchange);
    if (Files.notExists(store.folder(model).resolve(Explanations.FILE))) {
      throw new ServerException(
          Kind.NOT_FOUND,
          "model %s was trained before models said where they look: train it again"
              .formatted(model.label()));
    }
    file(exchange, Explanations.FILE);
  }

  private void activate(Exchange exchange) {
    boolean resampling = exchange.body(body -> body.flag("resample"));
    exchange.answer(
        ModelView.of(
            registry.activate(exchange.path("name"), exchange.path("version"), resampling)));
  }

  private void retire(Exchange exchange) {
    exchange.answer(ModelView.of(registry.retire(exchange.path("name"), exchange.path("version"))));
  }

  private void training(Exchange exchange) {
    exchange.answer(trainings.require(exchange.path("training")));
  }

  private void cancel(Exchange exchange) {
    exchange.answer(202, trainings.cancel(exchange.path("training")));
  }
}

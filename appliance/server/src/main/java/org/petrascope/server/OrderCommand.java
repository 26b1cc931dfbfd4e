package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.petrascope.remote.ObjectStore;
import org.petrascope.store.Ed25519;
import org.petrascope.sync.OrderDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code petrascope order}: orders a box, through the store, to send otherwise. */
@Command(name = "order", description = "Orders a box to send scans otherwise.")
final class OrderCommand extends ServerCommand {
  @Mixin private final StoreOptions store = new StoreOptions();

  @Option(
      names = "--box",
      required = true,
      paramLabel = "ID",
      description = "Name of the box, as petrascope fleet boxes tells it.")
  private String box;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "Secret Ed25519 key whose public half is the box's sync.orderKey.")
  private Path key;

  @Option(
      names = "--after",
      paramLabel = "N",
      description = "Order that holds on the box, as its last letter tells; 0 when not given.")
  private long after;

  @Parameters(paramLabel = "FILE", description = "JSON with the keys of sync that are to change.")
  private Path order;

  OrderCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    JsonNode body = Json.object(bytes());
    SyncConfiguration.requireOrder(body);
    try (ObjectStore remote = store.open()) {
      long number = new OrderDesk(remote, Ed25519.secretKey(key)).place(box, after, body);
      result(
          Map.of("box", box, "number", number, "after", after),
          "order %d waits for box %s".formatted(number, box));
    }
    return DONE;
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(order);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

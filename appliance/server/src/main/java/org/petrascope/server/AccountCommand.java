package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrascope.server.AccountRoutes.AccountView;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.Role;
import org.petrascope.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code petrascope account}: who may sign in to the appliance. Secrets come from a file or from
 * standard input, never from the command line, which others on the machine can read.
 */
@Command(name = "account", description = "Adds, lists, removes and resets accounts.")
final class AccountCommand extends ServerCommand {
  /** What to do. */
  enum Deed {
    ADD,
    LIST,
    REMOVE,
    RESET
  }

  private static final int SECRET_BYTES_MAX = 1024;

  @Parameters(index = "0", paramLabel = "add|list|remove|reset", description = "What to do.")
  private Deed deed;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The account.")
  private @Nullable String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "technician, geologist or administrator.")
  private String role = Role.TECHNICIAN.word();

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "File whose first line is the PIN or password; standard input by default.")
  private @Nullable Path secretFile;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of an appliance that does not run.")
  private @Nullable Path data;

  @Mixin private final ApplianceOptions running = new ApplianceOptions();

  private final InputStream in;

  AccountCommand(Console console, InputStream in) {
    super(console);
    this.in = in;
  }

  @Override
  public Integer call() {
    if (deed == Deed.LIST) {
      list();
      return DONE;
    }
    String account = name;
    if (account == null) {
      throw new IllegalArgumentException("name the account, such as petrascope account add anna");
    }
    JsonNode done = data == null ? asked(account) : Json.MAPPER.valueToTree(changed(account, data));
    String told =
        switch (deed) {
          case ADD -> "account %s (%s) is there".formatted(account, role);
          case REMOVE -> "account %s is removed".formatted(account);
          case RESET -> "account %s has another secret and is signed out".formatted(account);
          case LIST -> "";
        };
    result(done, told);
    return DONE;
  }

  private void list() {
    JsonNode accounts = data == null ? listed() : Json.MAPPER.valueToTree(listed(data));
    StringBuilder text = new StringBuilder();
    for (JsonNode account : accounts) {
      text.append(
          "%-20s %s%n".formatted(account.path("name").asText(), account.path("role").asText()));
    }
    result(accounts, text.toString().stripTrailing());
  }

  private JsonNode listed() {
    try (ApplianceClient appliance = running.open()) {
      return appliance.get("/accounts");
    }
  }

  private static List<AccountView> listed(Path folder) {
    try (Store store = Store.open(folder, Clock.systemUTC())) {
      return store.accounts().all().stream().map(AccountView::of).toList();
    }
  }

  private JsonNode asked(String account) {
    try (ApplianceClient appliance = running.open()) {
      return switch (deed) {
        case ADD ->
            appliance.post("/accounts", Map.of("name", account, "role", role, "secret", secret()));
        case RESET ->
            appliance.post("/accounts/" + account + "/secret", Map.of("secret", secret()));
        case REMOVE -> appliance.delete("/accounts/" + account);
        case LIST -> appliance.get("/accounts");
      };
    }
  }

  /** Without an appliance, in its data folder. */
  private List<AccountView> changed(String account, Path folder) {
    Role wanted = AccountRoutes.role(role);
    try (Store store = Store.open(folder, Clock.systemUTC())) {
      AccountBook book = new AccountBook(store, Clock.systemUTC());
      switch (deed) {
        case ADD -> book.add(account, wanted, secret());
        case RESET -> book.reset(account, secret());
        case REMOVE -> book.remove(account);
        case LIST -> {}
      }
      return store.accounts().all().stream().map(AccountView::of).toList();
    }
  }

  private String secret() {
    Path file = secretFile;
    try {
      if (file == null) {
        console().say("type the PIN or password and press Enter:");
      }
      try (InputStream from = file == null ? in : Files.newInputStream(file)) {
        return firstLine(from);
      }
    } catch (IOException e) {
      throw new ServerException(
          Kind.UNUSABLE,
          "the secret cannot be read (%s): name a file with --secret-file"
              .formatted(e.getMessage()));
    }
  }

  /** Stops at its end, so that a terminal need not be closed. */
  private static String firstLine(InputStream from) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = from.read();
        next >= 0 && next != '\n' && line.size() < SECRET_BYTES_MAX;
        next = from.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }
}

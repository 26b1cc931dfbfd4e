package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.petrascope.store.Accounts;
import org.petrascope.store.Role;
import org.petrascope.store.StoreException;

/**
 * What a box is told at its first start.
 *
 * @param site where it stands, as people call it
 * @param administrator who answers for the box
 * @param account of the administrator; empty for a box that serves its own screen alone
 * @param clock what time it is; empty where the box's clock is right
 * @param timeServers that the clock follows from now on
 * @param cameraPorts network interfaces that a camera is on
 * @param configuration the keys of the configuration file, but for version and data
 */
record Answers(
    String site,
    String administrator,
    Optional<FirstAccount> account,
    Optional<Instant> clock,
    List<String> timeServers,
    List<String> cameraPorts,
    ObjectNode configuration) {
  /** What somebody signs in with. */
  record FirstAccount(String name, String secret) {
    /** As it is taken at the first start, or why it is not. */
    FirstAccount {
      try {
        Accounts.requireName(name);
      } catch (StoreException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
      SecretRule.refusal(name, Role.ADMINISTRATOR, secret)
          .ifPresent(
              why -> {
                throw new IllegalArgumentException("its secret " + why);
              });
    }
  }

  private static final int VERSION = 1;

  /** Keys that go into the configuration file as they are. */
  private static final List<String> CONFIGURED =
      List.of("http", "library", "method", "stations", "sync", "update");

  static final YAMLMapper YAML = new YAMLMapper();

  Answers {
    timeServers = List.copyOf(timeServers);
    cameraPorts = List.copyOf(cameraPorts);
  }

  /** Those in a file; refused as a whole, with every problem it has. */
  static Answers read(Path file) {
    List<String> problems = new ArrayList<>();
    Answers answers = parse(tree(file), problems);
    if (!problems.isEmpty()) {
      throw new ServerException(
          ServerException.Kind.UNUSABLE,
          "answers %s are refused, correct these: %s".formatted(file, String.join("; ", problems)));
    }
    return answers;
  }

  private static JsonNode tree(Path file) {
    try {
      return YAML.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ServerException(
          ServerException.Kind.UNUSABLE,
          "answers %s cannot be read (%s): give a YAML file"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  /** The answers that concern the box's identity, for {@link #of}. */
  byte[] bytes() {
    ObjectNode told = YAML.createObjectNode();
    told.put("version", VERSION).put("site", site).put("administrator", administrator);
    account.ifPresent(
        first -> told.putObject("account").put("name", first.name()).put("secret", first.secret()));
    told.setAll(configuration);
    return Json.bytes(told);
  }

  /** Those in such bytes, which this program wrote. */
  static Answers of(byte[] bytes) {
    List<String> problems = new ArrayList<>();
    try {
      Answers answers = parse(Json.MAPPER.readTree(bytes), problems);
      if (problems.isEmpty()) {
        return answers;
      }
    } catch (IOException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    throw new ServerException(
        ServerException.Kind.UNUSABLE, "the answers are refused: " + String.join("; ", problems));
  }

  private static Answers parse(JsonNode tree, List<String> problems) {
    Section root = Section.root(tree, problems);
    root.integer("version", new Range(1, VERSION), 0);
    if (!root.has("version")) {
      root.problem("version", "is missing: these answers are of version " + VERSION);
    }
    ObjectNode configuration = YAML.createObjectNode();
    for (String key : CONFIGURED) {
      if (root.has(key)) {
        configuration.set(key, tree.get(key));
      }
    }
    Answers answers =
        new Answers(
            root.requiredText("site"),
            root.requiredText("administrator"),
            root.has("account") ? account(root.section("account")) : Optional.empty(),
            root.choice("clock", Optional.empty(), text -> Optional.of(time(text))),
            root.texts("timeServers"),
            root.texts("cameraPorts"),
            configuration);
    root.refuseUnknownKeys();
    return answers;
  }

  private static Optional<FirstAccount> account(Section section) {
    String name = section.requiredText("name");
    String secret = section.requiredText("secret");
    section.refuseUnknownKeys();
    try {
      return name.isEmpty() || secret.isEmpty()
          ? Optional.empty()
          : Optional.of(new FirstAccount(name, secret));
    } catch (IllegalArgumentException e) {
      section.problem("name", "is refused: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A time as 2026-11-27T10:24:00Z. */
  static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s is no time: write it as 2026-11-27T10:24:00Z".formatted(text), e);
    }
  }
}

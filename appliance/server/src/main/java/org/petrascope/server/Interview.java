package org.petrascope.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Asks a person for the answers, one question a line. For one thread. */
final class Interview {
  private final Console console;
  private final Typing typing;
  private final Clock clock;

  Interview(Console console, Typing typing, Clock clock) {
    this.console = console;
    this.typing = typing;
    this.clock = clock;
  }

  Answers ask() {
    String site = required("Site, as people call it");
    String station = required("Station, as people call it");
    String address = required("IPv4 address of the camera");
    double pitch =
        parsed("Millimetres that the core moves from line to line", "0.5", Double::parseDouble);
    String port = optional("Network interface that the camera is on, nothing to leave it as it is");
    Optional<Instant> time = askForTime();
    String servers = optional("Time servers, with spaces between them, nothing for none");
    String administrator = required("Who answers for the box");
    Optional<Answers.FirstAccount> account = account();
    ObjectNode configuration = Answers.YAML.createObjectNode();
    ObjectNode configured = configuration.putArray("stations").addObject();
    configured.put("id", id(station)).put("name", station).put("linePitchMm", pitch);
    configured.putObject("camera").put("address", address);
    return new Answers(
        site, administrator, account, time, words(servers), words(port), configuration);
  }

  /** A password that nobody sees is typed twice. */
  private Optional<Answers.FirstAccount> account() {
    while (true) {
      String name =
          optional(
              "Account of the administrator, nothing for a box that serves its own screen alone");
      if (name.isEmpty()) {
        return Optional.empty();
      }
      String secret = secret("Its password, which is not shown");
      if (!secret.equals(secret("The same password once more"))) {
        console.say("These were two passwords.");
        continue;
      }
      try {
        return Optional.of(new Answers.FirstAccount(name, secret));
      } catch (IllegalArgumentException e) {
        console.say("That cannot be used: " + e.getMessage());
      }
    }
  }

  private Optional<Instant> askForTime() {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    return parsed(
        "It is %s in UTC: press Enter if that is right, else write what it is".formatted(now),
        "",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(Answers.time(text)));
  }

  /** A name as ids are written: small letters, digits and hyphens. */
  static String id(String name) {
    String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return id.isEmpty() ? "station" : id;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("[ ,]+"));
  }

  private String required(String question) {
    String answer = optional(question);
    while (answer.isEmpty()) {
      console.say("An answer is needed.");
      answer = optional(question);
    }
    return answer;
  }

  private <T> T parsed(String question, String usual, Function<String, T> parser) {
    String shown = usual.isEmpty() ? question : question + " [" + usual + "]";
    while (true) {
      String answer = optional(shown);
      try {
        return parser.apply(answer.isEmpty() ? usual : answer);
      } catch (IllegalArgumentException e) {
        console.say("That is not understood: " + e.getMessage());
      }
    }
  }

  private String optional(String question) {
    console.say(question + ":");
    return somebody(typing.line()).strip();
  }

  private String secret(String question) {
    return somebody(typing.secret(question + ":", console));
  }

  private static String somebody(Optional<String> typed) {
    return typed.orElseThrow(
        () ->
            new ServerException(
                ServerException.Kind.UNUSABLE,
                "nobody answers: run petrascope provision at a terminal, or give a file with --answers"));
  }
}

package org.petrascope.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The signing keys that are at hand, in folders that may lie on the sticks of several people. */
final class SigningKeys {
  private final List<Path> folders;
  private final Map<String, SigningKey> keys = new LinkedHashMap<>();

  private SigningKeys(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** The keys in these folders; new ones are made in the first. */
  static SigningKeys in(List<Path> folders) {
    SigningKeys found = new SigningKeys(folders);
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        found.add(SigningKey.read(file));
      }
    }
    return found;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(file -> file.toString().endsWith(".pem")).sorted().toList();
    } catch (IOException e) {
      throw new FleetException(
          "the keys in %s cannot be read (%s): name the folder that petrascope fleet init made"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private void add(SigningKey key) {
    keys.put(key.id(), key);
  }

  Optional<SigningKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** New keys of a role, named after the version of the root that introduces them. */
  List<SigningKey> make(Role role, int rootVersion, int count) {
    List<SigningKey> made = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String name = "%s-%d-%d.pem".formatted(role.label(), rootVersion, i);
      SigningKey key = SigningKey.make(folders.getFirst().resolve(name));
      add(key);
      made.add(key);
    }
    return made;
  }

  /** Where keys were looked for, as a person calls it. */
  @Override
  public String toString() {
    return String.join(", ", folders.stream().map(Path::toString).toList());
  }
}

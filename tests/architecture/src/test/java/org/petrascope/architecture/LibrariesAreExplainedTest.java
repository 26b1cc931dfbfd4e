package org.petrascope.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LibrariesAreExplainedTest {
  @Test
  void everyManagedLibraryAndPluginStandsInTheDocumentWithItsReason() throws IOException {
    String pom = Files.readString(Checkout.root().resolve("pom.xml"));
    String document = Files.readString(Checkout.root().resolve("appliance/docs/libraries.md"));
    List<String> artifacts =
        Pattern.compile("<artifactId>([^<]+)</artifactId>")
            .matcher(pom)
            .results()
            .map((MatchResult m) -> m.group(1))
            .filter(artifact -> !artifact.startsWith("petrascope"))
            .distinct()
            .toList();
    assertTrue(artifacts.size() > 10, "the root pom names only " + artifacts);
    assertEquals(
        List.of(),
        artifacts.stream().filter(artifact -> !document.contains("`" + artifact + "`")).toList(),
        "name them with their reason in appliance/docs/libraries.md");
  }
}

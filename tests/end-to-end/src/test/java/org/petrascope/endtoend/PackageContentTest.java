package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of components in the package says what is in the package, no more and no less. */
@Tag("long")
class PackageContentTest {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  @TempDir private static Path folder;
  private static Path release;
  private static JsonNode components;

  @BeforeAll
  static void unpackThePackage() throws Exception {
    Path built = InstalledBox.built();
    HostCommand.run(List.of("dpkg-deb", "--extract", built.toString(), folder.toString())).well();
    try (Stream<Path> releases = Files.list(folder.resolve("opt/petrascope/releases"))) {
      release = releases.findFirst().orElseThrow();
    }
    components =
        new ObjectMapper().readTree(release.resolve("sbom.cdx.json").toFile()).path("components");
  }

  private static List<JsonNode> components(String kind) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode component : components) {
      if (component.path("bom-ref").asText().startsWith(kind)) {
        found.add(component);
      }
    }
    return found;
  }

  @Test
  void everyJarIsListedAndEveryListedJarIsThere() throws IOException {
    TreeSet<String> listed = new TreeSet<>();
    for (JsonNode jar : components("pkg:maven/")) {
      String purl = jar.path("purl").asText();
      String classifier =
          purl.contains("classifier=")
              ? "-" + purl.replaceFirst(".*classifier=([^&]*).*", "$1")
              : "";
      listed.add(
          "%s-%s%s.jar"
              .formatted(jar.path("name").asText(), jar.path("version").asText(), classifier));
    }
    TreeSet<String> there = new TreeSet<>();
    try (Stream<Path> jars = Files.list(release.resolve("lib"))) {
      jars.forEach(jar -> there.add(jar.getFileName().toString()));
    }
    assertEquals(there, listed);
    assertTrue(there.size() > 100, there.toString());
  }

  /** The runtime says itself which Java it is. */
  @Test
  void javaRuntimeIsListedAsItIs() throws Exception {
    JsonNode runtime = components("java-runtime").getFirst();
    String said =
        HostCommand.run(
                List.of(
                    release.resolve("runtime/bin/java").toString(),
                    "-XshowSettings:properties",
                    "-version"))
            .well()
            .said();
    assertTrue(
        said.contains("java.runtime.version = " + runtime.path("version").asText() + "\n"), said);
    assertTrue(
        said.contains("java.vendor = " + runtime.path("supplier").path("name").asText() + "\n"),
        said);
  }

  /** What is inside jars and the runtime is listed with them; nothing native lies anywhere else. */
  @Test
  void nothingNativeIsPackedThatIsNotListed() throws IOException {
    List<String> unlisted = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
        if (!file.startsWith(release.resolve("runtime")) && isNative(file)) {
          unlisted.add(folder.relativize(file).toString());
        }
      }
    }
    assertEquals(List.of(), unlisted);
  }

  private static boolean isNative(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(ELF, in.readNBytes(ELF.length));
    }
  }

  @Test
  void packagesInThePageAreListed() {
    List<String> names =
        components("pkg:npm/").stream().map(part -> part.path("name").asText()).toList();
    assertTrue(names.containsAll(List.of("svelte", "uplot")), names.toString());
    assertEquals(
        components.size(),
        components("pkg:maven/").size() + names.size() + components("java-runtime").size());
  }
}

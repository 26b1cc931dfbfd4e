package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.petrascope.formats.DiskSpace;
import org.petrascope.store.DatabaseState;
import org.petrascope.store.PrivateFile;
import org.petrascope.store.StoreException;

/**
 * An archive for whoever helps: what the doctor found, versions, configuration, the last of the
 * log, recordings that are under way and what the database is made of. Everything goes through
 * {@link Redaction}; rows of the database, scans, keys and tokens are never read into it.
 */
final class DiagnosticsBundle {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Path config;
  private final Clock clock;

  DiagnosticsBundle(Path config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Replaces the file, which this user alone may read. */
  void write(Path file, List<Finding> findings) {
    JsonNode tree = tree();
    Optional<Path> data = data(tree);
    BoxFiles box = new BoxFiles(data.stream().toList());
    Redaction redaction = new Redaction(box.secrets(tree));
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("versions.json", versions());
    entries.put("findings.json", findings);
    entries.put("configuration.json", tree);
    entries.put("database.json", data.map(DiagnosticsBundle::database).orElse("no data folder"));
    entries.put("recordings.txt", box.recordings());
    entries.put("log.txt", SystemLog.last());
    PrivateFile.write(file, zipped(entries, redaction));
  }

  /** The configuration as it stands, whether or not the appliance would take it. */
  private JsonNode tree() {
    try {
      JsonNode read = YAML.readTree(config.toFile());
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException e) {
      return MissingNode.getInstance(); // the doctor's findings say what is wrong with it
    }
  }

  private Optional<Path> data(JsonNode tree) {
    String stated = tree.path("data").asText();
    return stated.isEmpty()
        ? Optional.empty()
        : Optional.of(config.toAbsolutePath().resolveSibling(stated));
  }

  private Map<String, Object> versions() {
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("petrascope", Appliance.VERSION);
    versions.put("java", Runtime.version().toString());
    for (String property : List.of("java.vm.name", "os.name", "os.version", "os.arch")) {
      versions.put(property, System.getProperty(property));
    }
    versions.put("cores", Runtime.getRuntime().availableProcessors());
    versions.put("memoryMaxBytes", Runtime.getRuntime().maxMemory());
    versions.put("at", clock.instant().toString());
    return versions;
  }

  private static Object database(Path data) {
    try {
      Map<String, Object> state = new LinkedHashMap<>();
      DatabaseState database = DatabaseState.read(data);
      state.put("freeBytes", DiskSpace.free(data));
      state.put("schema", database.schema());
      state.put("check", database.check());
      state.put("tables", database.tables());
      return state;
    } catch (StoreException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static byte[] zipped(Map<String, Object> entries, Redaction redaction) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, Object> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(content(entry.getValue(), redaction).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String content(Object value, Redaction redaction) {
    return value instanceof String text
        ? redaction.text(text)
        : Json.pretty(redaction.document(Json.MAPPER.valueToTree(value))) + "\n";
  }
}

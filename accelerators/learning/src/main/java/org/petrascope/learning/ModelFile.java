package org.petrascope.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The small JSON file beside a model's weights: the kind, the version of the format, what a row is,
 * the names of the outputs, and whatever else the kind notes.
 */
public final class ModelFile {
  /** The file's usual name. */
  public static final String NAME = "model.json";

  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;
  private final ObjectNode content;

  private ModelFile(Path file, ObjectNode content) {
    this.file = file;
    this.content = content;
  }

  /** Begins the description of a model that is about to be written. */
  public static ModelFile describing(String kind, RowShape shape, List<String> names) {
    ModelFile description = new ModelFile(Path.of(NAME), JSON.createObjectNode());
    description.content.put("kind", kind);
    description.content.put("version", VERSION);
    description.content.put("patchSide", shape.side());
    description.with("centresNm", shape.centresNm());
    ArrayNode list = description.content.putArray("names");
    names.forEach(list::add);
    return description;
  }

  public ModelFile with(String name, String value) {
    content.put(name, value);
    return this;
  }

  public ModelFile with(String name, double... values) {
    ArrayNode array = content.putArray(name);
    for (double value : values) {
      array.add(value);
    }
    return this;
  }

  /** Writes it; the folder must be there. */
  public void write(Path target) {
    try {
      Files.write(target, JSON.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + content, e);
    } catch (IOException e) {
      throw new LearningException(
          "%s cannot be written (%s): free the disk or choose another folder"
              .formatted(target, e.getMessage()),
          e);
    }
  }

  /**
   * Reads one.
   *
   * @throws LearningException when it is missing, not whole, or of another kind or version
   */
  public static ModelFile read(Path file, String kind) {
    try {
      JsonNode content = JSON.readTree(Files.readAllBytes(file));
      if (!(content instanceof ObjectNode fields)) {
        throw new LearningException(
            "%s is no model's description: restore the folder or train again".formatted(file));
      }
      ModelFile read = new ModelFile(file, fields);
      if (!read.text("kind").equals(kind)) {
        throw new LearningException(
            "%s describes a model of kind '%s', not '%s': open it as what it is"
                .formatted(file, read.text("kind"), kind));
      }
      int version = read.field("version").asInt();
      if (version != VERSION) {
        throw new LearningException(
            "%s is of version %d, this program reads version %d: use the program that wrote it"
                .formatted(file, version, VERSION));
      }
      return read;
    } catch (IOException e) {
      throw new LearningException(
          "%s cannot be read (%s): restore the folder or train again".formatted(file, firstLine(e)),
          e);
    }
  }

  private static String firstLine(IOException e) {
    return e instanceof JsonProcessingException json
        ? String.valueOf(json.getOriginalMessage())
        : e.getClass().getSimpleName();
  }

  public RowShape shape() {
    return new RowShape(field("patchSide").asInt(), numbers("centresNm"));
  }

  public List<String> names() {
    List<String> names = new ArrayList<>();
    field("names").forEach(name -> names.add(name.asText()));
    return names;
  }

  public String text(String name) {
    return field(name).asText();
  }

  public double[] numbers(String name) {
    JsonNode array = field(name);
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  private JsonNode field(String name) {
    JsonNode value = content.get(name);
    if (value == null) {
      throw new LearningException(
          "%s does not state '%s': restore the folder or train again".formatted(file, name));
    }
    return value;
  }
}

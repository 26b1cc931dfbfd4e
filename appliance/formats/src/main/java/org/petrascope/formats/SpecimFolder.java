package org.petrascope.formats;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.petrascope.spectral.Reference;

/**
 * A recording in the layout of Specim's recorders: {@code NAME/capture/NAME.raw|.hdr|.log} with
 * {@code DARKREF_NAME} and {@code WHITEREF_NAME} beside it, {@code NAME/metadata/*.xml} and {@code
 * NAME/manifest.xml}.
 *
 * @param folder the folder of the recording
 * @param name what the files are called, which need not be the folder's name
 */
public record SpecimFolder(Path folder, String name) {
  private static final String CAPTURE = "capture";
  private static final String METADATA = "metadata";
  private static final String HEADER = ".hdr";

  /** Makes the folders of a new recording. */
  public static SpecimFolder create(Path folder, String name) {
    SpecimFolder made = new SpecimFolder(folder, name);
    try {
      Files.createDirectories(folder.resolve(CAPTURE));
      Files.createDirectories(folder.resolve(METADATA));
    } catch (IOException e) {
      throw FormatException.writing(folder, e);
    }
    DurableFiles.syncFolder(folder);
    return made;
  }

  /** Opens a recording by its folder and finds its name. */
  public static SpecimFolder open(Path folder) {
    Path capture = folder.resolve(CAPTURE);
    if (!Files.isDirectory(capture)) {
      throw new FormatException(
          "%s is not a Specim recording: it has no folder \"capture\"; name the folder above it"
              .formatted(folder));
    }
    List<String> names = names(capture);
    String own = String.valueOf(folder.getFileName());
    if (names.isEmpty() || (names.size() > 1 && !names.contains(own))) {
      throw new FormatException(
          "%s holds %d recordings, one is expected: keep one header beside the references"
              .formatted(capture, names.size()));
    }
    return new SpecimFolder(folder, names.contains(own) ? own : names.getFirst());
  }

  /** The recording whose header this is. */
  static SpecimFolder ofHeader(Path header) {
    String file = String.valueOf(header.getFileName());
    return new SpecimFolder(
        header.resolveSibling("..").normalize(),
        file.substring(0, file.length() - HEADER.length()));
  }

  private static List<String> names(Path capture) {
    try (Stream<Path> files = Files.list(capture)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.toLowerCase(Locale.ROOT).endsWith(HEADER))
          .map(file -> file.substring(0, file.length() - HEADER.length()))
          .filter(
              file -> Stream.of(Reference.Kind.values()).noneMatch(k -> file.startsWith(prefix(k))))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FormatException.reading(capture, e);
    }
  }

  private static String prefix(Reference.Kind kind) {
    return switch (kind) {
      case DARK -> "DARKREF_";
      case WHITE -> "WHITEREF_";
    };
  }

  /** The header of the recording. */
  public Path header() {
    return folder.resolve(CAPTURE).resolve(name + HEADER);
  }

  /** The header of a reference, which need not be there. */
  public Path header(Reference.Kind kind) {
    return folder.resolve(CAPTURE).resolve(prefix(kind) + name + HEADER);
  }

  /** The recorder's own words about the recording. */
  public Path log() {
    return folder.resolve(CAPTURE).resolve(name + ".log");
  }

  /** The reference that was recorded with it, averaged; empty when there is none. */
  public Optional<Reference> reference(Reference.Kind kind) {
    return Files.exists(header(kind))
        ? Optional.of(ReferenceFile.read(kind, header(kind)))
        : Optional.empty();
  }

  /** Writes {@code metadata/NAME.xml} with these properties, in their order. */
  public void writeMetadata(Map<String, String> properties) {
    write(
        folder.resolve(METADATA).resolve(name + ".xml"),
        "properties",
        xml -> {
          for (Map.Entry<String, String> property : properties.entrySet()) {
            xml.writeStartElement("key");
            xml.writeAttribute("field", property.getKey());
            xml.writeCharacters(property.getValue());
            xml.writeEndElement();
          }
        });
  }

  /** Writes {@code manifest.xml}, which names every file of the recording as they are now. */
  public void writeManifest() {
    List<Path> files = files();
    write(
        folder.resolve("manifest.xml"),
        "manifest",
        xml -> {
          for (Path file : files) {
            String path = file.toString().replace('\\', '/');
            xml.writeStartElement("file");
            xml.writeAttribute("extension", path.substring(path.lastIndexOf('.') + 1));
            xml.writeAttribute("type", path.substring(0, path.indexOf('/')));
            xml.writeCharacters(path);
            xml.writeEndElement();
          }
        });
  }

  private List<Path> files() {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .map(folder::relativize)
          .filter(file -> file.startsWith(CAPTURE) || file.startsWith(METADATA))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FormatException.reading(folder, e);
    }
  }

  @FunctionalInterface
  private interface Elements {
    void writeTo(XMLStreamWriter xml) throws XMLStreamException;
  }

  private static void write(Path file, String root, Elements elements) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement(root);
      elements.writeTo(xml);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML into memory failed", e);
    }
    DurableFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}

package org.petrascope.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.sync.Letterbox;

/**
 * What {@code petrascope fleet} does with boxes that it knows or gets to know. For one thread.
 *
 * @param box expected name of the box that is to be enrolled; empty where nobody said it
 */
record FleetBoxes(EnrolledBoxes enrolled, String box) {
  FleetBoxes {
    if (!box.isEmpty()) {
      EnrolledBoxes.requireId(box);
    }
  }

  /** Takes in the box whose document this is. */
  EnrolledBoxes.Box enrol(Path document, String name) {
    try (InputStream in = Files.newInputStream(document)) {
      return enrol(in.readNBytes(Enrolment.BYTES_MAX), document.toString(), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes in the box that put its document into a store. */
  EnrolledBoxes.Box enrol(Letterbox letters, String name) {
    byte[] document =
        letters
            .enrolment(box)
            .orElseThrow(
                () ->
                    new ServerException(
                        Kind.NOT_FOUND,
                        "box %s has sent no enrolment: let petrascope sync run on it, or carry its enrolment.json here"
                            .formatted(box)));
    return enrol(document, "the enrolment of box " + box, name);
  }

  private EnrolledBoxes.Box enrol(byte[] document, String from, String name) {
    Enrolment enrolment = Enrolment.open(document, from);
    if (!box.isEmpty() && !box.equals(enrolment.box())) {
      throw new ServerException(
          Kind.CONFLICT,
          "%s is of box %s, expected box %s: look on the box what it is called"
              .formatted(from, enrolment.box(), box));
    }
    return enrolled.enrol(enrolment, name);
  }

  /** How each of them is. */
  List<ObjectNode> last(Letterbox letters) {
    BoxReports reports = new BoxReports(letters);
    return enrolled.boxes().stream().map(reports::last).toList();
  }

  /** All that they told. */
  void events(Letterbox letters, Consumer<Object> reader) {
    BoxReports reports = new BoxReports(letters);
    enrolled.boxes().forEach(known -> reports.events(known, reader::accept));
  }
}

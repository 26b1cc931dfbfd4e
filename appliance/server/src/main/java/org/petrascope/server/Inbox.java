package org.petrascope.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.petrascope.server.ServerException.Kind;

/**
 * The folder from which the API takes tables and models: {@code inbox} in the data folder. Nothing
 * outside it is ever read on somebody's word over the network.
 */
record Inbox(Path folder) {
  /** The inbox of a data folder; it is made if need be. */
  static Inbox of(Path data) {
    Path folder = data.resolve("inbox");
    OutputPaths.makeFolder(folder);
    return new Inbox(folder);
  }

  /** What a name inside the inbox means. */
  Path require(String name) {
    try {
      Path named = folder.resolve(name).toRealPath();
      if (named.startsWith(folder.toRealPath()) && !Files.isSameFile(named, folder)) {
        return named;
      }
    } catch (IOException | InvalidPathException e) {
      // Refused below, like a name that leads out of the inbox.
    }
    throw new ServerException(
        Kind.UNUSABLE,
        "%s is not in the appliance's inbox: copy it to %s first".formatted(name, folder));
  }
}

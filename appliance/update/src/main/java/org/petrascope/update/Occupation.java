package org.petrascope.update;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What an installation asks of the appliance that it replaces. */
public interface Occupation {
  /** Why the box cannot be interrupted now; empty between boxes. */
  Optional<String> busy();

  /** Stations whose camera is seen now. */
  List<String> camerasSeen();

  /** Schema of the database. */
  int schema();

  /** Writes a consistent copy of the database to a new file. */
  void copyDatabase(Path into) throws IOException;
}

package org.petrascope.update;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an installation asks of the appliance that it replaces, and what it has done in that one's
 * data folder: the folder may belong to another user, who may have put links into it.
 */
public interface Occupation {
  /** Why the box cannot be interrupted now; empty between boxes. */
  Optional<String> busy();

  /** Stations whose camera is seen now. */
  List<String> camerasSeen();

  /** Schema of the database. */
  int schema();

  /** Writes a consistent copy of the database to a new file. */
  void copyDatabase(Path into) throws IOException;

  /** Puts a copy back in the place of the database. */
  void restoreDatabase(Path copy, Path database) throws IOException;
}

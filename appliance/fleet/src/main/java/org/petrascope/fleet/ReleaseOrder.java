package org.petrascope.fleet;

import java.nio.file.Path;
import java.util.List;
import org.petrascope.update.ReleaseName;

/**
 * What is to be released.
 *
 * @param hardware kinds of boxes that it runs on
 * @param schema newest schema of the database that it reads; 0 where it reads none
 * @param content folder whose files are released
 */
public record ReleaseOrder(ReleaseName name, List<String> hardware, int schema, Path content) {
  public ReleaseOrder {
    hardware = List.copyOf(hardware);
  }
}

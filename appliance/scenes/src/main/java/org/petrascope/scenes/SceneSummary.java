package org.petrascope.scenes;

import java.util.List;
import org.petrascope.spectral.BoxTemplate;

/**
 * What a scene is, for the one who has to scan it.
 *
 * @param kind {@code core box}, {@code spectra table}, {@code reflectance cube} or {@code tile}
 * @param lines lines from beginning to end
 * @param samples samples of a line
 * @param bands bands of the camera that looks at it
 * @param layout where the rows of core lie
 * @param depthFromM depth of line 0 of the first row
 * @param depthToM depth after the last line of the last row
 * @param truthKnown whether the scene knows what is in every pixel
 * @param stretches the spectra of a table in order; empty for other kinds
 * @param notes what was done to the data to make a scene of it, one plain sentence each
 */
public record SceneSummary(
    String kind,
    int lines,
    int samples,
    int bands,
    BoxTemplate layout,
    double depthFromM,
    double depthToM,
    boolean truthKnown,
    List<Stretch> stretches,
    List<String> notes) {
  public SceneSummary {
    stretches = List.copyOf(stretches);
    notes = List.copyOf(notes);
  }
}

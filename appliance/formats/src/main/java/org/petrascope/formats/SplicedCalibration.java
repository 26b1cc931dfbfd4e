package org.petrascope.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ReferenceSet;

/**
 * What calibrates a recording some lines of which are read from others, see {@link Splice}: those
 * of a recording that has references beside it, because it was taken at another exposure, are
 * calibrated by these.
 *
 * @param calibration of all lines, each as it was taken
 * @param parts the other recordings, in the order of their first lines
 */
public record SplicedCalibration(Calibration calibration, List<Part> parts) {
  public SplicedCalibration {
    parts = List.copyOf(parts);
  }

  /**
   * Lines of one other recording.
   *
   * @param header of the other recording
   * @param lines that stand in the first, counted there
   * @param conditions they were taken under
   * @param calibration of them
   */
  public record Part(
      Path header, BitSet lines, AcquisitionConditions conditions, Calibration calibration) {}

  /**
   * Reads what stands beside the header of a recording.
   *
   * @param usual what calibrates its own lines
   * @param snrMin bands of a lower signal-to-noise ratio are masked
   */
  public static SplicedCalibration of(Path header, Calibration usual, Panel panel, double snrMin) {
    Map<String, BitSet> byRecording = new LinkedHashMap<>();
    for (Splice.Piece piece : Splice.beside(header).pieces()) {
      byRecording
          .computeIfAbsent(piece.recording(), name -> new BitSet())
          .set(piece.firstLine(), piece.firstLine() + piece.lines());
    }
    Calibration all = usual;
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, BitSet> entry : byRecording.entrySet()) {
      Path other = header.resolveSibling(entry.getKey()).normalize();
      AcquisitionConditions conditions = EnviHeader.read(other).conditions();
      SpecimFolder recording = SpecimFolder.ofHeader(other);
      boolean own = Files.exists(recording.header(Reference.Kind.WHITE));
      Calibration its =
          own
              ? Calibration.of(
                  references(recording, panel), usual.wavelengths(), conditions, snrMin)
              : usual;
      all = own ? all.with(entry.getValue(), its) : all;
      parts.add(new Part(other, entry.getValue(), conditions, its));
    }
    return new SplicedCalibration(all, parts);
  }

  private static ReferenceSet references(SpecimFolder recording, Panel panel) {
    return new ReferenceSet(
        ReferenceFile.read(Reference.Kind.DARK, recording.header(Reference.Kind.DARK)),
        ReferenceFile.read(Reference.Kind.WHITE, recording.header(Reference.Kind.WHITE)),
        panel);
  }
}

package org.petrascope.scenes;

import java.util.ArrayList;
import java.util.List;
import org.petrascope.camera.BandTable;
import org.petrascope.spectral.BandResampler;
import org.petrascope.spectral.Wavelengths;

/**
 * Turns stored spectra into what the camera's bands would see: gaps are bridged, the bands are
 * averaged by their FWHM, and beyond the stored range the last value goes on. For one thread.
 */
final class SensorView {
  private final BandResampler resampler;
  private final int firstCovered;
  private final int lastCovered;
  private final float[] bridged;
  private final List<String> notes = new ArrayList<>();

  /**
   * @param stored bands of the file
   * @param source name of the file, for messages
   */
  SensorView(Wavelengths stored, BandTable camera, String source) {
    Wavelengths target = Wavelengths.ofNanometres(camera.centresNm(), camera.fwhmsNm());
    resampler = BandResampler.between(stored, target);
    bridged = new float[stored.count()];
    int first = -1;
    int last = -1;
    for (int band = 0; band < target.count(); band++) {
      if (resampler.covers(band)) {
        first = first < 0 ? band : first;
        last = band;
      }
    }
    if (first < 0) {
      throw new SceneException(
          "%s holds %.0f to %.0f nm, the camera sees %.0f to %.0f nm: use data of the camera's range"
              .formatted(
                  source, stored.firstNm(), stored.lastNm(), target.firstNm(), target.lastNm()));
    }
    firstCovered = first;
    lastCovered = last;
    if (first > 0 || last < target.count() - 1) {
      notes.add(
          "%s holds %.0f to %.0f nm, the camera sees %.0f to %.0f nm: beyond, the last value goes on"
              .formatted(
                  source, stored.firstNm(), stored.lastNm(), target.firstNm(), target.lastNm()));
    }
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** One spectrum, finite in every band; a spectrum without any value becomes black. */
  float[] look(float[] stored) {
    bridge(stored);
    float[] seen = resampler.resample(bridged);
    for (int band = 0; band < firstCovered; band++) {
      seen[band] = seen[firstCovered];
    }
    for (int band = lastCovered + 1; band < seen.length; band++) {
      seen[band] = seen[lastCovered];
    }
    return seen;
  }

  // Copies the spectrum; missing values follow the straight line between their neighbours.
  private void bridge(float[] stored) {
    int before = -1;
    for (int band = 0; band < bridged.length; band++) {
      if (Float.isFinite(stored[band])) {
        bridged[band] = stored[band];
        fill(before, band);
        before = band;
      }
    }
    fill(before, bridged.length);
  }

  private void fill(int before, int after) {
    boolean left = before >= 0;
    boolean right = after < bridged.length;
    for (int band = before + 1; band < after; band++) {
      if (left && right) {
        float share = (float) (band - before) / (after - before);
        bridged[band] = bridged[before] + share * (bridged[after] - bridged[before]);
      } else {
        bridged[band] = left ? bridged[before] : right ? bridged[after] : 0;
      }
    }
  }
}

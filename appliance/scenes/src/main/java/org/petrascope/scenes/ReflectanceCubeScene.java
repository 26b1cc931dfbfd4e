package org.petrascope.scenes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.petrascope.formats.EnviReader;
import org.petrascope.spectral.BoxTemplate;

/**
 * A stored reflectance cube, read line by line: samples are taken by the nearest, bands by their
 * FWHM, and a missing value is bridged from its neighbours in the spectrum. {@link #reflectance} is
 * called by one thread.
 */
final class ReflectanceCubeScene implements CoreScene {
  /** A median above this is no reflectance as a fraction. */
  private static final float MEDIAN_MAX = 2;

  private static final double LINE_PITCH_M = 0.001;

  private final SceneOptions options;
  private final EnviReader reader;
  private final SensorView view;
  private final float[] stored;
  private final float[] spectrum;
  private final List<String> notes;

  private ReflectanceCubeScene(SceneOptions options, EnviReader reader, SensorView view) {
    this.options = options;
    this.reader = reader;
    this.view = view;
    stored = new float[reader.shape().lineValues()];
    spectrum = new float[reader.shape().bands()];
    notes = new ArrayList<>(reader.notes());
    notes.addAll(view.notes());
    if (reader.shape().samples() != options.samples()) {
      notes.add(
          "the cube has %d samples, the camera %d: the nearest is taken"
              .formatted(reader.shape().samples(), options.samples()));
    }
  }

  /** Opens the cube; {@link #close()} frees its file. */
  static ReflectanceCubeScene open(Path headerOrData, SceneOptions options) {
    EnviReader reader = EnviReader.open(headerOrData);
    try {
      if (reader.header().isLibrary()) {
        throw new SceneException(
            "%s is a spectral library, not an image: give a cube or a spectra table as the scene"
                .formatted(headerOrData));
      }
      SensorView view =
          new SensorView(reader.requireWavelengths(), options.bands(), headerOrData.toString());
      ReflectanceCubeScene scene = new ReflectanceCubeScene(options, reader, view);
      scene.requireReflectance(headerOrData);
      return scene;
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private void requireReflectance(Path file) {
    reader.values(reader.shape().lines() / 2, 1, stored);
    float[] sorted = stored.clone();
    Arrays.sort(sorted);
    int finite = 0;
    while (finite < sorted.length && !Float.isNaN(sorted[finite])) {
      finite++;
    }
    float median = finite == 0 ? 0 : sorted[finite / 2];
    if (median > MEDIAN_MAX) {
      throw new SceneException(
          "%s holds values around %.0f, a scene needs reflectance from 0 to 1: calibrate it or state its \"reflectance scale factor\""
              .formatted(file, median));
    }
  }

  @Override
  public int lines() {
    return reader.shape().lines();
  }

  @Override
  public SceneOptions options() {
    return options;
  }

  @Override
  public void reflectance(int line, float[] bil) {
    reader.values(line, 1, stored);
    int samples = options.samples();
    int before = -1;
    float[] seen = spectrum;
    for (int sample = 0; sample < samples; sample++) {
      int from = (int) ((sample + 0.5) * reader.shape().samples() / samples);
      if (from != before) {
        System.arraycopy(stored, from * spectrum.length, spectrum, 0, spectrum.length);
        seen = view.look(spectrum);
        before = from;
      }
      for (int band = 0; band < seen.length; band++) {
        bil[band * samples + sample] = seen[band];
      }
    }
  }

  @Override
  public SceneSummary summary() {
    return new SceneSummary(
        "reflectance cube",
        lines(),
        samples(),
        bands().bands(),
        BoxTemplate.whole(samples()),
        0,
        lines() * LINE_PITCH_M,
        false,
        List.of(),
        notes);
  }

  @Override
  public void close() {
    reader.close();
  }
}

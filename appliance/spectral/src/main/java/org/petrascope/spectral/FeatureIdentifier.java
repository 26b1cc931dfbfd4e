package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.petrascope.kernels.Continuum;
import org.petrascope.kernels.FeatureFit;

/**
 * Fits single absorption features as Tetracorder does (Clark et al. 2003,
 * doi:10.1029/2002JE001847): in every window the continuum is removed from pixel and record, the
 * record's feature is scaled to the pixel's, and a record scores the correlations of its features,
 * each weighted by the feature's area in the record.
 */
final class FeatureIdentifier implements Identifier {
  private static final List<WavelengthRange> WINDOWS =
      List.of(
          new WavelengthRange(750, 1300),
          new WavelengthRange(1350, 1500),
          new WavelengthRange(1680, 1820),
          new WavelengthRange(2050, 2280),
          new WavelengthRange(2220, 2450));

  private static final int BANDS_MIN = 6;
  private static final double POOR = 0.8;
  private static final double UNCERTAIN = 0.01;

  /** One window: continuum-removed references and the area of each one's feature. */
  private static final class Window {
    private final int[] bands;
    private final double[] positions;
    private final double[] areas;
    private final FeatureFit fit;

    private Window(WavelengthRange range, SensorLibrary library) {
      this.bands =
          library.usable().stream()
              .filter(band -> range.contains(library.sensor().centreNm(band)))
              .toArray();
      this.positions = IntStream.of(bands).mapToDouble(library.sensor()::centreNm).toArray();
      List<SensorLibrary.Entry> entries = library.entries();
      this.areas = new double[entries.size()];
      float[] rows = new float[areas.length * bands.length];
      for (int i = 0; i < areas.length; i++) {
        gather(entries.get(i).onSensor().values(), 0, rows, i);
      }
      if (bands.length > 1) {
        Continuum.remove(rows, positions, 0, areas.length, rows);
      }
      for (int i = 0; i < rows.length; i++) {
        areas[i / bands.length] += 1 - rows[i];
      }
      this.fit = new FeatureFit(rows, Math.max(2, bands.length));
    }

    private void gather(float[] from, int offset, float[] to, int row) {
      for (int i = 0; i < bands.length; i++) {
        to[row * bands.length + i] = from[offset + bands[i]];
      }
    }
  }

  private final int sensorBands;
  private final int[] classes;
  private final List<Window> windows = new ArrayList<>();

  FeatureIdentifier(SensorLibrary library) {
    this.sensorBands = library.sensor().count();
    this.classes = library.entries().stream().mapToInt(SensorLibrary.Entry::mineralClass).toArray();
    for (WavelengthRange range : WINDOWS) {
      if (range.coveredBy(library.sensor())) {
        Window window = new Window(range, library);
        if (window.bands.length >= BANDS_MIN) {
          windows.add(window);
        }
      }
    }
    if (windows.isEmpty()) {
      throw new SpectralException(
          "method feature finds none of its windows (%s) in the %d bands that sensor and library share: use method sam or another camera"
              .formatted(WINDOWS, library.usable().cardinality()));
    }
  }

  @Override
  public Session session() {
    return new FeatureSession();
  }

  private final class FeatureSession implements Session {
    private final double[] score = new double[PIXELS_MAX * classes.length];
    private final double[] area = new double[classes.length];
    private final float[] rows = new float[PIXELS_MAX * sensorBands];
    private final float[] slopes = new float[PIXELS_MAX * classes.length];
    private final float[] correlations = new float[PIXELS_MAX * classes.length];

    @Override
    public void load(float[] bip, int pixels) {
      java.util.Arrays.fill(score, 0);
      java.util.Arrays.fill(area, 0);
      for (Window window : windows) {
        for (int pixel = 0; pixel < pixels; pixel++) {
          window.gather(bip, pixel * sensorBands, rows, pixel);
        }
        Continuum.remove(rows, window.positions, 0, pixels, rows);
        window.fit.fit(rows, 0, pixels, slopes, correlations);
        add(window, pixels);
      }
    }

    private void add(Window window, int pixels) {
      for (int entry = 0; entry < classes.length; entry++) {
        double weight = window.areas[entry];
        if (!(weight > 0)) {
          continue;
        }
        area[entry] += weight;
        for (int pixel = 0; pixel < pixels; pixel++) {
          int i = pixel * classes.length + entry;
          if (slopes[i] > 0 && correlations[i] > 0) {
            score[i] += weight * correlations[i];
          }
        }
      }
    }

    @Override
    public void identify(int pixel, Answer answer) {
      for (int entry = 0; entry < classes.length; entry++) {
        double scored = score[pixel * classes.length + entry] / area[entry];
        if (scored > 0) {
          answer.offer(entry, scored, classes);
        }
      }
      if (answer.best < 0) {
        answer.flag(PixelFlag.ASPECTRAL);
        return;
      }
      if (answer.score < POOR) {
        answer.flag(PixelFlag.POOR_FIT);
      }
      if (answer.second >= 0 && answer.score - answer.secondScore < UNCERTAIN) {
        answer.flag(PixelFlag.UNCERTAIN);
      }
      answer.addPart(classes[answer.best], 1);
    }
  }
}

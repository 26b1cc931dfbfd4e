package org.petrascope.spectral;

import java.util.List;
import java.util.stream.IntStream;
import org.petrascope.kernels.Continuum;
import org.petrascope.kernels.SpectralAngle;

/**
 * The spectral angle mapper: the record at the smallest angle, whatever the brightness (Kruse et
 * al. 1993, doi:10.1016/0034-4257(93)90013-N); or the same on the continuum-removed short-wave
 * infrared, where the angle follows absorption features instead of overall shape.
 */
final class AngleIdentifier implements Identifier {
  /** The continuum is taken over this range, which holds the features of most minerals. */
  private static final WavelengthRange FEATURES = new WavelengthRange(2050, 2450);

  /** Angles above this explain little. */
  private static final double POOR_RADIANS = 0.15;

  private static final double UNCERTAIN_RADIANS = 0.005;
  private static final int BANDS_MIN = 8;

  private final boolean continuumRemoved;
  private final int[] bands;
  private final double[] positions;
  private final int sensorBands;
  private final int[] entries;
  private final int[] classes;
  private final SpectralAngle angles;

  private AngleIdentifier(SensorLibrary library, boolean continuumRemoved) {
    this.continuumRemoved = continuumRemoved;
    this.sensorBands = library.sensor().count();
    this.bands =
        library.usable().stream()
            .filter(b -> !continuumRemoved || FEATURES.contains(library.sensor().centreNm(b)))
            .toArray();
    if (bands.length < BANDS_MIN) {
      throw new SpectralException(
          "method msam needs at least %d bands from %s, sensor and library share %d: use a camera that sees them"
              .formatted(BANDS_MIN, FEATURES, bands.length));
    }
    this.positions = IntStream.of(bands).mapToDouble(library.sensor()::centreNm).toArray();
    List<SensorLibrary.Entry> all = library.entries();
    this.classes = all.stream().mapToInt(SensorLibrary.Entry::mineralClass).toArray();
    this.entries = IntStream.range(0, all.size()).filter(i -> complete(all.get(i))).toArray();
    if (entries.length == 0) {
      throw new SpectralException(
          "no record of library %s has values in all %d bands that are compared: use method auto or msam, or another library"
              .formatted(library.library().name(), bands.length));
    }
    float[] references = new float[entries.length * bands.length];
    for (int i = 0; i < entries.length; i++) {
      gather(all.get(entries[i]).onSensor().values(), 0, references, i);
    }
    prepare(references, entries.length);
    this.angles = new SpectralAngle(references, bands.length);
  }

  static AngleIdentifier plain(SensorLibrary library) {
    return new AngleIdentifier(library, false);
  }

  static AngleIdentifier onContinuum(SensorLibrary library) {
    return new AngleIdentifier(library, true);
  }

  private boolean complete(SensorLibrary.Entry entry) {
    return IntStream.of(bands).noneMatch(band -> Float.isNaN(entry.onSensor().value(band)));
  }

  private void gather(float[] from, int offset, float[] to, int row) {
    for (int i = 0; i < bands.length; i++) {
      to[row * bands.length + i] = from[offset + bands[i]];
    }
  }

  private void prepare(float[] rows, int count) {
    if (continuumRemoved) {
      Continuum.remove(rows, positions, 0, count, rows);
    }
  }

  @Override
  public Session session() {
    return new AngleSession();
  }

  private final class AngleSession implements Session {
    private final float[] rows = new float[PIXELS_MAX * bands.length];
    private final float[] found = new float[PIXELS_MAX * entries.length];

    @Override
    public void load(float[] bip, int pixels) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        gather(bip, pixel * sensorBands, rows, pixel);
      }
      prepare(rows, pixels);
      angles.angles(rows, 0, pixels, found);
    }

    @Override
    public void identify(int pixel, Answer answer) {
      if (Float.isNaN(found[pixel * entries.length])) {
        answer.flag(PixelFlag.NO_DATA);
        return;
      }
      for (int i = 0; i < entries.length; i++) {
        answer.offer(entries[i], -found[pixel * entries.length + i], classes);
      }
      if (-answer.score > POOR_RADIANS) {
        answer.flag(PixelFlag.POOR_FIT);
      }
      if (answer.second >= 0 && answer.score - answer.secondScore < UNCERTAIN_RADIANS) {
        answer.flag(PixelFlag.UNCERTAIN);
      }
      answer.score = Math.max(0, Math.cos(answer.score));
      answer.secondScore = answer.second < 0 ? 0 : Math.max(0, Math.cos(answer.secondScore));
      answer.addPart(classes[answer.best], 1);
    }
  }
}

package org.petrascope.spectral;

import java.util.List;
import java.util.stream.IntStream;
import org.petrascope.kernels.ConstrainedLeastSquares;

/**
 * Fully constrained least squares over one record of every mineral (Heinz and Chang 2001,
 * doi:10.1109/36.911111), pixel and records at equal mean brightness. With many similar endmembers
 * the fractions are less certain than those of the default method.
 */
final class FclsIdentifier implements Identifier {
  private static final double MIXED = 0.2;
  private static final double POOR_RMS = 0.03;

  private final int[] bands;
  private final int sensorBands;
  private final int[] entries;
  private final int[] classes;
  private final ConstrainedLeastSquares unmixing;

  FclsIdentifier(SensorLibrary library) {
    this.sensorBands = library.sensor().count();
    this.bands = library.usable().stream().toArray();
    List<SensorLibrary.Entry> all = library.entries();
    this.entries =
        IntStream.range(1, library.classes().size())
            .map(mineral -> firstComplete(all, mineral))
            .filter(entry -> entry >= 0)
            .toArray();
    if (entries.length < 2) {
      throw new SpectralException(
          "method fcls finds %d minerals of library %s with values in all %d common bands, at least 2 are needed: use method auto"
              .formatted(entries.length, library.library().name(), bands.length));
    }
    this.classes = IntStream.of(entries).map(entry -> all.get(entry).mineralClass()).toArray();
    float[] endmembers = new float[entries.length * bands.length];
    for (int i = 0; i < entries.length; i++) {
      gather(all.get(entries[i]).onSensor().values(), 0, endmembers, i);
    }
    this.unmixing = ConstrainedLeastSquares.fullyConstrained(endmembers, bands.length);
  }

  private int firstComplete(List<SensorLibrary.Entry> all, int mineral) {
    return IntStream.range(0, all.size())
        .filter(entry -> all.get(entry).mineralClass() == mineral)
        .filter(
            entry ->
                IntStream.of(bands)
                    .noneMatch(band -> Float.isNaN(all.get(entry).onSensor().value(band))))
        .findFirst()
        .orElse(-1);
  }

  // The bands at mean 1.
  private void gather(float[] from, int offset, float[] to, int row) {
    int start = row * bands.length;
    double sum = 0;
    for (int i = 0; i < bands.length; i++) {
      to[start + i] = from[offset + bands[i]];
      sum += to[start + i];
    }
    float scale = (float) (bands.length / sum);
    for (int i = 0; i < bands.length; i++) {
      to[start + i] *= scale;
    }
  }

  @Override
  public Session session() {
    return new FclsSession();
  }

  private final class FclsSession implements Session {
    private final float[] rows = new float[PIXELS_MAX * bands.length];
    private final float[] abundances = new float[PIXELS_MAX * entries.length];
    private final float[] rms = new float[PIXELS_MAX];

    @Override
    public void load(float[] bip, int pixels) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        gather(bip, pixel * sensorBands, rows, pixel);
      }
      unmixing.solve(rows, 0, pixels, abundances, rms);
    }

    @Override
    public void identify(int pixel, Answer answer) {
      if (Float.isNaN(rms[pixel])) {
        answer.flag(PixelFlag.NO_DATA);
        return;
      }
      for (int i = 0; i < entries.length; i++) {
        double share = abundances[pixel * entries.length + i];
        if (share > 0) {
          answer.addPart(classes[i], share);
          keep(answer, entries[i], share);
        }
      }
      if (answer.secondScore >= MIXED) {
        answer.flag(PixelFlag.MIXED);
      }
      if (rms[pixel] > POOR_RMS) {
        answer.flag(PixelFlag.POOR_FIT);
      }
    }

    private void keep(Answer answer, int entry, double share) {
      if (answer.best < 0 || share > answer.score) {
        answer.second = answer.best;
        answer.secondScore = answer.score;
        answer.best = entry;
        answer.score = share;
      } else if (share > answer.secondScore) {
        answer.second = entry;
        answer.secondScore = share;
      }
    }
  }
}

package org.petrascope.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.petrascope.formats.SpectraTable;
import org.petrascope.learning.ModelPackage;
import org.petrascope.learning.RowShape;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.BandResampler;
import org.petrascope.spectral.WavelengthRange;
import org.petrascope.spectral.Wavelengths;

/**
 * The bands that spectra of several sources share: those of the first source, less what another one
 * does not reach. Sources of other bands within these are resampled only when that was asked for.
 * Immutable.
 */
final class CommonBands {
  private final int[] kept;
  private final RowShape shape;
  private final Map<Wavelengths, BandResampler> resamplers;

  private CommonBands(int[] kept, RowShape shape, Map<Wavelengths, BandResampler> resamplers) {
    this.kept = kept;
    this.shape = shape;
    this.resamplers = resamplers;
  }

  /**
   * The bands of tables.
   *
   * @param others sources that are always resampled, such as a library
   */
  static CommonBands of(List<SpectraTable> tables, List<Wavelengths> others, boolean resample) {
    Wavelengths first = tables.getFirst().wavelengths();
    List<Wavelengths> resampled = new ArrayList<>(others);
    for (SpectraTable table : tables) {
      if (!resample && !shareBands(first, table.wavelengths())) {
        throw new ServerException(
            Kind.UNUSABLE,
            "%s has other wavelengths than %s (%s against %s): give --resample to turn them into the first table's"
                .formatted(table.name(), tables.getFirst().name(), table.wavelengths(), first));
      }
      if (!table.wavelengths().equals(first)) {
        resampled.add(table.wavelengths());
      }
    }
    return over(first, resampled);
  }

  /** Whether all bands of the first that the second reaches are bands of the second as well. */
  private static boolean shareBands(Wavelengths first, Wavelengths second) {
    WavelengthRange reached = new WavelengthRange(second.firstNm(), second.lastNm());
    double[] inside = DoubleStream.of(first.centresNm()).filter(reached::contains).toArray();
    return inside.length > 1
        && ModelPackage.mismatch(new RowShape(1, inside), second.centresNm()).isEmpty();
  }

  private static CommonBands over(Wavelengths first, List<Wavelengths> resampled) {
    Map<Wavelengths, BandResampler> resamplers = new LinkedHashMap<>();
    resampled.forEach(
        source -> resamplers.computeIfAbsent(source, it -> BandResampler.between(it, first)));
    int[] kept =
        IntStream.range(0, first.count())
            .filter(band -> resamplers.values().stream().allMatch(it -> it.covers(band)))
            .toArray();
    if (kept.length < 2) {
      throw new ServerException(
          Kind.UNUSABLE,
          "the sources have %d bands in common: use spectra of overlapping ranges"
              .formatted(kept.length));
    }
    double[] centres = IntStream.of(kept).mapToDouble(first::centreNm).toArray();
    return new CommonBands(kept, new RowShape(1, centres), resamplers);
  }

  /** Those of them that lie in a range. */
  CommonBands within(WavelengthRange range) {
    int[] inside =
        IntStream.range(0, kept.length)
            .filter(band -> range.contains(shape.centreNm(band)))
            .toArray();
    return new CommonBands(
        IntStream.of(inside).map(band -> kept[band]).toArray(),
        new RowShape(1, IntStream.of(inside).mapToDouble(shape::centreNm).toArray()),
        resamplers);
  }

  RowShape shape() {
    return shape;
  }

  /** A spectrum of one of the sources in the common bands. */
  float[] row(Wavelengths source, float[] spectrum) {
    BandResampler resampler = resamplers.get(source);
    float[] onFirst = resampler == null ? spectrum : resampler.resample(spectrum);
    float[] row = new float[kept.length];
    for (int band = 0; band < kept.length; band++) {
      row[band] = onFirst[kept[band]];
    }
    return row;
  }
}

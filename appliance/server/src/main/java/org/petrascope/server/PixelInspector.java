package org.petrascope.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.petrascope.formats.EnviReader;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.LineWindow;
import org.petrascope.spectral.MapClass;
import org.petrascope.spectral.MappedBlock;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.spectral.MineralTally;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.Spectrum;
import org.petrascope.store.ScanRecord;

/**
 * Answers what one pixel of a scan is, from its raw line and the references beside it, during the
 * scan and after it. May be used by any thread.
 */
final class PixelInspector {
  /** A fraction below this is not worth a line on the page. */
  private static final float FRACTION_MIN = 0.005f;

  private final ScanCalibrations calibrations;
  private final Mappers mappers;

  PixelInspector(ScanCalibrations calibrations, Mappers mappers) {
    this.calibrations = calibrations;
    this.mappers = mappers;
  }

  PixelView pixel(ScanRecord scan, int line, int sample) {
    try (EnviReader raw = calibrations.raw(scan)) {
      CubeShape shape = raw.shape();
      if (line >= shape.lines() || sample >= shape.samples()) {
        throw new ServerException(
            Kind.NOT_FOUND,
            "scan %s has no pixel %d, %d: it has %d lines x %d samples"
                .formatted(scan.id(), line, sample, shape.lines(), shape.samples()));
      }
      Calibration calibration = calibrations.of(scan, raw);
      PixelMapper mapper = mappers.of(scan, calibration);
      int first = Math.max(0, line - mapper.reach());
      int last = Math.min(shape.lines() - 1, line + mapper.reach());
      Calibration.Room room = calibration.room(last - first + 1);
      ReflectanceCube lines = calibration.reflectance(raw.raw(first, last - first + 1), room);
      int inBlock = (line - first) * shape.samples() + sample;
      int known =
          room.light().word(inBlock)
              | (room.saturated().get(inBlock) ? PixelFlag.SATURATED.bit() : 0)
              | (lines.lost(line - first) ? PixelFlag.LOST_LINE.bit() : 0)
              | (calibration.repaired(line, sample) && !lines.lost(line - first)
                  ? PixelFlag.REPAIRED.bit()
                  : 0);
      return view(scan, mapper, new Place(lines, line - first, sample, known));
    }
  }

  /**
   * A pixel among the lines around it.
   *
   * @param known flags that hold whatever the mapper tells
   */
  private record Place(ReflectanceCube lines, int line, int sample, int known) {
    int scanLine() {
      return lines.firstLine() + line;
    }
  }

  private PixelView view(ScanRecord scan, PixelMapper mapper, Place place) {
    float[] spectrum = place.lines().spectrum(place.line(), place.sample());
    int first = Math.max(0, place.sample() - mapper.reach());
    MappedBlock mapped = mapper.map(window(place, first, mapper.reach()));
    int pixel = place.sample() - first;
    int flags = mapped.flags()[pixel] | place.known();
    MapClass best = mapped.best(pixel);
    MapClass second = mapped.second(pixel);
    return new PixelView(
        place.scanLine(),
        place.sample(),
        depth(scan, place.scanLine(), place.sample()),
        best.name(),
        best.group().label(),
        (double) mapped.scores()[pixel],
        second.index() == 0 ? "" : second.name(),
        PixelFlag.labels(flags),
        parts(mapped, pixel, MineralTally.Legend.of(mapper).groups()),
        Arrays.stream(place.lines().wavelengths().centresNm()).boxed().toList(),
        list(spectrum),
        match(mapper, spectrum),
        mapper.attribution(new Spectrum(spectrum)).map(PixelInspector::view).orElse(null));
  }

  /** The pixel's line with the samples around it, and the lines beside. */
  private static LineWindow window(Place place, int first, int reach) {
    ReflectanceCube lines = place.lines();
    int last = Math.min(lines.shape().samples() - 1, place.sample() + reach);
    CubeShape shape = new CubeShape(lines.shape().lines(), last - first + 1, lines.shape().bands());
    float[] bip = new float[Math.toIntExact(shape.values())];
    for (int line = 0; line < shape.lines(); line++) {
      System.arraycopy(
          lines.bip(),
          lines.offset(line, first),
          bip,
          line * shape.lineValues(),
          shape.lineValues());
    }
    return new LineWindow(
        Calibration.stored(shape, lines.firstLine(), lines.wavelengths(), bip), place.line(), 1);
  }

  /** Null beside the core. */
  private static @Nullable Double depth(ScanRecord scan, int line, int sample) {
    BoxTemplate template = scan.request().template();
    int row = template.rowOf(sample);
    return row < 0
        ? null
        : template.depthM(row, line, scan.request().lines(), scan.request().depth());
  }

  private static List<PixelView.PartView> parts(
      MappedBlock mapped, int pixel, List<MineralGroup> groups) {
    List<PixelView.PartView> parts = new ArrayList<>();
    for (int i = 0; i < mapped.components().size(); i++) {
      String name = mapped.components().get(i);
      float fraction = mapped.abundances()[pixel * mapped.components().size() + i];
      if (fraction >= FRACTION_MIN) {
        parts.add(new PixelView.PartView(name, groups.get(i).label(), fraction));
      }
    }
    parts.sort((a, b) -> Float.compare(b.fraction(), a.fraction()));
    return parts;
  }

  private static PixelView.@Nullable MatchView match(PixelMapper mapper, float[] spectrum) {
    PixelMapper.BestMatch match = mapper.bestMatch(new Spectrum(spectrum));
    return match.record().isEmpty()
        ? null
        : new PixelView.MatchView(
            match.mineral().name(), match.record(), list(match.reflectance().values()));
  }

  private static PixelView.AttributionView view(PixelMapper.Attribution attribution) {
    double[] centresNm = attribution.bands().centresNm();
    float[] shares = attribution.shares().values();
    return new PixelView.AttributionView(
        attribution.name(),
        Arrays.stream(centresNm).boxed().toList(),
        list(shares),
        Explaining.BY_ABSORPTIONS.features(
            new RowShape(1, centresNm), new Rows(1, shares.length, shares)));
  }

  private static List<Float> list(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }
}

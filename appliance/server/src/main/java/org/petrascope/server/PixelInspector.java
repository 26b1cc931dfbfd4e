package org.petrascope.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.ReferenceFile;
import org.petrascope.formats.SpecimFolder;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.MapClass;
import org.petrascope.spectral.MappedBlock;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.spectral.MineralTally;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ReferenceSet;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.ScanId;
import org.petrascope.spectral.Spectrum;
import org.petrascope.spectral.Wavelengths;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;

/**
 * Answers what one pixel of a scan is, from its raw line and the references beside it, during the
 * scan and after it. May be used by any thread.
 */
final class PixelInspector {
  /** Calibrations kept: a page asks about one scan at a time. */
  private static final int SCANS_MAX = 2;

  /** A fraction below this is not worth a line on the page. */
  private static final float FRACTION_MIN = 0.005f;

  private final Store store;
  private final Panels panels;
  private final Mappers mappers;
  private final Map<ScanId, Calibration> calibrations = new LinkedHashMap<>();

  PixelInspector(Store store, Panels panels, Mappers mappers) {
    this.store = store;
    this.panels = panels;
    this.mappers = mappers;
  }

  PixelView pixel(ScanRecord scan, int line, int sample) {
    SpecimFolder recording = recording(scan);
    try (EnviReader raw = EnviReader.recover(recording.header())) {
      CubeShape shape = raw.shape();
      if (line >= shape.lines() || sample >= shape.samples()) {
        throw new ServerException(
            Kind.NOT_FOUND,
            "scan %s has no pixel %d, %d: it has %d lines x %d samples"
                .formatted(scan.id(), line, sample, shape.lines(), shape.samples()));
      }
      RawCube rawLine = raw.raw(line, 1);
      Calibration calibration = calibration(scan, recording, raw);
      ReflectanceCube reflectance = calibration.reflectance(rawLine);
      boolean saturated = calibration.saturated(rawLine).get(sample);
      return view(scan, reflectance, sample, saturated);
    }
  }

  private SpecimFolder recording(ScanRecord scan) {
    return new SpecimFolder(store.folder(scan), scan.id().value());
  }

  private synchronized Calibration calibration(
      ScanRecord scan, SpecimFolder recording, EnviReader raw) {
    Calibration known = calibrations.get(scan.id());
    if (known != null) {
      return known;
    }
    Panel panel = panels.of(scan.station());
    ReferenceSet references =
        new ReferenceSet(
            ReferenceFile.read(Reference.Kind.DARK, recording.header(Reference.Kind.DARK)),
            ReferenceFile.read(Reference.Kind.WHITE, recording.header(Reference.Kind.WHITE)),
            panel);
    Calibration calibration =
        Calibration.of(references, raw.requireWavelengths(), raw.header().conditions());
    if (calibrations.size() >= SCANS_MAX) {
      calibrations.remove(calibrations.keySet().iterator().next());
    }
    calibrations.put(scan.id(), calibration);
    return calibration;
  }

  private PixelView view(ScanRecord scan, ReflectanceCube line, int sample, boolean saturated) {
    Wavelengths bands = line.wavelengths();
    float[] spectrum = line.spectrum(0, sample);
    PixelMapper mapper = mappers.of(scan, bands);
    MappedBlock mapped = mapper.map(single(bands, spectrum));
    int flags =
        mapped.flags()[0]
            | (saturated ? PixelFlag.SATURATED.bit() : 0)
            | (line.lost(0) ? PixelFlag.LOST_LINE.bit() : 0);
    MapClass best = mapped.best(0);
    MapClass second = mapped.second(0);
    return new PixelView(
        line.firstLine(),
        sample,
        depth(scan, line.firstLine(), sample),
        best.name(),
        best.group().label(),
        (double) mapped.scores()[0],
        second.index() == 0 ? "" : second.name(),
        PixelFlag.labels(flags),
        parts(mapped, MineralTally.Legend.of(mapper).groups()),
        Arrays.stream(bands.centresNm()).boxed().toList(),
        list(spectrum),
        match(mapper, spectrum),
        mapper.attribution(new Spectrum(spectrum)).map(PixelInspector::view).orElse(null));
  }

  private static ReflectanceCube single(Wavelengths bands, float[] spectrum) {
    return Calibration.stored(new CubeShape(1, 1, bands.count()), 0, bands, spectrum);
  }

  /** Null beside the core. */
  private static @Nullable Double depth(ScanRecord scan, int line, int sample) {
    BoxTemplate template = scan.request().template();
    int row = template.rowOf(sample);
    return row < 0
        ? null
        : template.depthM(row, line, scan.request().lines(), scan.request().depth());
  }

  private static List<PixelView.PartView> parts(MappedBlock mapped, List<MineralGroup> groups) {
    List<PixelView.PartView> parts = new ArrayList<>();
    for (int i = 0; i < mapped.components().size(); i++) {
      String name = mapped.components().get(i);
      float fraction = mapped.abundances()[i];
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

package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.PixelFormat;
import org.petrascope.formats.CsvWriter;
import org.petrascope.scan.ReferenceLimits;
import org.petrascope.scenes.CoreScene;
import org.petrascope.scenes.SceneSummary;
import org.petrascope.scenes.Stretch;
import org.petrascope.simulator.SensorModel;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.SampleRange;
import org.petrascope.store.ScanRequest;

/** A scene as a box on a station: how to take it, and what is known about it. */
final class DemoBox {
  private static final String STATION = "demo";
  private static final double EXPOSURE_US = 1500;

  /** Slow enough for two cores that also play the camera. */
  private static final double LINE_RATE_HZ = 120;

  private static final double INTERVAL_M = 0.1;

  /** A certificate goes on beyond the camera's bands. */
  private static final double CERTIFICATE_MARGIN_NM = 50;

  private final CoreScene scene;
  private final SceneSummary summary;

  DemoBox(CoreScene scene) {
    this.scene = scene;
    this.summary = scene.summary();
  }

  /** An appliance with one station, on which the scene lies. */
  Configuration configuration(
      DemoFolder folder, String cameraAddress, Optional<Path> library, HttpSettings http) {
    Path panel = folder.data().resolve("panel.csv");
    writeCertificate(panel);
    return new Configuration(
        folder.data(),
        http,
        library,
        MapMethod.AUTO,
        List.of(
            new StationConfiguration(
                STATION,
                "Demonstration",
                CameraConfiguration.at(cameraAddress),
                new AcquisitionSettings(PixelFormat.MONO12_PACKED, EXPOSURE_US, LINE_RATE_HZ, 1, 1),
                linePitchMm(),
                Optional.of(panel),
                Optional.empty(),
                false,
                rows(),
                Optional.empty(),
                Detector.SNR_MIN_DEFAULT,
                ReferenceLimits.DEFAULT)),
        UpdateConfiguration.NONE);
  }

  private double linePitchMm() {
    double rowM = (summary.depthToM() - summary.depthFromM()) / summary.layout().rows().size();
    return rowM * 1000 / summary.lines();
  }

  private List<SampleRange> rows() {
    return summary.layout().rows().stream()
        .map(row -> new SampleRange(row.from(), row.to()))
        .toList();
  }

  /** The certificate of the simulated panel, as its maker would send it along. */
  private void writeCertificate(Path file) {
    double[] centres = scene.bands().centresNm();
    float[] reflectance = SensorModel.of(scene).panel();
    int last = centres.length - 1;
    try (CsvWriter csv = CsvWriter.create(file, List.of("wavelength_nm", "reflectance"))) {
      csv.row(point(centres[0] - CERTIFICATE_MARGIN_NM, reflectance[0]));
      for (int band = 0; band <= last; band++) {
        csv.row(point(centres[band], reflectance[band]));
      }
      csv.row(point(centres[last] + CERTIFICATE_MARGIN_NM, reflectance[last]));
      csv.commit();
    }
  }

  private static List<String> point(double nm, float reflectance) {
    return List.of(
        String.format(Locale.ROOT, "%.3f", nm), String.format(Locale.ROOT, "%.5f", reflectance));
  }

  /** The whole scene; a table of spectra gives one interval a spectrum. */
  ScanRequest request() {
    DepthInterval depth = new DepthInterval(summary.depthFromM(), summary.depthToM());
    return new ScanRequest(
        "DEMO", "1", depth, new BoxTemplate(rows()), intervals(depth), summary.lines());
  }

  private DepthIntervals intervals(DepthInterval depth) {
    if (summary.stretches().isEmpty()) {
      return DepthIntervals.every(INTERVAL_M, depth);
    }
    List<Double> bounds = new ArrayList<>();
    bounds.add(depth.fromM());
    for (Stretch stretch : summary.stretches()) {
      bounds.add(stretch.depthToM());
    }
    return DepthIntervals.between(bounds);
  }

  /** How well a map of the scene is, where the scene knows what it shows. */
  Optional<GroupAccuracy> accuracy(Path mineralMap) {
    return scene.truth().map(truth -> GroupAccuracy.of(mineralMap, truth));
  }
}

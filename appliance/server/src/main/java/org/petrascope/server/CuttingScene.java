package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import org.petrascope.formats.EnviReader;
import org.petrascope.laboratory.PatchSource;
import org.petrascope.laboratory.PixelFlags;
import org.petrascope.laboratory.ScanGeometry;
import org.petrascope.laboratory.SceneLines;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CalibrationRef;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.Sensor;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.Store;

/**
 * A scan or a cube, open to be cut into patches.
 *
 * @param hole empty when unknown
 * @param depthKnown whether the geometry's depths are real
 * @param file what is open
 */
record CuttingScene(
    SceneLines lines,
    PixelFlags flags,
    ScanGeometry geometry,
    PatchSource source,
    String hole,
    boolean depthKnown,
    EnviReader file)
    implements AutoCloseable {
  private static final DepthInterval UNKNOWN_DEPTH = new DepthInterval(0, 1);

  /** A finished scan of the appliance, with what its map flagged. */
  static CuttingScene stored(ScanRecord scan, Store store, ScanCalibrations calibrations) {
    if (scan.state() != ScanState.FINISHED) {
      throw new ServerException(
          Kind.CONFLICT,
          "scan %s is not finished, so that nobody knows which of its pixels are of use: finish it first"
              .formatted(scan.id()));
    }
    PixelFlags flags = flags(store.folder(scan).resolve("products").resolve("flags.hdr"));
    EnviReader raw = calibrations.raw(scan);
    try {
      Calibration calibration = calibrations.of(scan, raw);
      CubeShape shape = raw.shape();
      return new CuttingScene(
          new StoredScene("scan " + scan.id(), raw, calibration),
          flags,
          new ScanGeometry(
              shape.lines(), shape.samples(), scan.request().template(), scan.request().depth()),
          new PatchSource(
              scan.id().value(), scan.sensor(), calibrations.reference(scan, calibration), ""),
          scan.request().hole(),
          true,
          raw);
    } catch (RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static PixelFlags flags(Path header) {
    try (EnviReader reader = EnviReader.open(header)) {
      CubeShape shape = reader.shape();
      short[] words = new short[Math.toIntExact(shape.values())];
      reader.raw(0, shape.lines(), words);
      return (line, sample) -> Short.toUnsignedInt(words[line * shape.samples() + sample]);
    }
  }

  /** A cube of which nothing is known but what its header and the order say. */
  static CuttingScene cube(CuttingOrder.Cube cube) {
    EnviReader reader = EnviReader.open(cube.file());
    try {
      reader.requireWavelengths();
      CubeShape shape = reader.shape();
      BoxTemplate template =
          cube.rows().isEmpty() ? BoxTemplate.whole(shape.samples()) : new BoxTemplate(cube.rows());
      return new CuttingScene(
          SceneLines.of(reader),
          PixelFlags.none(),
          new ScanGeometry(
              shape.lines(), shape.samples(), template, cube.depth().orElse(UNKNOWN_DEPTH)),
          new PatchSource(
              cube.name(),
              new Sensor("", "", "", ""),
              new CalibrationRef("", "", "", List.of()),
              ""),
          cube.hole(),
          cube.depth().isPresent(),
          reader);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public void close() {
    file.close();
  }
}

package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Execution;
import org.petrascope.spectral.GridTransform;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.ScanId;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanRequest;
import org.petrascope.store.ScanState;
import org.petrascope.store.Store;

/**
 * Scans of one box by two cameras of other wavelengths, the second a little further, turned and at
 * another scale, in a data folder.
 */
record JoinedScans(String shorter, String longer) {
  static final int LINES = 260;
  static final int SAMPLES = 200;

  /** Where the second camera's pixels lie on the first's grid. */
  private static final GridTransform OFF =
      new GridTransform(5.3, 1.004, 0.003, -3.6, -0.003, 0.997);

  private static final int MARGIN = 40;

  /** Scans what both cameras see of the box. */
  static JoinedScans of(Path root, PictureCamera.Picture first, PictureCamera.Picture second)
      throws InterruptedException {
    GridTransform straight = GridTransform.identity();
    return new JoinedScans(
        scan(root, PictureCamera.of(1010, 2460, SAMPLES, new PictureCamera.Look(first, straight))),
        scan(root, PictureCamera.of(2030, 2490, SAMPLES, new PictureCamera.Look(second, OFF))));
  }

  private static String scan(Path root, PictureCamera camera) throws InterruptedException {
    ScanRequest request =
        new ScanRequest(
            "H1",
            "7",
            Bench.DEPTH,
            BoxTemplate.equalRows(2, SAMPLES),
            DepthIntervals.every(0.1, Bench.DEPTH),
            LINES);
    try (Bench bench = new Bench(root, FakeCamera.settings(), () -> camera).withReferences()) {
      ScanRecord scan = bench.station.await(bench.station.scan(request).id());
      assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
      return scan.id().value();
    }
  }

  /** Grains of about four pixels. */
  static PictureCamera.Picture rock() {
    int width = SAMPLES + 2 * MARGIN;
    int height = LINES + 2 * MARGIN;
    SplittableRandom random = new SplittableRandom(3);
    float[] grains = new float[height * width];
    for (int at = 0; at < grains.length; at++) {
      grains[at] = (float) random.nextDouble();
    }
    float[] smooth = new float[grains.length];
    for (int line = 2; line < height - 2; line++) {
      for (int sample = 2; sample < width - 2; sample++) {
        for (int near = 0; near < 25; near++) {
          smooth[line * width + sample] +=
              grains[(line + near / 5 - 2) * width + sample + near % 5 - 2] / 25;
        }
      }
    }
    return picture(smooth, width);
  }

  /** A colour of a photograph, by where it begins in a pixel's bits. */
  static PictureCamera.Picture photograph(Path file, int shift) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    float[] values = new float[image.getWidth() * image.getHeight()];
    for (int at = 0; at < values.length; at++) {
      int rgb = image.getRGB(at % image.getWidth(), at / image.getWidth());
      values[at] = 0.1f + 0.8f * (rgb >> shift & 0xff) / 255f;
    }
    return picture(values, image.getWidth());
  }

  /** Between pixels, with a margin around what the cameras see. */
  private static PictureCamera.Picture picture(float[] values, int width) {
    return (line, sample) -> {
      int l = (int) Math.floor(line + MARGIN);
      int s = (int) Math.floor(sample + MARGIN);
      double below = line + MARGIN - l;
      double right = sample + MARGIN - s;
      int at = l * width + s;
      return (1 - below) * ((1 - right) * values[at] + right * values[at + 1])
          + below * ((1 - right) * values[at + width] + right * values[at + width + 1]);
    };
  }

  /** Joins two of the scans of a store. */
  static String join(Store store, String scan, String with, boolean matched) {
    ScanJoin.Order order =
        new ScanJoin.Order(side(store, scan), side(store, with), OptionalDouble.empty(), matched);
    new ScanJoin(store, Clock.systemUTC(), new Execution("test", "CPU")).join(order);
    return order.name();
  }

  private static ScanJoin.Side side(Store store, String id) {
    return new ScanJoin.Side(record(store, id), Panel.perfect(), Detector.SNR_MIN_DEFAULT);
  }

  static ScanRecord record(Store store, String id) {
    return store.scans().require(new ScanId(id));
  }

  /** A data folder as it is, elsewhere. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.filter(path -> !path.equals(from)).toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }
}

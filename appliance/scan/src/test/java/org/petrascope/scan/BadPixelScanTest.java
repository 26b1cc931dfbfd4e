package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrascope.formats.EnviReader;
import org.petrascope.scan.SimulatedStation.SceneSize;
import org.petrascope.simulator.BadPixel;
import org.petrascope.simulator.SensorParameters;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ReferenceSet;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.store.ReferencePair;
import org.petrascope.store.ReferenceRecord;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;

/**
 * Cameras with fixed patterns, uneven light, bad pixels of every kind and a dark that drifts from
 * reference to scan, through packets, references and raw file: reflectance is that of the scene.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BadPixelScanTest {
  private static final int SAMPLES = 200;
  private static final int LINES = 60;
  private static final double RATE_HZ = 120;
  private static final double SHARE_OF_EACH_KIND = 0.005;

  /** The weakest band of this sensor has a signal-to-noise ratio of 52. */
  private static final long WITHOUT_WEAK_BANDS = 7006;

  /**
   * Warming from the dark reference to the white, and from the white to the scan: together just
   * less than what a station permits.
   */
  private static final double DRIFT_C = 0.49 * ReferenceLimits.DEFAULT.temperatureMaxK();

  @TempDir Path root;

  /** Full light half way gives at least this in the middle of the range. */
  private static final double SNR_MID_RANGE = 200;

  /** A sensor of its own for every seed; no number of the appliance was chosen by these. */
  private static SensorParameters sensor(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double coldC = random.nextDouble(-75, -50);
    return new SensorParameters(
        random.nextDouble(90, 300),
        random.nextDouble(5, 25),
        random.nextDouble(0.01, 0.03),
        random.nextDouble(0.1, 0.3),
        random.nextDouble(7, 9),
        coldC,
        coldC,
        random.nextDouble(1, 2.5),
        random.nextDouble(120, 300),
        1500,
        random.nextDouble(0.75, 0.9),
        random.nextDouble(0.1, 0.5),
        random.nextDouble(0.01, 0.05),
        random.nextDouble(2800, 3200),
        seed,
        SHARE_OF_EACH_KIND,
        random.nextDouble(0.05, 0.12));
  }

  /** Whether pixels were found as they were planted. */
  private record Search(int planted, int found, int good, int falseAlarms) {}

  /** How far reflectance is from the scene's. */
  private record Errors(double rmse, double repairedRmse, long values) {}

  @ParameterizedTest
  @ValueSource(longs = {101, 202})
  void reflectanceIsTheScenesAndBadPixelsAreFound(long seed) throws Exception {
    assertTrue(maskedAsPromised(seed) > 0, "a sensor with weak bands tries the mask");
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(longs = {7001, 7002, 7003, 7004, 7005, 7006, 7007, 7008})
  void reflectanceIsTheScenesOnMoreSensors(long seed) throws Exception {
    assertEquals(seed != WITHOUT_WEAK_BANDS, maskedAsPromised(seed) > 0);
  }

  /** How many bands are masked, after everything that is promised was found to hold. */
  private int maskedAsPromised(long seed) throws Exception {
    try (SimulatedStation rig = station(sensor(seed))) {
      ScanRecord scan = scanned(rig);
      ReferenceShelf shelf = new ReferenceShelf(rig.store);
      try (EnviReader raw = EnviReader.open(files(rig, scan).raw())) {
        ReferencePair pair = pair(rig, scan);
        ReferenceSet references =
            new ReferenceSet(
                shelf.read(pair.dark()), shelf.read(pair.white()), rig.station.settings().panel());
        Calibration calibration =
            Calibration.of(references, raw.requireWavelengths(), raw.header().conditions());
        Search search = search(rig, calibration.detector());
        Errors errors = errors(rig, raw, calibration);
        String numbers = numbers("sensor " + seed, calibration, search, errors);
        System.out.println(numbers);
        assertTrue(search.found() >= 0.99 * search.planted(), numbers);
        assertTrue(search.falseAlarms() <= 0.001 * search.good(), numbers);
        assertTrue(errors.rmse() <= 0.01, numbers);
        int middle = calibration.wavelengths().count() / 2;
        assertTrue(calibration.detector().snr(middle) >= SNR_MID_RANGE, numbers);
        assertMasked(calibration, raw);
        assertKept(rig, scan, calibration);
        return calibration.maskedBands().cardinality();
      }
    }
  }

  /** Bands under the limit, and no others, hold no number in any pixel. */
  private static void assertMasked(Calibration calibration, EnviReader raw) {
    Detector detector = calibration.detector();
    BitSet masked = calibration.maskedBands();
    float[] bip = calibration.reflectance(raw.raw(LINES / 2, 1)).bip();
    int bands = calibration.wavelengths().count();
    for (int band = 0; band < bands; band++) {
      assertEquals(detector.snr(band) < Detector.SNR_MIN_DEFAULT, masked.get(band), "band " + band);
      int values = 0;
      for (int i = band; i < bip.length; i += bands) {
        values += Float.isNaN(bip[i]) ? 0 : 1;
      }
      assertEquals(!masked.get(band), values > 0, values + " values in band " + band);
    }
  }

  private SimulatedStation station(SensorParameters parameters) {
    return new SimulatedStation(
        root,
        new SceneSize(SAMPLES, LINES, RATE_HZ),
        new LibraryIdentification(SimulatedStation.library(), "built in", MapMethod.AUTO),
        parameters);
  }

  private static ScanRecord scanned(SimulatedStation rig) throws InterruptedException {
    double coldC = rig.sensor.parameters().temperatureC();
    rig.station.reference(Reference.Kind.DARK);
    rig.camera.sensorTemperatureC(coldC + DRIFT_C);
    rig.station.reference(Reference.Kind.WHITE);
    rig.camera.sensorTemperatureC(coldC + 2 * DRIFT_C);
    ScanRecord scan = rig.station.await(rig.station.scan(rig.request()).id());
    assertEquals(ScanState.FINISHED, scan.state(), scan.progress().message());
    return scan;
  }

  private static ScanFiles files(SimulatedStation rig, ScanRecord scan) {
    return ScanFiles.of(rig.store.folder(scan), scan);
  }

  private static ReferencePair pair(SimulatedStation rig, ScanRecord scan) {
    return new ReferencePair(
        rig.store.references().find(scan.darkId()).orElseThrow(),
        rig.store.references().find(scan.whiteId()).orElseThrow());
  }

  private static Search search(SimulatedStation rig, Detector detector) {
    int planted = 0;
    int found = 0;
    int falseAlarms = 0;
    int pixels = rig.sensor.samples() * rig.sensor.bands().bands();
    for (int i = 0; i < pixels; i++) {
      int sample = i % SAMPLES;
      int band = i / SAMPLES;
      boolean bad = rig.sensor.badPixel(sample, band) != BadPixel.NONE;
      boolean told = detector.badPixels().bad(sample, band);
      planted += bad ? 1 : 0;
      found += bad && told ? 1 : 0;
      falseAlarms += !bad && told ? 1 : 0;
    }
    return new Search(planted, found, pixels - planted, falseAlarms);
  }

  private static Errors errors(SimulatedStation rig, EnviReader raw, Calibration calibration) {
    int bands = calibration.wavelengths().count();
    float[] painted = new float[SAMPLES * bands];
    BitSet lost = raw.header().lostLines();
    double[] squares = new double[2];
    long[] values = new long[2];
    for (int line = lost.nextClearBit(0); line < LINES; line = lost.nextClearBit(line + 1)) {
      rig.scene.reflectance(line, painted);
      ReflectanceCube cube = calibration.reflectance(raw.raw(line, 1));
      for (int i = 0; i < painted.length; i++) {
        float value = cube.bip()[i % SAMPLES * bands + i / SAMPLES];
        boolean bad = calibration.detector().badPixels().bad(i % SAMPLES, i / SAMPLES);
        if (!Float.isNaN(value)) {
          squares[bad ? 1 : 0] += (value - painted[i]) * (value - painted[i]);
          values[bad ? 1 : 0]++;
        }
      }
    }
    return new Errors(
        Math.sqrt(squares[0] / values[0]), Math.sqrt(squares[1] / values[1]), values[0]);
  }

  private static String numbers(
      String name, Calibration calibration, Search search, Errors errors) {
    Detector detector = calibration.detector();
    int bands = calibration.wavelengths().count();
    double[] snr = IntStream.range(0, bands).mapToDouble(detector::snr).sorted().toArray();
    return "%s | %d of %d bad pixels found | %d false alarms among %d | SNR %.0f in the middle, %.0f median, %.0f to %.0f | %d of %d bands masked | RMSE %.4f over %d values, %.4f over repaired ones"
        .formatted(
            name,
            search.found(),
            search.planted(),
            search.falseAlarms(),
            search.good(),
            detector.snr(bands / 2),
            snr[bands / 2],
            snr[0],
            snr[bands - 1],
            calibration.maskedNm().size(),
            bands,
            errors.rmse(),
            errors.values(),
            errors.repairedRmse());
  }

  /** The list beside the white, the sentence in its row, the flags and the masked bands. */
  private static void assertKept(SimulatedStation rig, ScanRecord scan, Calibration calibration)
      throws Exception {
    ReferenceRecord white = pair(rig, scan).white();
    Path table = rig.store.folder(white).resolve(ReferenceShelf.BAD_PIXELS);
    assertEquals(calibration.detector().badPixels().count(), Files.readAllLines(table).size() - 1);
    assertEquals(
        calibration.detector().sentence(calibration.wavelengths(), Detector.SNR_MIN_DEFAULT),
        white.detector());
    try (EnviReader flags = EnviReader.open(files(rig, scan).product("flags.hdr"))) {
      float[] words = new float[SAMPLES];
      flags.values(0, 1, words);
      for (int sample = 0; sample < SAMPLES; sample++) {
        assertEquals(calibration.repaired(sample), PixelFlag.REPAIRED.in((int) words[sample]));
      }
    }
    String provenance = Files.readString(files(rig, scan).product("provenance.json"));
    // The header of the raw lines, which this calibration is from, rounds what the camera states.
    double[] centresNm = rig.sensor.bands().centresNm();
    calibration.maskedBands().stream()
        .mapToObj(band -> Double.toString(centresNm[band]))
        .forEach(nm -> assertTrue(provenance.contains(nm), provenance));
  }
}

package org.petrascope.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Arrays;
import org.petrascope.camera.BandTable;
import org.petrascope.simulator.FaultPlan;
import org.petrascope.simulator.Scene;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorSettings;

/** A camera of 640 samples x 224 bands in a process of its own; ends with its standard input. */
final class SimulatedCore {
  private SimulatedCore() {}

  /**
   * Arguments: the loopback address and what goes wrong. Says {@code ready}, and for every line of
   * its standard input what it sent in its latest acquisition.
   */
  public static void main(String[] args) throws Exception {
    var scene = new Ripples();
    var settings = SimulatorSettings.at(args[0]).withFaults(FaultPlan.parse(args[1]));
    try (var camera = SimulatedCamera.start(settings, scene, SensorModel.of(scene));
        var asked = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      System.out.println("ready");
      while (asked.readLine() != null) {
        var sent = camera.sent();
        System.out.printf(
            "%d %d %d %d %d%n",
            sent.frames(),
            sent.framesLate(),
            sent.packets(),
            sent.packetsDropped(),
            sent.packetsResent());
      }
    }
  }

  /** The bands that the camera states. */
  static BandTable bands() {
    return new Ripples().bands();
  }

  /** Reflectance that changes from line to line and costs next to nothing. */
  private static final class Ripples implements Scene {
    private static final int SAMPLES = 640;
    private static final int BANDS = 224;
    private static final int LINES = 1 << 20;

    @Override
    public int lines() {
      return LINES;
    }

    @Override
    public int samples() {
      return SAMPLES;
    }

    @Override
    public BandTable bands() {
      double[] centresNm = new double[BANDS];
      double[] fwhmsNm = new double[BANDS];
      for (int band = 0; band < BANDS; band++) {
        centresNm[band] = 1000 + 1500.0 * band / (BANDS - 1);
        fwhmsNm[band] = 8;
      }
      return new BandTable(centresNm, fwhmsNm);
    }

    @Override
    public void reflectance(int line, float[] bil) {
      for (int band = 0; band < BANDS; band++) {
        float level = 0.3f + 0.4f * ((line + band) & 63) / 63;
        Arrays.fill(bil, band * SAMPLES, (band + 1) * SAMPLES, level);
      }
    }
  }
}

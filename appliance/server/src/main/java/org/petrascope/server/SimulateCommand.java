package org.petrascope.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrascope.scenes.CoreScene;
import org.petrascope.scenes.SceneOptions;
import org.petrascope.scenes.SceneSummary;
import org.petrascope.scenes.Scenes;
import org.petrascope.simulator.FaultPlan;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SensorParameters;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope simulate}: a GigE Vision camera on one loopback address. */
@Command(
    name = "simulate",
    description = "Runs a simulated GigE Vision camera that looks at a scene.")
final class SimulateCommand extends ServerCommand {
  @Option(
      names = "--scene",
      paramLabel = "FILE|DIR",
      description =
          "Table of spectra, reflectance cube or certificate of a tile; a built-in core box when"
              + " not given.")
  private @Nullable Path scene;

  @Option(
      names = "--address",
      paramLabel = "127.0.0.N",
      description = "Loopback address to listen on, and no other; ${DEFAULT-VALUE} when not given.")
  private String address = "127.0.0.1";

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      converter = MakeOption.class,
      description =
          "Camera profile whose make it passes for: petrascope-swir-640 when not given,"
              + " specim-fx10e, specim-fx17e or generic-swir-1000-2500.")
  private SimulatedMake make = SimulatedMake.PETRASCOPE_SWIR_640;

  @Option(
      names = "--faults",
      paramLabel = "SPEC",
      converter = FaultsOption.class,
      description = "What goes wrong, such as drop=0.01,seed=3.")
  private FaultPlan faults = FaultPlan.NONE;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of textures and noise.")
  private long seed = SceneOptions.SEED_DEFAULT;

  @Option(names = "--lines", paramLabel = "N", description = "Lines of the built-in core box.")
  private int lines = SceneOptions.LINES_DEFAULT;

  @Option(
      names = "--wavelength-shift",
      paramLabel = "NM",
      description = "How much further every band sees than the camera states.")
  private double wavelengthShiftNm;

  @Option(
      names = "--discoverable",
      description =
          "Answer petrascope cameras too; opens UDP port 3956 of all addresses, but answers this machine alone.")
  private boolean discoverable;

  @Option(
      names = "--bad-pixels",
      paramLabel = "SHARE",
      description = "Share of the detector's pixels, up to 0.05, that each kind of fault befalls.")
  private double badPixels;

  @Option(names = "--follow-parent", hidden = true, description = "End with the parent process.")
  private boolean followParent;

  SimulateCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    SensorParameters sensor = SensorParameters.DEFAULT.withBadPixels(badPixels);
    SceneOptions options = make.shifted(wavelengthShiftNm).withSeed(seed).withLines(lines);
    SimulatorSettings settings =
        SimulatorSettings.at(address)
            .withDress(make.dress())
            .withFaults(faults)
            .withSeed(seed)
            .withWavelengthShiftNm(wavelengthShiftNm);
    if (discoverable) {
      settings = settings.withDiscovery();
    }
    try (Lifetime lifetime = Lifetime.begin()) {
      CoreScene core =
          lifetime.add(scene == null ? Scenes.builtIn(options) : Scenes.open(scene, options));
      lifetime.add(
          SimulatedCamera.start(
              settings, core, SensorModel.of(sensor, core.samples(), core.bands())));
      core.summary().notes().forEach(console()::say);
      if (scene == null) {
        make.doubtOfTheBox().ifPresent(console()::say);
      }
      if (followParent) {
        lifetime.followParent();
      }
      announce(core.summary(), settings);
      lifetime.untilStopped();
    }
    return DONE;
  }

  private void announce(SceneSummary summary, SimulatorSettings settings) {
    if (json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("address", settings.address());
      document.put("vendor", settings.dress().vendor());
      document.put("model", settings.dress().model());
      document.put("serial", settings.serial());
      document.put("scene", summary);
      console().event(document);
    } else {
      console()
          .print(
              "%s %s at %s shows a %s of %d lines; Ctrl-C ends it"
                  .formatted(
                      settings.dress().vendor(),
                      settings.dress().model(),
                      settings.address(),
                      summary.kind(),
                      summary.lines()));
    }
  }
}

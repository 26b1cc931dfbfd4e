package org.petrascope.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrascope.scenes.BrightScene;
import org.petrascope.scenes.CoreScene;
import org.petrascope.scenes.SceneOptions;
import org.petrascope.scenes.SceneSummary;
import org.petrascope.scenes.Scenes;
import org.petrascope.simulator.FaultPlan;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SensorParameters;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorSettings;
import org.petrascope.stage.ConveyorFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope simulate}: a GigE Vision camera on one loopback address. */
@Command(
    name = "simulate",
    description = "Runs a simulated GigE Vision camera that looks at a scene.")
final class SimulateCommand extends ServerCommand {
  private static final float BRIGHT_FACTOR = 4;

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

  @Option(
      names = "--conveyor",
      paramLabel = "FILE",
      description =
          "Move the scene as a simulated stage says in this file, which the appliance's configuration names too.")
  private @Nullable Path conveyor;

  @Option(
      names = "--pitch",
      paramLabel = "MM",
      description = "Way from line to line of the scene on the conveyor; ${DEFAULT-VALUE}.")
  private double pitchMm = 1;

  @Option(
      names = "--bright",
      paramLabel = "FROM-TO",
      converter = LinesOption.class,
      description = "Lines that shine four times as bright, as wet or polished core does.")
  private LinesOption.@Nullable Lines bright;

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
      CoreScene core = lifetime.add(scene(options));
      SimulatedCamera camera =
          lifetime.add(
              SimulatedCamera.start(
                  settings, core, SensorModel.of(sensor, core.samples(), core.bands())));
      if (conveyor != null) {
        follow(camera, conveyor);
      }
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

  private CoreScene scene(SceneOptions options) {
    CoreScene shown = scene == null ? Scenes.builtIn(options) : Scenes.open(scene, options);
    return bright == null
        ? shown
        : new BrightScene(shown, bright.from(), bright.to(), BRIGHT_FACTOR);
  }

  /** The scene stands where it begins until the stage was connected. */
  private void follow(SimulatedCamera camera, Path file) {
    if (!(pitchMm > 0)) {
      throw new ServerException(
          ServerException.Kind.UNUSABLE,
          "--pitch is %s mm: state a way above zero".formatted(pitchMm));
    }
    camera.follow(
        ns -> {
          double alongMm = ConveyorFile.read(file).map(move -> move.positionMm(ns)).orElse(0.0);
          return (long) Math.floor(alongMm / pitchMm);
        });
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

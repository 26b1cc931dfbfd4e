package org.petrascope.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.petrascope.scan.LiveMap;
import org.petrascope.scan.ScanProgress;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationListener;
import org.petrascope.scenes.CoreScene;
import org.petrascope.scenes.SceneOptions;
import org.petrascope.scenes.Scenes;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.Reference;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope demo}: a whole scan of a simulated box, from the camera to the page. */
@Command(
    name = "demo",
    description = "Scans a simulated core box, shows the result and serves its page.")
final class DemoCommand extends ServerCommand {
  @Option(names = "--once", description = "End after the scan.")
  private boolean once;

  @Option(names = "--out", paramLabel = "DIR", description = "Folder for summary and products.")
  private @Nullable Path out;

  @Option(
      names = "--scene",
      paramLabel = "FILE|DIR",
      description = "Table of spectra or reflectance cube; a built-in core box when not given.")
  private @Nullable Path scene;

  @Option(names = "--library", paramLabel = "FILE", description = "Spectral library.")
  private @Nullable Path library;

  @Option(names = "--port", paramLabel = "N", description = "Port of the page.")
  private @Nullable Integer port;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the scene and its noise.")
  private long seed = SceneOptions.SEED_DEFAULT;

  DemoCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    SceneOptions options = SimulatedMake.PETRASCOPE_SWIR_640.options().withSeed(seed);
    try (Lifetime lifetime = Lifetime.begin()) {
      CoreScene shown =
          lifetime.add(scene == null ? Scenes.builtIn(options) : Scenes.open(scene, options));
      shown.summary().notes().forEach(console()::say);
      DemoFolder folder = lifetime.add(DemoFolder.prepare(Optional.ofNullable(out)));
      SimulatorProcess camera =
          lifetime.add(SimulatorProcess.start(Optional.ofNullable(scene), seed));
      DemoBox box = new DemoBox(shown);
      Configuration configuration =
          box.configuration(folder, camera.address(), Optional.ofNullable(library), http());
      SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
      Appliance appliance = lifetime.add(Appliance.start(configuration, Clock.systemUTC(), random));
      tell(scan(appliance, box));
      if (!once) {
        console().say("The page is at " + appliance.http().url() + "  (Ctrl-C ends it)");
        lifetime.untilStopped();
      }
    }
    return DONE;
  }

  private HttpSettings http() {
    int unstated = once ? 0 : HttpSettings.PORT_DEFAULT;
    return HttpSettings.on(port == null ? unstated : port);
  }

  private DemoResult scan(Appliance appliance, DemoBox box) throws InterruptedException {
    Station station = appliance.stations().all().getFirst();
    station.reference(Reference.Kind.DARK);
    station.reference(Reference.Kind.WHITE);
    try (Progress progress = console().progress("scanning")) {
      station.listen(drawing(progress));
      ScanRecord begun = station.scan(box.request());
      ScanRecord ended = station.await(begun.id());
      if (ended.state() != ScanState.FINISHED) {
        throw new ServerException(Kind.FAILED, ended.progress().message());
      }
      Path products = appliance.store().folder(ended).resolve("products");
      return new DemoResult(
          appliance.store().scans().summary(ended.id()).orElseThrow(),
          products,
          box.accuracy(products.resolve("minerals.hdr")));
    }
  }

  private static StationListener drawing(Progress progress) {
    return new StationListener() {
      @Override
      public void mapped(ScanProgress scan, LiveMap map, int firstLine) {
        progress.at(scan.mapped(), scan.linesExpected());
      }
    };
  }

  private void tell(DemoResult result) {
    if (out != null) {
      result.copyTo(out);
    }
    result(result.document(), result.text());
  }
}

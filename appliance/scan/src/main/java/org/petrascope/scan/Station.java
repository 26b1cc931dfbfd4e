package org.petrascope.scan;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.PixelFormat;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ScanId;
import org.petrascope.store.ReferenceRecord;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanRequest;
import org.petrascope.store.ScanState;
import org.petrascope.store.StoreException;
import org.petrascope.store.WavelengthRecord;

/**
 * A scanning station: one camera, one thing done at a time. References are taken while the caller
 * waits; scans run on a thread of the station and are watched from outside. May be used by any
 * thread.
 */
public final class Station implements AutoCloseable {
  private final StationSettings settings;
  private final Surroundings around;
  private final CameraKeeper keeper;
  private final Preparation preparation;
  private final ReferenceTaking references;
  private final TileMeasurement tile;
  private final Upkeep upkeep;
  private volatile Optional<StationStage> stage = Optional.empty();
  private final List<StationListener> listeners = new CopyOnWriteArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private StationState state = StationState.IDLE;
  private String message = "";
  private Optional<ActiveScan> active = Optional.empty();
  private Optional<ScanJob> job = Optional.empty();
  private boolean closed;

  private Station(StationSettings settings, Supplier<Camera> cameras, Surroundings around) {
    this.settings = settings;
    this.around = around;
    this.keeper = new CameraKeeper(cameras, this::tellChanged, around.patience());
    this.preparation = new Preparation(settings, around);
    this.upkeep = new Upkeep(settings, around, preparation, keeper);
    this.references = new ReferenceTaking(around, preparation, upkeep.watch());
    this.tile = new TileMeasurement(settings, around, preparation);
  }

  /**
   * Opens a station and keeps its camera connected from now on.
   *
   * @param cameras opens the camera, or throws a {@link CameraException}
   */
  public static Station open(
      StationSettings settings, Supplier<Camera> cameras, Surroundings around) {
    Station station = new Station(settings, cameras, around);
    station.keeper.start("camera-of-" + settings.id());
    return station;
  }

  /** Gives it a stage that moves the core in scans, and keeps that connected as well. */
  public Station with(StationStage moving) {
    stage = Optional.of(moving.start("stage-of-" + settings.id(), this::tellChanged));
    return this;
  }

  public StationSettings settings() {
    return settings;
  }

  public void listen(StationListener listener) {
    listeners.add(listener);
  }

  public StationStatus status() {
    lock.lock();
    try {
      return new StationStatus(settings.id(), settings.name(), state, message, keeper.status());
    } finally {
      lock.unlock();
    }
  }

  /** The scan under way, or the last one. */
  public Optional<ScanProgress> progress() {
    return active().map(ActiveScan::progress);
  }

  /** The map of a scan while it grows and until the next scan begins. */
  public Optional<LiveMap> map(ScanId id) {
    return active().filter(scan -> scan.id().equals(id)).map(ActiveScan::map);
  }

  private Optional<ActiveScan> active() {
    lock.lock();
    try {
      return active;
    } finally {
      lock.unlock();
    }
  }

  /** What moves its core; empty where that is not the station's. */
  public Optional<StationStage> stage() {
    return stage;
  }

  /** Takes a reference, or throws why it is of no use. */
  public ReferenceRecord reference(Reference.Kind kind) {
    Exposures exposures = Exposures.of(settings, stage);
    return measured(camera -> references.take(kind, camera, exposures));
  }

  /** Measures the wavelength tile that lies where core does, or throws why it tells no shift. */
  public WavelengthRecord checkWavelengths() {
    PixelFormat format = settings.acquisition().pixelFormat();
    return measured(camera -> tile.take(camera, view(camera), format));
  }

  /** References, wavelength checks and lamp. */
  public Upkeep upkeep() {
    return upkeep;
  }

  private <T> T measured(Function<Camera, T> measurement) {
    begin(StationState.REFERENCING);
    try {
      return measurement.apply(configured());
    } catch (CameraException e) {
      keeper.lose(e);
      throw e;
    } finally {
      end(StationState.IDLE, "");
    }
  }

  /** Begins a scan, or throws why it cannot; gives it as it begins. */
  public ScanRecord scan(ScanRequest request) {
    begin(StationState.SCANNING);
    try {
      Camera camera = configured();
      Preparation.Ready ready = preparation.scan(request, view(camera), camera);
      ScanRecord scan = ready.scan();
      preparation.begin(ready);
      LiveSource source = new LiveSource(keeper, settings, stage, scan.settings().samples());
      ActiveScan begun = new ActiveScan(scan, ScanState.SCANNING, source.pitchMm());
      ScanJob.Means means =
          preparation.means(
              scan, ready.calibration(), ready.opened(), begun.watching(b -> mapped(begun, b)));
      HealingMeans healing = new HealingMeans(ready, preparation, references);
      start(begun, means, source.lines(begun, healing, () -> captured(begun)));
      return scan;
    } catch (CameraException e) {
      keeper.lose(e);
      end(StationState.IDLE, "");
      throw e;
    } catch (RuntimeException e) {
      end(StationState.IDLE, "");
      throw e;
    }
  }

  /** Begins to make the products of a scan that ended early, from its raw lines. */
  public ScanRecord finish(ScanId id) {
    begin(StationState.FINISHING);
    try {
      ScanRecord scan = preparation.unfinished(id);
      ActiveScan begun = new ActiveScan(scan, ScanState.FINISHING, settings.linePitchMm());
      ScanJob.Means means = preparation.fromRaw(scan, block -> mapped(begun, block));
      preparation.resume(scan);
      ScanFiles files = preparation.files(scan);
      start(begun, means, ScanJob.Lines.of(() -> StoredLines.open(files, begun.counters())));
      return around.store().scans().require(id);
    } catch (RuntimeException e) {
      end(StationState.IDLE, "");
      throw e;
    }
  }

  /** Stops a scan; the lines captured until then stay. */
  public void cancel(ScanId id) {
    lock.lock();
    try {
      boolean underWay = active.filter(scan -> scan.id().equals(id)).isPresent();
      if (!underWay || job.isEmpty()) {
        throw new ScanException(
            "scan %s is not under way: there is nothing to cancel".formatted(id));
      }
      job.get().cancel();
      stage.ifPresent(StationStage::hold);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the station takes orders; gives the scan as it ended. */
  public ScanRecord await(ScanId id) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (job.isPresent() && active.filter(scan -> scan.id().equals(id)).isPresent()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
    return around.store().scans().require(id);
  }

  private Camera configured() {
    Camera camera = keeper.require();
    camera.configure(settings.acquisition());
    return camera;
  }

  private SensorView view(Camera camera) {
    return SensorView.of(camera.identity(), camera.capabilities(), settings.acquisition());
  }

  private void start(ActiveScan scan, ScanJob.Means means, ScanJob.Lines lines) {
    ScanJob begun =
        new ScanJob(
            around.store(), around.clock(), scan.scan(), means, scan.counters(), scan.map());
    lock.lock();
    try {
      active = Optional.of(scan);
      job = Optional.of(begun);
    } finally {
      lock.unlock();
    }
    Thread.ofPlatform().name("scan-" + scan.id()).start(() -> run(scan, begun, lines));
  }

  private void run(ActiveScan scan, ScanJob begun, ScanJob.Lines lines) {
    Optional<Throwable> failure;
    try {
      failure = begun.run(lines);
      scan.enter(around.store().scans().require(scan.id()).state());
    } catch (StoreException e) {
      failure = Optional.of(e);
      scan.enter(ScanState.FAILED);
    }
    if (failure.orElse(null) instanceof CameraException gone) {
      keeper.lose(gone);
    }
    String why = failure.map(Failure::sentence).orElse("");
    end(why.isEmpty() ? StationState.IDLE : StationState.FAILED, why);
    listeners.forEach(listener -> listener.ended(scan.id()));
  }

  private void captured(ActiveScan scan) {
    scan.captured();
    lock.lock();
    try {
      state = StationState.FINISHING;
    } finally {
      lock.unlock();
    }
    tellChanged();
  }

  private void mapped(ActiveScan scan, MappedLines block) {
    listeners.forEach(l -> l.mapped(scan.progress(), scan.map(), block.firstLine()));
  }

  private void begin(StationState next) {
    lock.lock();
    try {
      if (closed || !state.free()) {
        throw new ScanException(
            closed
                ? "station %s is shutting down: start the appliance again".formatted(settings.id())
                : "station %s is %s: wait until it is done, or cancel it"
                    .formatted(settings.id(), state.word()));
      }
      state = next;
      message = "";
    } finally {
      lock.unlock();
    }
    keeper.takeTurn();
    tellChanged();
  }

  private void end(StationState next, String why) {
    keeper.giveTurnBack();
    lock.lock();
    try {
      state = next;
      message = why;
      job = Optional.empty();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    tellChanged();
  }

  private void tellChanged() {
    listeners.forEach(listener -> listener.changed(status()));
  }

  /** Stops what is under way, keeping its lines, and closes the camera. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      job.ifPresent(ScanJob::interrupt);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    stage.ifPresent(StationStage::close);
    keeper.close();
  }
}

package org.petrascope.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.petrascope.benchmarks.SimulatorProcess.Sent;
import org.petrascope.formats.DurableFiles;
import org.petrascope.scan.ScanProgress;
import org.petrascope.scan.StationListener;
import org.petrascope.scan.StationState;
import org.petrascope.scan.StationStatus;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;
import org.petrascope.store.Store;
import org.petrascope.store.StoredFile;

/**
 * Box after box at full rate; after every box its files are compared with the checksums that the
 * scan stored and then deleted, before the next one begins. For one thread, but for what the
 * station tells.
 */
final class SoakRun implements StationListener {
  private static final String ADDRESS = "127.77.0.2";

  private final Path folder;
  private final double loss;
  private final List<Long> heaps = new ArrayList<>();
  private final List<Long> residents = new ArrayList<>();
  private Sent sent = Sent.NOTHING;
  private long received;
  private long lost;
  private long verifiedBytes;
  private double finishingMax;
  private String transport = "";
  private String failure = "";
  private volatile long capturedNs;

  /**
   * @param folder for the data, there and empty
   * @param loss share of packets that are lost
   */
  SoakRun(Path folder, double loss) {
    this.folder = folder;
    this.loss = loss;
  }

  /**
   * What a run saw.
   *
   * @param heaps bytes that live in the heap, before the first box and after every one
   * @param residents bytes of memory that the process holds, at the same times
   * @param finishingMax most seconds from a box's last line to its last product
   * @param failure why it ended early; empty where it did not
   */
  record Figures(
      double loss,
      Sent sent,
      long received,
      long lost,
      long verifiedBytes,
      double finishingMax,
      String transport,
      String failure,
      List<Long> heaps,
      List<Long> residents,
      Watched watched) {
    Figures {
      heaps = List.copyOf(heaps);
      residents = List.copyOf(residents);
    }
  }

  /** What the watch saw. */
  record Watched(
      Watch.Captured captured, int lagMax, double lagMaxMm, long diskMax, long residentMax) {}

  /** Scans so many boxes of so many lines. */
  Figures run(int boxes, int lines) throws IOException, InterruptedException {
    String faults = loss > 0 ? "drop=%s,seed=1".formatted(loss) : "";
    try (SimulatorProcess simulator = SimulatorProcess.start(ADDRESS, faults);
        SoakStation rig = SoakStation.open(folder, ADDRESS);
        Watch watch = Watch.over(rig.station(), folder, simulator::processorTime)) {
      rig.station().listen(this);
      rig.takeReferences();
      measureMemory();
      for (int box = 0; box < boxes && failure.isEmpty(); box++) {
        scan(rig, box, lines);
        sent = sent.plus(simulator.sent());
        measureMemory();
        System.err.printf("box %d of %d: %d lines, %d lost%n", box + 1, boxes, received, lost);
      }
      Watched watched =
          new Watched(
              watch.captured(),
              watch.lagMax(),
              watch.lagMaxMm(),
              watch.diskMax(),
              Watch.memoryBytes("VmHWM"));
      return new Figures(
          loss,
          sent,
          received,
          lost,
          verifiedBytes,
          finishingMax,
          transport,
          failure,
          heaps,
          residents,
          watched);
    }
  }

  @Override
  public void changed(StationStatus status) {
    if (status.state() == StationState.FINISHING) {
      capturedNs = System.nanoTime();
    }
  }

  private void scan(SoakStation rig, int box, int lines) throws IOException, InterruptedException {
    ScanRecord begun = rig.station().scan(SoakStation.box(box, lines));
    ScanRecord ended = rig.station().await(begun.id());
    if (ended.state() == ScanState.FINISHED) {
      finishingMax = Math.max(finishingMax, (System.nanoTime() - capturedNs) / 1e9);
      verifiedBytes += verified(rig.store(), ended);
    } else {
      failure = "box %d: %s".formatted(box + 1, ended.progress().message());
    }
    ScanProgress progress = rig.station().progress().orElseThrow();
    received += progress.received();
    lost += progress.lost();
    transport = progress.transport();
  }

  /** Compares a scan's files with their checksums and deletes them; gives their bytes. */
  private static long verified(Store store, ScanRecord scan) throws IOException {
    Path files = store.folder(scan);
    long bytes = 0;
    for (StoredFile file : store.scans().files(scan.id())) {
      Path path = files.resolve(file.path());
      if (Files.size(path) != file.bytes() || !DurableFiles.sha256(path).equals(file.sha256())) {
        throw new IOException("%s is not what was stored".formatted(path));
      }
      bytes += file.bytes();
    }
    Folders.delete(files);
    return bytes;
  }

  private void measureMemory() throws IOException {
    heaps.add(Watch.heapBytes());
    residents.add(Watch.memoryBytes("VmRSS"));
  }
}

package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.petrascope.laboratory.RegionShape.Polygon;
import org.petrascope.laboratory.RegionShape.Vertex;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.SampleRange;

/** The pixels of one region on one scan, as runs of samples along its lines. Immutable. */
public final class RegionPixels {
  /**
   * Successive pixels of a line: samples {@code [from, to)}. Runs of a region are in the order of
   * line, then sample, and do not meet.
   */
  public record Run(int line, int from, int to) {
    int pixels() {
      return to - from;
    }
  }

  private final List<Run> runs;
  private final long outside;

  private RegionPixels(List<Run> runs, long outside) {
    this.runs = List.copyOf(runs);
    this.outside = outside;
  }

  static RegionPixels of(RegionShape shape, ScanGeometry scan) {
    return switch (shape) {
      case Polygon polygon -> of(polygon, scan);
      case RegionShape.Stretch stretch -> of(stretch.depth(), scan);
    };
  }

  private static RegionPixels of(Polygon polygon, ScanGeometry scan) {
    double first = polygon.vertices().stream().mapToDouble(Vertex::line).min().orElseThrow();
    double last = polygon.vertices().stream().mapToDouble(Vertex::line).max().orElseThrow();
    List<Run> runs = new ArrayList<>();
    long outside = 0;
    for (int line = (int) Math.floor(first - 0.5); line <= last; line++) {
      double[] crossings = crossings(polygon, line + 0.5);
      for (int i = 0; i + 1 < crossings.length; i += 2) {
        int from = (int) Math.ceil(crossings[i] - 0.5);
        int to = (int) Math.ceil(crossings[i + 1] - 0.5);
        boolean onScan = line >= 0 && line < scan.lines();
        int inFrom = onScan ? Math.clamp(from, 0, scan.samples()) : to;
        int inTo = onScan ? Math.clamp(to, 0, scan.samples()) : to;
        outside += (to - from) - (inTo - inFrom);
        if (inTo > inFrom) {
          add(runs, new Run(line, inFrom, inTo));
        }
      }
    }
    return new RegionPixels(runs, outside);
  }

  /** Runs that touch become one. */
  private static void add(List<Run> runs, Run run) {
    if (!runs.isEmpty()
        && runs.getLast().line() == run.line()
        && runs.getLast().to() == run.from()) {
      runs.add(new Run(run.line(), runs.removeLast().from(), run.to()));
    } else {
      runs.add(run);
    }
  }

  /** Where the polygon's edges cross this height, rising. */
  private static double[] crossings(Polygon polygon, double line) {
    List<Vertex> vertices = polygon.vertices();
    double[] found = new double[vertices.size()];
    int count = 0;
    for (int i = 0; i < vertices.size(); i++) {
      Vertex a = vertices.get(i);
      Vertex b = vertices.get((i + 1) % vertices.size());
      if ((a.line() <= line) != (b.line() <= line)) {
        // The same arithmetic from whichever side the edge is walked: neighbours share it exactly.
        Vertex low = a.line() < b.line() ? a : b;
        Vertex high = a.line() < b.line() ? b : a;
        double share = (line - low.line()) / (high.line() - low.line());
        found[count++] = low.sample() + share * (high.sample() - low.sample());
      }
    }
    double[] crossings = Arrays.copyOf(found, count);
    Arrays.sort(crossings);
    return crossings;
  }

  private static RegionPixels of(DepthInterval depth, ScanGeometry scan) {
    List<SampleRange> rows = scan.template().rows();
    List<Run> runs = new ArrayList<>();
    for (int line = 0; line < scan.lines(); line++) {
      List<Run> ofLine = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        if (depth.contains(scan.template().depthM(row, line, scan.lines(), scan.box()))) {
          ofLine.add(new Run(line, rows.get(row).from(), rows.get(row).to()));
        }
      }
      ofLine.sort((a, b) -> Integer.compare(a.from(), b.from()));
      ofLine.forEach(run -> add(runs, run));
    }
    return new RegionPixels(runs, 0);
  }

  public List<Run> runs() {
    return runs;
  }

  /** Pixels on the scan. */
  public long count() {
    return runs.stream().mapToLong(Run::pixels).sum();
  }

  /** Pixels of a polygon beside the scan. */
  public long outside() {
    return outside;
  }

  public boolean contains(int line, int sample) {
    return containsAll(new Run(line, sample, sample + 1));
  }

  /** Whether every pixel of these is the region's. */
  boolean containsAll(Run wanted) {
    int low = 0;
    int high = runs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Run run = runs.get(middle);
      if (run.line() < wanted.line()
          || (run.line() == wanted.line() && run.to() <= wanted.from())) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < runs.size()
        && runs.get(low).line() == wanted.line()
        && runs.get(low).from() <= wanted.from()
        && runs.get(low).to() >= wanted.to();
  }

  /** Pixels that both regions have. */
  public long shared(RegionPixels other) {
    long shared = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < runs.size() && theirs < other.runs.size()) {
      Run a = runs.get(mine);
      Run b = other.runs.get(theirs);
      if (a.line() == b.line()) {
        shared += Math.max(0, Math.min(a.to(), b.to()) - Math.max(a.from(), b.from()));
      }
      if (a.line() < b.line() || (a.line() == b.line() && a.to() <= b.to())) {
        mine++;
      } else {
        theirs++;
      }
    }
    return shared;
  }
}

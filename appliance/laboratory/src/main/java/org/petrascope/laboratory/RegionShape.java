package org.petrascope.laboratory;

import java.util.List;
import org.petrascope.spectral.DepthInterval;

/** What part of a scan a region is. */
public sealed interface RegionShape {
  /**
   * A point of the image; pixel (line, sample) covers {@code [line, line + 1)} by {@code [sample,
   * sample + 1)} and its centre is half a pixel further.
   */
  record Vertex(double line, double sample) {
    /** Further out than any scan reaches. */
    static final double COORDINATE_MAX = 1e7;

    public Vertex {
      if (!(Math.abs(line) <= COORDINATE_MAX && Math.abs(sample) <= COORDINATE_MAX)) {
        throw new LaboratoryException(
            "point (%s, %s) of a polygon is no place of a scan: give line and sample as numbers within %.0f"
                .formatted(line, sample, COORDINATE_MAX));
      }
    }
  }

  /**
   * The pixels whose centres lie inside a closed polygon by the even-odd rule. A centre on an edge
   * belongs to the side of larger line or sample, so polygons that share an edge share no pixel.
   */
  record Polygon(List<Vertex> vertices) implements RegionShape {
    private static final int VERTICES_MAX = 100_000;

    public Polygon {
      vertices = List.copyOf(vertices);
      if (vertices.size() < 3 || vertices.size() > VERTICES_MAX) {
        throw new LaboratoryException(
            "a polygon of %d points is not possible: give 3 to %d"
                .formatted(vertices.size(), VERTICES_MAX));
      }
    }

    /** Area in pixels by the shoelace formula; of a polygon that does not cross itself. */
    public double area() {
      double twice = 0;
      for (int i = 0; i < vertices.size(); i++) {
        Vertex a = vertices.get(i);
        Vertex b = vertices.get((i + 1) % vertices.size());
        twice += a.line() * b.sample() - b.line() * a.sample();
      }
      return Math.abs(twice) / 2;
    }
  }

  /** The core pixels whose depth lies in an interval. */
  record Stretch(DepthInterval depth) implements RegionShape {}
}

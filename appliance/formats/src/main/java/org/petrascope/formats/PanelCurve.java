package org.petrascope.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.SpectralException;

/**
 * Reads the certificate of a panel: two columns of numbers, wavelength and reflectance, separated
 * by comma, semicolon, tab or spaces; lines of words before and after are passed over. Wavelengths
 * may be nm or um, reflectance a fraction or per cent, told by the size of the numbers. Where two
 * detectors of a spectrometer meet, a wavelength stands twice: the mean of both is taken.
 */
public final class PanelCurve {
  private static final long BYTES_MAX = 64L << 20;

  /**
   * No panel reflects twice what it gets; every panel reflects more than two per cent somewhere.
   */
  private static final double FRACTION_MAX = 2;

  private static final double MICROMETRES_MAX = 100;
  private static final double NM_PER_UM = 1e3;
  private static final double PER_CENT = 100;

  private PanelCurve() {}

  private record Point(double wavelength, double reflectance) {}

  /** Reads the panel that a file certifies. */
  public static Panel read(Path file) {
    List<Point> points = points(file);
    if (points.size() < 2) {
      throw new FormatException(
          "%s has %d lines of two numbers: a wavelength and a reflectance a line are expected"
              .formatted(file, points.size()));
    }
    points = merged(points);
    boolean micrometres = points.getLast().wavelength() < MICROMETRES_MAX;
    boolean perCent = points.stream().anyMatch(p -> p.reflectance() > FRACTION_MAX);
    double[] nm =
        points.stream().mapToDouble(p -> p.wavelength() * (micrometres ? NM_PER_UM : 1)).toArray();
    double[] reflectance =
        points.stream().mapToDouble(p -> p.reflectance() / (perCent ? PER_CENT : 1)).toArray();
    try {
      return Panel.certified(String.valueOf(file.getFileName()), nm, reflectance);
    } catch (SpectralException e) {
      throw new FormatException("%s: %s".formatted(file, e.getMessage()));
    }
  }

  /** In rising order, every wavelength once. */
  private static List<Point> merged(List<Point> points) {
    SortedMap<Double, Double> mean =
        points.stream()
            .collect(
                Collectors.groupingBy(
                    Point::wavelength,
                    TreeMap::new,
                    Collectors.averagingDouble(Point::reflectance)));
    return mean.entrySet().stream().map(e -> new Point(e.getKey(), e.getValue())).toList();
  }

  private static List<Point> points(Path file) {
    if (EnviFiles.bytes(file) > BYTES_MAX) {
      throw new FormatException(
          "%s has %s, too much for a certificate: name the panel's curve"
              .formatted(file, DiskSpace.readable(EnviFiles.bytes(file))));
    }
    List<Point> points = new ArrayList<>();
    try {
      for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\\R")) {
        String[] cells = line.strip().split("[,;\\s]+", -1);
        OptionalDouble wavelength = Numbers.plain(cells[0]);
        OptionalDouble reflectance =
            cells.length > 1 ? Numbers.plain(cells[1]) : OptionalDouble.empty();
        if (wavelength.isPresent() && reflectance.isPresent()) {
          points.add(new Point(wavelength.getAsDouble(), reflectance.getAsDouble()));
        }
      }
    } catch (IOException e) {
      throw FormatException.reading(file, e);
    }
    return points;
  }
}

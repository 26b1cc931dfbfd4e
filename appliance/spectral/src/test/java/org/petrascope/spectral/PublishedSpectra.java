package org.petrascope.spectral;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Published spectra and their labels; tests that need them are skipped where they are missing. */
final class PublishedSpectra {
  private static final float DELETED = -1e30f;

  private PublishedSpectra() {}

  /** USGS spectral library 7 as convolved to AVIRIS 1995. */
  static SpectralLibrary splib07() {
    return usgs("usgs-splib07/s07_AV95");
  }

  /** USGS spectral library 6; it states no widths. */
  static SpectralLibrary splib06() {
    return usgs("usgs-splib06/s06_AV95");
  }

  private static SpectralLibrary usgs(String base) {
    try {
      String header = Files.readString(RealData.path(base + ".hdr"), StandardCharsets.ISO_8859_1);
      List<String> names = list(header, "spectra names");
      double[] centres = numbers(list(header, "wavelength"));
      double[] fwhms = header.contains("\nfwhm") ? numbers(list(header, "fwhm")) : new double[0];
      int[] order = rising(centres);
      byte[] bytes = Files.readAllBytes(RealData.path(base + ".sli"));
      int bands = centres.length;
      boolean wide = bytes.length >= 8 * bands * names.size();
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      float[][] spectra = new float[names.size()][bands];
      for (float[] spectrum : spectra) {
        float[] stored = new float[bands];
        for (int band = 0; band < bands; band++) {
          float value = wide ? (float) buffer.getDouble() : buffer.getFloat();
          stored[band] = value < DELETED ? Float.NaN : value;
        }
        for (int band = 0; band < bands; band++) {
          spectrum[band] = stored[order[band]];
        }
      }
      return SpectralLibrary.of(base, wavelengths(centres, fwhms, order), names, spectra);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The places of bands in rising order: the detectors of AVIRIS overlap.
  private static int[] rising(double[] centres) {
    return IntStream.range(0, centres.length)
        .boxed()
        .sorted(Comparator.comparingDouble(band -> centres[band]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Wavelengths wavelengths(double[] centres, double[] fwhms, int[] order) {
    double[] nm = IntStream.of(order).mapToDouble(band -> centres[band]).toArray();
    return fwhms.length == 0
        ? Wavelengths.ofNanometres(nm)
        : Wavelengths.ofNanometres(
            nm, IntStream.of(order).mapToDouble(band -> fwhms[band]).toArray());
  }

  private static List<String> list(String header, String field) {
    Matcher matcher = Pattern.compile("(?ms)^" + field + "\\s*=\\s*\\{(.*?)\\}").matcher(header);
    if (!matcher.find()) {
      throw new IllegalStateException("no field " + field);
    }
    return Arrays.stream(matcher.group(1).split(",")).map(String::strip).toList();
  }

  // Micrometres in these headers.
  private static double[] numbers(List<String> list) {
    return list.stream().mapToDouble(Double::parseDouble).map(um -> um * 1000).toArray();
  }

  /** Spectra of a drill hole with the label of each; empty where there is none. */
  static final class Hole {
    final Wavelengths wavelengths;
    final float[][] spectra;
    final List<Map<String, String>> labels;

    private Hole(Wavelengths wavelengths, float[][] spectra, List<Map<String, String>> labels) {
      this.wavelengths = wavelengths;
      this.spectra = spectra;
      this.labels = labels;
    }

    String group(int spectrum) {
      return labels.get(spectrum).getOrDefault("Grp1 sTSAS", "");
    }

    /** Spectra whose label names a rock group. */
    int[] labelled() {
      return IntStream.range(0, spectra.length)
          .filter(i -> !List.of("", "INVALID", "NOTAROK").contains(group(i)))
          .toArray();
    }
  }

  static Hole testRocks() {
    return hole("hylogger/GSNSW_testrocks/HL4_testrocks_tsg");
  }

  static Hole swmb007d() {
    return hole("hylogger/SWMB007d/SWMB007d_chips_tsg");
  }

  private static Hole hole(String base) {
    List<Map<String, String>> rows = table(RealData.path(base + "_spectra.csv"));
    List<Map<String, String>> labels = table(RealData.path(base + "_tsa.csv"));
    List<String> columns =
        new ArrayList<>(rows.getFirst().keySet()).subList(2, rows.getFirst().size());
    double[] centres = columns.stream().mapToDouble(Double::parseDouble).toArray();
    float[][] spectra = new float[rows.size()][centres.length];
    for (int i = 0; i < spectra.length; i++) {
      for (int band = 0; band < centres.length; band++) {
        String cell = rows.get(i).getOrDefault(columns.get(band), "");
        spectra[i][band] = cell.isEmpty() ? Float.NaN : Float.parseFloat(cell);
      }
    }
    return new Hole(Wavelengths.ofNanometres(centres), spectra, labels);
  }

  /** A CSV file without quoted cells. */
  static List<Map<String, String>> table(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      String[] names = lines.getFirst().split(",", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
          row.put(names[i], cells[i]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Spectra as the lines of a cube one sample wide. */
  static ReflectanceCube cube(Wavelengths wavelengths, float[]... spectra) {
    int bands = wavelengths.count();
    float[] bip = new float[spectra.length * bands];
    for (int i = 0; i < spectra.length; i++) {
      System.arraycopy(spectra[i], 0, bip, i * bands, bands);
    }
    return Calibration.stored(new CubeShape(spectra.length, 1, bands), 0, wavelengths, bip);
  }
}

package org.petrascope.gige;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.CameraException;

/**
 * The calibration pack that Specim delivers with a camera of the FX series, as far as its layout is
 * known: a ZIP file, {@code <serial>_<date>_...calpack.scp}, in which the text {@code
 * spectral/wlcal<N>b.wls} holds the wavelengths for N sensor rows a band, for each band a line with
 * its centre and its FWHM in nm. The maker has not published it; public programs that drive such
 * cameras read it so. Everything else in a pack, such as the region and the corrections of the
 * lens, is left alone.
 */
final class SpecimPack {
  private static final String ENDING = ".scp";
  private static final Pattern NAME = Pattern.compile("(\\d+)_.*");
  private static final int[] BINNINGS = {1, 2, 4, 8};

  /** A table of the largest sensors has a thousand lines. */
  private static final int TABLE_BYTES_MAX = 1 << 20;

  private SpecimPack() {}

  static boolean isNameOf(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
  }

  static CalibrationPack read(Path file) {
    String name = String.valueOf(file.getFileName());
    Matcher serial = NAME.matcher(name);
    if (!serial.matches()) {
      throw new CameraException(
          "calibration pack %s does not begin with the serial number of its camera and a _: give it back the name that the maker gave it"
              .formatted(file));
    }
    SortedMap<Integer, BandTable> tables = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (int binning : BINNINGS) {
        table(zip, "spectral/wlcal" + binning + "b.wls")
            .ifPresent(table -> tables.put(binning, table));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new CameraException(
          "calibration pack %s cannot be read (%s): name an undamaged file"
              .formatted(file, e.getMessage()),
          e);
    }
    if (tables.isEmpty()) {
      throw new CameraException(
          "calibration pack %s holds no spectral/wlcal1b.wls: write its region and wavelengths as JSON"
              .formatted(file));
    }
    String id = name.substring(0, name.length() - ENDING.length());
    return new CalibrationPack(id, serial.group(1), Optional.empty(), tables);
  }

  private static Optional<BandTable> table(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return Optional.empty();
    }
    List<double[]> bands = new ArrayList<>();
    try (InputStream stream = zip.getInputStream(entry)) {
      String text = new String(stream.readNBytes(TABLE_BYTES_MAX), StandardCharsets.US_ASCII);
      for (String line : text.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
        bands.add(band(name, line));
      }
    }
    return Optional.of(
        new BandTable(
            bands.stream().mapToDouble(band -> band[0]).toArray(),
            bands.stream().mapToDouble(band -> band[1]).toArray()));
  }

  private static double[] band(String table, String line) {
    String[] numbers = line.split("[\\s,;]+");
    try {
      return new double[] {Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])};
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "line '%s' of %s is not a centre and a width".formatted(line, table), e);
    }
  }
}

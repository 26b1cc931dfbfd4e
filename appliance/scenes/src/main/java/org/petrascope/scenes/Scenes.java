package org.petrascope.scenes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.petrascope.formats.PanelCurve;
import org.petrascope.formats.SpectraTable;

/** Makes scenes. */
public final class Scenes {
  /** A file is told by what stands in its first bytes. */
  private static final int HEAD_BYTES = 4096;

  /** A first line of two numbers, wavelength and reflectance. */
  private static final Pattern CERTIFICATE_POINT =
      Pattern.compile("\\s*[0-9.]+[,;\\s]+-?[0-9.]+(?:[eE][-+]?[0-9]+)?[ \\t]*\\R");

  private Scenes() {}

  /** The synthetic core box, whose truth is known. */
  public static CoreScene builtIn(SceneOptions options) {
    return new CoreBox(options);
  }

  /**
   * The scene in a file, or in a folder that holds one: a spectra table (CSV) or an ENVI cube of
   * reflectance, named by header or data, or the certificate of a tile: two columns without a
   * header row.
   *
   * @throws SceneException when it is none of these
   * @throws org.petrascope.formats.FormatException when it is one that cannot be read
   */
  public static CoreScene open(Path fileOrFolder, SceneOptions options) {
    Path file = Files.isDirectory(fileOrFolder) ? only(fileOrFolder) : fileOrFolder;
    if (!Files.isReadable(file)) {
      throw new SceneException(
          "scene %s does not exist or may not be read: check the name".formatted(file));
    }
    if (isCube(file)) {
      return ReflectanceCubeScene.open(file, options);
    }
    String head = head(file);
    if (isCertificate(head)) {
      return new TileScene(options, PanelCurve.read(file));
    }
    if (isTable(head)) {
      return table(SpectraTable.read(file), options);
    }
    throw new SceneException(
        "scene %s is neither a spectra table (CSV) nor an ENVI cube with its .hdr nor the certificate of a tile: convert it to one of them"
            .formatted(file));
  }

  private static Path only(Path folder) {
    List<Path> tables = new ArrayList<>();
    List<Path> headers = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
          tables.add(entry);
        } else if (name.endsWith(".hdr")) {
          headers.add(entry);
        }
      }
    } catch (IOException e) {
      throw new SceneException(
          "folder %s cannot be listed (%s): check its permissions"
              .formatted(folder, e.getMessage()),
          e);
    }
    if (tables.size() + headers.size() != 1) {
      throw new SceneException(
          "folder %s holds %d CSV tables and %d ENVI headers: name the one file that is the scene"
              .formatted(folder, tables.size(), headers.size()));
    }
    return tables.isEmpty() ? headers.getFirst() : tables.getFirst();
  }

  private static boolean isCube(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return name.toLowerCase(Locale.ROOT).endsWith(".hdr")
        || Files.exists(file.resolveSibling(name + ".hdr"))
        || Files.exists(file.resolveSibling(stem + ".hdr"));
  }

  private static boolean isTable(String head) {
    return head.indexOf('\0') < 0 && head.indexOf(',') >= 0;
  }

  private static boolean isCertificate(String head) {
    return CERTIFICATE_POINT.matcher(head).lookingAt();
  }

  private static String head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new SceneException(
          "scene %s cannot be read (%s): check the file".formatted(file, e.getMessage()), e);
    }
  }

  private static CoreScene table(SpectraTable table, SceneOptions options) {
    if (table.size() == 0) {
      throw new SceneException(
          "%s has a header row but no spectra: add at least one row".formatted(table.name()));
    }
    SensorView view = new SensorView(table.wavelengths(), options.bands(), table.name());
    float[][] spectra = new float[table.size()][];
    for (int row = 0; row < spectra.length; row++) {
      spectra[row] = view.look(table.spectrum(row));
    }
    return new SpectraTableScene(options, plan(table), spectra, view.notes());
  }

  private static DepthPlan plan(SpectraTable table) {
    double[] depths = new double[table.size()];
    int known = 0;
    for (int row = 0; row < depths.length; row++) {
      Optional<Double> depth = table.depthM(row);
      depths[row] = depth.orElse(Double.NaN);
      known += depth.isPresent() ? 1 : 0;
    }
    if (known == 0) {
      return DepthPlan.byOrder(table.ids());
    }
    if (known < depths.length) {
      throw new SceneException(
          "%s states no depth for %d of its %d spectra: fill in the depth column or remove it"
              .formatted(table.name(), depths.length - known, depths.length));
    }
    return DepthPlan.byDepth(table.ids(), depths);
  }
}

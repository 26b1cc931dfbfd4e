package org.petrascope.laboratory;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.WritableGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.petrascope.spectral.CalibrationRef;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.Wavelengths;

/** How a patch database lies in HDF5, version 1; appliance/docs/patches.md describes it. */
final class PatchLayout {
  static final String FORMAT = "petrascope-patches";
  static final int VERSION = 1;

  private static final String NM = "nm";
  private static final String LIST_SEPARATOR = "\n";

  private PatchLayout() {}

  /** What stands before the blocks. */
  record Head(Wavelengths wavelengths, List<PatchSource> sources) {
    /** SHA-256 of the whole content, from the head and the sums of the blocks. */
    String digest(List<PatchBlock> blocks) {
      PatchDigest digest =
          new PatchDigest()
              .text(FORMAT)
              .number(VERSION)
              .numbers(wavelengths.centresNm())
              .numbers(wavelengths.fwhmsNm());
      sourceColumns(sources).values().forEach(digest::texts);
      return digest.texts(blocks.stream().map(PatchBlock::sha256).toList()).hex();
    }
  }

  private static Map<String, List<String>> sourceColumns(List<PatchSource> sources) {
    Map<String, Function<PatchSource, String>> columns = new TreeMap<>();
    columns.put("scan", PatchSource::scan);
    columns.put("vendor", source -> source.sensor().vendor());
    columns.put("model", source -> source.sensor().model());
    columns.put("serial", source -> source.sensor().serial());
    columns.put("calibration_pack", source -> source.sensor().calibrationPack());
    columns.put("dark", source -> source.calibration().darkId());
    columns.put("white", source -> source.calibration().whiteId());
    columns.put("panel", source -> source.calibration().panel());
    columns.put("unstated", source -> String.join(LIST_SEPARATOR, source.calibration().unstated()));
    columns.put("processing", PatchSource::processing);
    Map<String, List<String>> values = new TreeMap<>();
    columns.forEach((name, of) -> values.put(name, sources.stream().map(of).toList()));
    return values;
  }

  static void write(WritableGroup file, Head head, List<PatchBlock> blocks) {
    file.putAttribute("format", FORMAT);
    file.putAttribute("version", VERSION);
    file.putAttribute("patches", blocks.stream().mapToInt(block -> block.records().size()).sum());
    file.putAttribute("sha256", head.digest(blocks));
    file.putDataset("wavelengths", head.wavelengths().centresNm()).putAttribute("unit", NM);
    file.putDataset("fwhm", head.wavelengths().fwhmsNm()).putAttribute("unit", NM);
    if (!blocks.isEmpty()) {
      WritableGroup sources = file.putGroup("sources");
      sourceColumns(head.sources())
          .forEach((name, texts) -> sources.putDataset(name, texts.toArray(String[]::new)));
      WritableGroup all = file.putGroup("blocks");
      for (int i = 0; i < blocks.size(); i++) {
        write(all.putGroup("%06d".formatted(i)), head, blocks.get(i));
      }
    }
  }

  private static void write(WritableGroup group, Head head, PatchBlock block) {
    PatchColumns columns = PatchColumns.of(block.records(), head.sources());
    int patches = block.records().size();
    group.putAttribute("side", block.side());
    group.putAttribute("sha256", block.sha256());
    group.putDataset("source", columns.source());
    group.putDataset("line", columns.line());
    group.putDataset("sample", columns.sample());
    for (String column : PatchColumns.TEXTS) {
      group.putDataset(column, columns.text(column).toArray(String[]::new));
    }
    if (!columns.components().isEmpty()) {
      group.putDataset("components", columns.components().toArray(String[]::new));
      group.putDataset("fraction", rows(columns.fraction(), patches));
      group.putDataset("error", rows(columns.error(), patches));
    }
    group.putDataset(
        "spectra",
        new DeferredDataset(
            group, "spectra", () -> nested(block.spectra(), patches, block.side())));
  }

  private static double[][] rows(double[] flat, int count) {
    int length = flat.length / count;
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * length, (i + 1) * length);
    }
    return rows;
  }

  private static float[][][][] nested(float[] flat, int patches, int side) {
    int bands = flat.length / (patches * side * side);
    float[][][][] nested = new float[patches][side][side][];
    int from = 0;
    for (float[][][] patch : nested) {
      for (float[][] line : patch) {
        for (int sample = 0; sample < side; sample++) {
          line[sample] = Arrays.copyOfRange(flat, from, from + bands);
          from += bands;
        }
      }
    }
    return nested;
  }

  static Head head(Group file) {
    Wavelengths wavelengths =
        Wavelengths.ofNanometres(
            (double[]) dataset(file, "wavelengths").getData(),
            (double[]) dataset(file, "fwhm").getData());
    List<PatchSource> sources = new ArrayList<>();
    if (file.getChildren().containsKey("sources")) {
      Group group = (Group) file.getChild("sources");
      int count = texts(group, "scan").size();
      for (int i = 0; i < count; i++) {
        sources.add(source(group, i));
      }
    }
    return new Head(wavelengths, List.copyOf(sources));
  }

  private static PatchSource source(Group group, int i) {
    Function<String, String> text = name -> texts(group, name).get(i);
    String unstated = text.apply("unstated");
    return new PatchSource(
        text.apply("scan"),
        new Sensor(
            text.apply("vendor"),
            text.apply("model"),
            text.apply("serial"),
            text.apply("calibration_pack")),
        new CalibrationRef(
            text.apply("dark"),
            text.apply("white"),
            text.apply("panel"),
            unstated.isEmpty() ? List.of() : List.of(unstated.split(LIST_SEPARATOR))),
        text.apply("processing"));
  }

  /** The blocks in their order. */
  static List<PatchBlock> blocks(Group file, Head head) {
    List<PatchBlock> blocks = new ArrayList<>();
    if (file.getChildren().containsKey("blocks")) {
      Map<String, Node> sorted = new TreeMap<>(((Group) file.getChild("blocks")).getChildren());
      for (Node node : sorted.values()) {
        blocks.add(block((Group) node, head));
      }
    }
    return blocks;
  }

  private static PatchBlock block(Group group, Head head) {
    int side = (Integer) group.getAttribute("side").getData();
    Dataset spectra = dataset(group, "spectra");
    PatchColumns columns = columns(group);
    int[] shape = {columns.source().length, side, side, head.wavelengths().count()};
    if (!Arrays.equals(shape, spectra.getDimensions()) || spectra.getJavaType() != float.class) {
      throw new IllegalArgumentException(
          "spectra of block %s have another shape than its columns".formatted(group.getName()));
    }
    return new PatchBlock(
        side,
        columns.records(head.sources()),
        () -> (float[]) spectra.getDataFlat(),
        (String) group.getAttribute("sha256").getData());
  }

  private static PatchColumns columns(Group group) {
    boolean assayed = group.getChildren().containsKey("components");
    return PatchColumns.of(
        new PatchColumns.Places(
            (int[]) dataset(group, "source").getDataFlat(),
            (int[]) dataset(group, "line").getDataFlat(),
            (int[]) dataset(group, "sample").getDataFlat()),
        PatchColumns.TEXTS.stream().map(name -> texts(group, name)).toList(),
        assayed
            ? new PatchColumns.Amounts(
                texts(group, "components"),
                (double[]) dataset(group, "fraction").getDataFlat(),
                (double[]) dataset(group, "error").getDataFlat())
            : new PatchColumns.Amounts(List.of(), new double[0], new double[0]));
  }

  private static List<String> texts(Group group, String name) {
    return List.of((String[]) dataset(group, name).getDataFlat());
  }

  private static Dataset dataset(Group group, String name) {
    if (group.getChild(name) instanceof Dataset dataset) {
      return dataset;
    }
    throw new IllegalArgumentException("dataset \"%s\" is missing".formatted(name));
  }
}

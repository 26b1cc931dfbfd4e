package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.petrascope.formats.CsvWriter;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.SpectraTable;
import org.petrascope.formats.SpectralLibraries;
import org.petrascope.spectral.MapClass;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.MappedBlock;
import org.petrascope.spectral.MineralMapper;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.SpectralLibrary;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope map}: names the mineral of every spectrum of a cube or table. */
@Command(name = "map", description = "Names the minerals of a cube or of a table of spectra.")
final class MapCommand extends ServerCommand {
  private static final List<String> COLUMNS =
      List.of("id", "mineral", "group", "score", "second_mineral", "second_score", "flags");

  @ArgGroup(multiplicity = "1")
  private SpectralInput input;

  @Option(
      names = "--library",
      required = true,
      paramLabel = "L.hdr",
      description = "Spectral library: ENVI .sli or CSV.")
  private Path library;

  @Option(
      names = "--method",
      paramLabel = "auto|sam|msam|feature|fcls",
      defaultValue = "auto",
      converter = MethodOption.class,
      description = "How spectra are compared; auto when not given.")
  private MapMethod method;

  @Option(names = "--id", paramLabel = "COL", description = "Column that names the spectra.")
  private String id = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR|FILE.csv",
      description = "Folder for a cube, table for spectra.")
  private Path out;

  @Option(names = "--recover", description = "Take the whole lines of a cube that is cut short.")
  private boolean recover;

  MapCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    SpectralLibrary references = SpectralLibraries.read(library);
    if (input.isTable()) {
      mapTable(references);
    } else {
      mapCube(references);
    }
    return DONE;
  }

  private void mapCube(SpectralLibrary references) throws InterruptedException {
    try (EnviReader reader = input.open(recover);
        Progress progress = console().progress("mapping")) {
      reader.notes().forEach(console()::say);
      MineralMapper mapper =
          MineralMapper.open(
              references, reader.requireWavelengths(), method, reader.header().badBands());
      int lines = reader.shape().lines();
      new CubeMapping(reader, mapper, out).run(done -> progress.at(done, lines));
      result(
          Map.of("out", out.toString(), "pixels", reader.shape().pixels()),
          "%s: %d lines x %d samples".formatted(out, lines, reader.shape().samples()));
    }
  }

  private void mapTable(SpectralLibrary references) {
    SpectraTable table = input.table(id);
    OutputPaths.requireTable(out);
    MineralMapper mapper = MineralMapper.open(references, table.wavelengths(), method);
    MappedBlock mapped = mapper.map(SpectralInput.cube(table));
    Map<String, Integer> groups = new TreeMap<>();
    try (CsvWriter csv = CsvWriter.create(out, COLUMNS)) {
      for (int row = 0; row < table.size(); row++) {
        csv.row(cells(table.id(row), mapped, row));
        groups.merge(mapped.best(row).group().label(), 1, Integer::sum);
      }
      csv.commit();
    }
    result(
        Map.of("out", out.toString(), "spectra", table.size(), "groups", groups),
        "%s: %d spectra, %s".formatted(out, table.size(), groups));
  }

  private static List<String> cells(String id, MappedBlock mapped, int row) {
    MapClass best = mapped.best(row);
    MapClass second = mapped.second(row);
    return List.of(
        id,
        best.name(),
        best.group().label(),
        number(mapped.scores()[row]),
        second.index() == 0 ? "" : second.name(),
        second.index() == 0 ? "" : number(mapped.secondScores()[row]),
        String.join(";", PixelFlag.labels(mapped.flags()[row])));
  }

  private static String number(float value) {
    return Float.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }
}

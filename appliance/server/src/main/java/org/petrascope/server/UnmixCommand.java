package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.petrascope.formats.CsvWriter;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.SpectraTable;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.Unmixer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code petrascope unmix}: how much of each given endmember is in every pixel. */
@Command(name = "unmix", description = "Finds the fractions of given endmembers.")
final class UnmixCommand extends ServerCommand {
  @ArgGroup(multiplicity = "1")
  private SpectralInput input;

  @Option(
      names = "--endmembers",
      required = true,
      paramLabel = "E.csv|L.hdr",
      description = "Pure spectra: a table, a bare bands x endmembers matrix or a library.")
  private Path endmembers;

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

  UnmixCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    if (input.isTable()) {
      unmixTable();
    } else {
      unmixCube();
    }
    return DONE;
  }

  private void unmixTable() {
    SpectraTable table = input.table(id);
    OutputPaths.requireTable(out);
    Unmixer unmixer =
        Endmembers.read(endmembers, table.wavelengths().count())
            .on(table.wavelengths(), new BitSet());
    Unmixer.Fractions fractions = unmixer.unmix(SpectralInput.cube(table));
    List<String> columns = new ArrayList<>(List.of("id"));
    columns.addAll(unmixer.endmembers());
    columns.addAll(List.of("rmse", "flags"));
    try (CsvWriter csv = CsvWriter.create(out, columns)) {
      for (int row = 0; row < table.size(); row++) {
        csv.row(cells(table.id(row), fractions, row, unmixer.endmembers().size()));
      }
      csv.commit();
    }
    tell("spectra", table.size(), unmixer);
  }

  private static List<String> cells(String id, Unmixer.Fractions fractions, int row, int count) {
    List<String> cells = new ArrayList<>(List.of(id));
    for (int endmember = 0; endmember < count; endmember++) {
      cells.add(number(fractions.abundances()[row * count + endmember]));
    }
    cells.add(number(fractions.rmse()[row]));
    cells.add(String.join(";", PixelFlag.labels(fractions.flags()[row])));
    return cells;
  }

  private static String number(float value) {
    return Float.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
  }

  private void unmixCube() {
    try (EnviReader reader = input.open(recover);
        Progress progress = console().progress("unmixing")) {
      reader.notes().forEach(console()::say);
      Endmembers pure = Endmembers.read(endmembers, reader.shape().bands());
      CubeUnmixing unmixing = new CubeUnmixing(reader, pure, out);
      unmixing.run(done -> progress.at(done, reader.shape().lines()));
      tell("pixels", reader.shape().pixels(), unmixing.unmixer());
    }
  }

  private void tell(String unit, long count, Unmixer unmixer) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("out", out.toString());
    document.put(unit, count);
    document.put("endmembers", unmixer.endmembers());
    result(
        document,
        "%s: %d %s, %d endmembers".formatted(out, count, unit, unmixer.endmembers().size()));
  }
}

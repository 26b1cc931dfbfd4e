package org.petrascope.laboratory;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Laboratory tables written for tests, and what reading them says. */
final class Tables {
  private Tables() {}

  static Path csv(Path folder, String... lines) {
    try {
      return Files.writeString(folder.resolve("table.csv"), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A workbook of one sheet; a cell that reads as a number is written as one. */
  static Path xlsx(Path folder, List<List<String>> lines) {
    Path file = folder.resolve("table.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "tests", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Results");
      for (int row = 0; row < lines.size(); row++) {
        for (int column = 0; column < lines.get(row).size(); column++) {
          put(sheet, row, column, lines.get(row).get(column));
        }
      }
      workbook.newWorksheet("Methods").value(0, 0, "Bruker D8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static void put(Worksheet sheet, int row, int column, String text) {
    if (text.matches("[0-9.]+")) {
      sheet.value(row, column, Double.parseDouble(text));
    } else if (!text.isEmpty()) {
      sheet.value(row, column, text);
    }
  }

  static LaboratoryTable xrd(Path folder, String... lines) {
    return LaboratoryTable.read(csv(folder, lines), AssayMethod.XRD);
  }

  static LaboratoryTable xrf(Path folder, String... lines) {
    return LaboratoryTable.read(csv(folder, lines), AssayMethod.XRF);
  }

  /** The problems with which a table is refused. */
  static List<String> refusal(Path folder, AssayMethod method, String... lines) {
    Path file = csv(folder, lines);
    return assertThrows(LaboratoryException.class, () -> LaboratoryTable.read(file, method))
        .problems();
  }
}

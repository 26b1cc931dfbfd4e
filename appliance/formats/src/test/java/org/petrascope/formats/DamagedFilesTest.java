package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever happened to a file: it is read, or refused in one sentence. */
class DamagedFilesTest {
  private static final String HEADER =
      """
      ENVI
      description = {box 7, row 2}
      samples = 4
      lines = 3
      bands = 5
      header offset = 0
      file type = ENVI Standard
      data type = 12
      interleave = bil
      byte order = 0
      wavelength units = Nanometers
      wavelength = {1000, 1100, 1200, 1300, 1400}
      fwhm = {8, 8, 8, 8, 8}
      bbl = {1, 1, 0, 1, 1}
      data ignore value = -1
      reflectance scale factor = 10000
      tint = 5.0
      fps = 100
      binning = {2, 1}
      lost lines = {1-2}
      """;

  private static final String TABLE = "id,depth_m,2100,2200,2300\na,0.5,1,2,3\n\"b\",1.5,4,,6\n";

  private static final String INTERESTING = "0123456789-+.eE,;{}=\"\n\r\t \0\u00ff\uffff";

  private Path file = Path.of("");

  @BeforeProperty
  void makeFile() throws IOException {
    file = Files.createTempFile("petrascope-damaged", ".csv");
  }

  @AfterProperty
  void removeFile() throws IOException {
    Files.delete(file);
  }

  @Property(tries = 3000)
  void header(@ForAll long seed) {
    String text = damaged(HEADER, new SplittableRandom(seed));
    readOrRefused(
        text,
        damaged -> {
          EnviHeader header = EnviHeader.parse("x.hdr", damaged);
          header.conditions();
          header.lostLines();
          header.scaleFactor();
          header.ignoreValue();
          header.classColours();
          EnviHeader.parse("y.hdr", header.format());
        });
  }

  @Property(tries = 1000)
  void tableOfSpectra(@ForAll long seed) {
    readOrRefused(
        damaged(TABLE, new SplittableRandom(seed)),
        damaged -> {
          DurableFiles.write(file, damaged.getBytes(StandardCharsets.UTF_8));
          SpectraTable table = SpectraTable.read(file);
          for (int row = 0; row < table.size(); row++) {
            table.id(row);
          }
        });
  }

  @Property(tries = 500)
  void panelCurve(@ForAll long seed) {
    readOrRefused(
        damaged("1000,0.98\n1500,0.99\n2500,0.97\n", new SplittableRandom(seed)),
        damaged -> {
          DurableFiles.write(file, damaged.getBytes(StandardCharsets.UTF_8));
          PanelCurve.read(file);
        });
  }

  private static void readOrRefused(String text, Consumer<String> reader) {
    try {
      reader.accept(text);
    } catch (FormatException e) {
      String sentence = String.valueOf(e.getMessage());
      assertFalse(sentence.contains("null"), sentence);
      assertTrue(sentence.contains(":") || sentence.contains("expected"), sentence);
    }
  }

  /** One to four characters are removed, doubled or replaced, or the end is cut off. */
  private static String damaged(String text, SplittableRandom random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int wounds = random.nextInt(1, 5); wounds > 0 && !damaged.isEmpty(); wounds--) {
      int at = random.nextInt(damaged.length());
      char other = INTERESTING.charAt(random.nextInt(INTERESTING.length()));
      switch (random.nextInt(8)) {
        case 0, 1 -> damaged.deleteCharAt(at);
        case 2, 3 -> damaged.insert(at, other);
        case 4, 5, 6 -> damaged.setCharAt(at, other);
        default -> damaged.setLength(random.nextInt(4) == 0 ? at : damaged.length());
      }
    }
    return damaged.toString();
  }
}

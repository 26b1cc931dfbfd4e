package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.Wavelengths;

class PicturesTest {
  private static final Wavelengths SWIR = Wavelengths.ofNanometres(new double[] {1650, 2200, 2330});

  @TempDir Path folder;

  private static ReflectanceCube ramp(int firstLine, int lines, int samples) {
    CubeShape shape = new CubeShape(lines, samples, 3);
    float[] bip = new float[(int) shape.values()];
    for (int i = 0; i < bip.length; i++) {
      bip[i] = i / 3 % samples / (float) samples;
    }
    return Calibration.stored(shape, firstLine, SWIR, bip);
  }

  @Test
  void falseColourIsStretchedFromDarkToBrightAndLinesThatNeverCameAreBlack() throws IOException {
    FalseColour picture = new FalseColour(30, 100, SWIR);
    picture.add(ramp(0, 10, 100));
    picture.add(ramp(20, 10, 100));
    Path file = folder.resolve("picture.png");
    picture.write(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(100, image.getWidth());
    assertEquals(30, image.getHeight());
    assertEquals(0xff000000, image.getRGB(0, 0));
    assertEquals(0xffffffff, image.getRGB(99, 29));
    assertEquals(0xff000000, image.getRGB(99, 15));
    int grey = image.getRGB(50, 5) & 0xff;
    assertTrue(grey > 100 && grey < 160, "grey is " + grey);
  }

  @Test
  void longScanIsThinnedOut() throws IOException {
    FalseColour picture = new FalseColour(100_000, 4, SWIR);
    picture.add(ramp(99_000, 1000, 4));
    Path file = folder.resolve("long.png");
    picture.write(file);
    assertEquals(4000, ImageIO.read(file.toFile()).getHeight());
  }

  @Test
  void mapHasItsColoursAndALegendOfWhatOccurs() throws IOException {
    MapPicture picture =
        new MapPicture(
            120,
            200,
            List.of(
                new MapPicture.Entry("INVALID", 0x888888),
                new MapPicture.Entry("KAOLIN kaolinite", 0xFF0000),
                new MapPicture.Entry("WHITE-MICA muscovite (phengitic), 2215 nm", 0xFFFF00),
                new MapPicture.Entry("never seen", 0x00FF00)));
    int[] classes = new int[120 * 200];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i < 200 * 10 ? -1 : i % 200 < 150 ? 1 : i % 200 < 190 ? 2 : 0;
    }
    picture.add(0, 120, classes);
    Path file = folder.resolve("map.png");
    picture.write(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(0xff000000, image.getRGB(0, 0));
    assertEquals(0xffFF0000, image.getRGB(149, 119));
    assertEquals(0xffFFFF00, image.getRGB(150, 119));
    assertTrue(image.getWidth() > 200 + 300, "legend beside the map");
    assertEquals(0xffFF0000, image.getRGB(200 + 12 + 5, 12 + 5), "most frequent class first");
  }

  @Test
  void everyPrintableCharacterHasItsOwnGlyph() {
    Set<List<Integer>> glyphs = new HashSet<>();
    for (char c = ' '; c <= '~'; c++) {
      BufferedImage image = new BufferedImage(12, 16, BufferedImage.TYPE_INT_RGB);
      new PictureText(image, 0xffffff).draw(String.valueOf(c), 0, 0);
      int[] pixels = image.getRGB(0, 0, 12, 16, null, 0, 12);
      glyphs.add(Arrays.stream(pixels).boxed().toList());
    }
    assertEquals(95, glyphs.size());
  }
}

package org.petrascope.formats;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures as PNG, whole or not at all. */
final class PngFile {
  private PngFile() {}

  static void write(BufferedImage image, Path file) {
    DurableFiles.write(
        file,
        out -> {
          try (MemoryCacheImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(image, "png", png)) {
              throw new IOException("this Java has no PNG writer");
            }
          }
        });
  }
}

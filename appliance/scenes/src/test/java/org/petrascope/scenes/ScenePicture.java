package org.petrascope.scenes;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Looks at a scene: three bands as red, green and blue, beside the groups of its truth. */
final class ScenePicture {
  private static final double[] RGB_NM = {2330, 2200, 1650};

  private ScenePicture() {}

  static void write(CoreScene scene, Path png) throws IOException {
    int samples = scene.samples();
    int lines = scene.lines();
    float[] bil = new float[samples * scene.bands().bands()];
    BufferedImage picture = new BufferedImage(2 * samples, lines, BufferedImage.TYPE_INT_RGB);
    for (int line = 0; line < lines; line++) {
      scene.reflectance(line, bil);
      for (int sample = 0; sample < samples; sample++) {
        int rgb = 0;
        for (double nm : RGB_NM) {
          float value = bil[TestCamera.nearest(scene.bands(), nm) * samples + sample];
          rgb = rgb << 8 | Math.clamp((long) (255 * Math.sqrt(Math.max(0, value))), 0, 255);
        }
        picture.setRGB(sample, line, rgb);
      }
    }
    if (scene.truth().isPresent()) {
      SceneTruth truth = scene.truth().get();
      for (int line = 0; line < lines; line++) {
        for (int sample = 0; sample < samples; sample++) {
          picture.setRGB(samples + sample, line, truth.group(line, sample).rgb());
        }
      }
    }
    Files.createDirectories(png.toAbsolutePath().getParent());
    ImageIO.write(picture, "png", png.toFile());
  }
}

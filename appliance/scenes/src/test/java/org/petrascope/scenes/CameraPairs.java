package org.petrascope.scenes;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.petrascope.camera.BandTable;
import org.petrascope.spectral.Wavelengths;

/** Surfaces to try the registration of two cameras on. */
final class CameraPairs {
  private static final BandTable VNIR = CameraPair.bands(420, 990, 10);
  private static final BandTable SWIR = CameraPair.bands(1010, 2480, 12);
  private static final int OCTAVES = 5;
  private static final int TEXTURES = 3;

  private CameraPairs() {}

  /** The built-in core box. */
  static CameraPair box(long seed, int lines, int samples) {
    int fineLines = CameraPair.fine(lines);
    int fineSamples = CameraPair.fine(samples);
    try (CoreScene vnir = Scenes.builtIn(new SceneOptions(fineSamples, VNIR, seed, fineLines));
        CoreScene swir = Scenes.builtIn(new SceneOptions(fineSamples, SWIR, seed, fineLines))) {
      return CameraPair.of(
          new SplittableRandom(seed),
          lines,
          samples,
          new CameraPair.Surfaces(CameraPair.surface(vnir), CameraPair.surface(swir)));
    }
  }

  /**
   * Fractal rock of three minerals with other spectra for each camera, so that contrast may be the
   * same, the other way round or missing.
   */
  static CameraPair fractal(long seed, int lines, int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    int fineLines = CameraPair.fine(lines);
    int fineSamples = CameraPair.fine(samples);
    float[][] textures = new float[TEXTURES][];
    for (int texture = 0; texture < TEXTURES; texture++) {
      textures[texture] =
          texture(random.nextLong(), fineLines, fineSamples, random.nextDouble(20, 100));
    }
    return CameraPair.of(
        random,
        lines,
        samples,
        new CameraPair.Surfaces(
            rock(VNIR, textures, random, fineLines, fineSamples),
            rock(SWIR, textures, random, fineLines, fineSamples)));
  }

  /** Fractal rock of which the second camera sees another piece. */
  static CameraPair strangers(long seed, int lines, int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    int fineLines = CameraPair.fine(lines);
    int fineSamples = CameraPair.fine(samples);
    float[][] one = {texture(random.nextLong(), fineLines, fineSamples, 60)};
    float[][] another = {texture(random.nextLong(), fineLines, fineSamples, 60)};
    return CameraPair.of(
        random,
        lines,
        samples,
        new CameraPair.Surfaces(
            rock(VNIR, one, random, fineLines, fineSamples),
            rock(SWIR, another, random, fineLines, fineSamples)));
  }

  private static float[] texture(long seed, int lines, int samples, double size) {
    ValueNoise noise = new ValueNoise(seed);
    float[] texture = new float[lines * samples];
    for (int at = 0; at < texture.length; at++) {
      int pixelLine = at / samples;
      double amplitude = 1;
      double pitch = size;
      for (int octave = 0; octave < OCTAVES; octave++) {
        double line = pixelLine / pitch + 17 * octave;
        texture[at] += (float) (amplitude * noise.at(line, at % samples / pitch));
        amplitude *= 0.6;
        pitch /= 2;
      }
    }
    return texture;
  }

  private static CameraPair.Surface rock(
      BandTable bands, float[][] textures, SplittableRandom random, int lines, int samples) {
    float[][] spectra = new float[textures.length][bands.bands()];
    for (float[] spectrum : spectra) {
      double level = random.nextDouble(-0.12, 0.12);
      double slope = random.nextDouble(-0.1, 0.1);
      for (int band = 0; band < spectrum.length; band++) {
        spectrum[band] = (float) (level + slope * ((double) band / spectrum.length - 0.5));
      }
    }
    return new CameraPair.Surface(
        Wavelengths.ofNanometres(bands.centresNm(), bands.fwhmsNm()),
        lines,
        samples,
        (line, sample, weight, out) -> {
          for (int band = 0; band < out.length; band++) {
            float reflectance = 0.4f;
            for (int texture = 0; texture < textures.length; texture++) {
              reflectance += spectra[texture][band] * textures[texture][line * samples + sample];
            }
            out[band] += weight * reflectance;
          }
        });
  }

  /** Core in trays painted from measured spectra: chips as another instrument saw them. */
  static CameraPair table(Path spectra, long seed, int lines, int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    SceneOptions vnir =
        new SceneOptions(CameraPair.fine(samples), VNIR, seed, CameraPair.fine(lines));
    SceneOptions swir =
        new SceneOptions(CameraPair.fine(samples), SWIR, seed, CameraPair.fine(lines));
    try (CoreScene first = Scenes.open(spectra, vnir);
        CoreScene second = Scenes.open(spectra, swir)) {
      int fit = (int) ((first.lines() / CameraPair.FINE - 80) / 1.12);
      return CameraPair.of(
          random,
          Math.min(lines, fit),
          samples,
          new CameraPair.Surfaces(CameraPair.surface(first), CameraPair.surface(second)));
    }
  }
}

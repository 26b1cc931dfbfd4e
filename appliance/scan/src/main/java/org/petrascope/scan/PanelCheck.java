package org.petrascope.scan;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.WhiteLight;

/**
 * Why lines that were taken as a white do not show the panel, in one sentence with the remedy;
 * empty where nothing speaks against it.
 */
final class PanelCheck {
  /** Core under a running stage changes from line to line by more, a panel by its noise. */
  private static final double MOVING_MAX = 0.01;

  /** Minerals differ along the line by more, a panel through lens and grating by less. */
  private static final double TEXTURE_MAX = 0.03;

  /** A panel under an older lamp differs less from the white before. */
  private static final double UNLIKE_MAX = 0.03;

  /** A lamp does not lose so much from one white to the next. */
  private static final double LEVEL_MIN = 0.5;

  private static final String REMEDY = "bring all of the panel into view, then capture it again";
  private static final String OR_NEW_LAMP =
      "bring all of the panel into view, or say that the lamp was replaced, then capture it again";

  private PanelCheck() {}

  /**
   * @param lines that the white is the mean of
   * @param earlier white of the same lamp and camera, where there is one
   */
  static Optional<String> refusal(
      RawCube lines, Reference dark, WhiteLight light, Optional<WhiteLight> earlier) {
    double moving = moving(lines, dark);
    if (moving > MOVING_MAX) {
      return Optional.of(
          "white reference changes by %.1f %% from line to line, something moves: %s"
              .formatted(100 * moving, REMEDY));
    }
    double texture = light.texture();
    if (texture > TEXTURE_MAX) {
      return Optional.of(
          "white reference has spectra that differ by %.1f %% along the line, it is not all panel: %s"
              .formatted(100 * texture, REMEDY));
    }
    return earlier.flatMap(before -> unlike(light, before));
  }

  private static Optional<String> unlike(WhiteLight light, WhiteLight before) {
    double share = light.lamp().level() / before.lamp().level();
    if (share < LEVEL_MIN) {
      return Optional.of(
          "white reference has %.0f %% of the light of the white before: %s"
              .formatted(100 * share, OR_NEW_LAMP));
    }
    double unlike = light.unlike(before);
    return unlike > UNLIKE_MAX
        ? Optional.of(
            "white reference has a spectrum that differs by %.1f %% from the white before: %s"
                .formatted(100 * unlike, OR_NEW_LAMP))
        : Optional.empty();
  }

  /**
   * How much the light of a sample, all bands together, changes over the lines: its standard
   * deviation over its mean, median of the samples. What all samples share, as a flickering lamp
   * makes it, is taken out.
   */
  static double moving(RawCube lines, Reference dark) {
    int samples = lines.shape().samples();
    double[][] light =
        IntStream.range(0, lines.shape().lines())
            .filter(line -> !lines.lost(line))
            .mapToObj(line -> shared(light(lines, line, dark)))
            .toArray(double[][]::new);
    double[] changes = new double[samples];
    for (int sample = 0; sample < samples; sample++) {
      double sum = 0;
      double squares = 0;
      for (double[] line : light) {
        sum += line[sample];
        squares += line[sample] * line[sample];
      }
      double mean = sum / light.length;
      changes[sample] = Math.sqrt(Math.max(0, squares / light.length - mean * mean)) / mean;
    }
    return median(changes);
  }

  /** Of one line, by sample: all bands together above the dark. */
  private static double[] light(RawCube lines, int line, Reference dark) {
    double[] light = new double[lines.shape().samples()];
    int offset = lines.offset(line);
    for (int i = 0; i < dark.bil().length; i++) {
      light[i % light.length] += Short.toUnsignedInt(lines.bil()[offset + i]) - dark.bil()[i];
    }
    return light;
  }

  private static double[] shared(double[] line) {
    double median = median(line.clone());
    for (int sample = 0; sample < line.length; sample++) {
      line[sample] /= median;
    }
    return line;
  }

  /** Sorts its argument. */
  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}

package org.petrascope.scan;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.petrascope.camera.Identity;
import org.petrascope.scenes.ParametricLibrary;
import org.petrascope.spectral.GridTransform;
import org.petrascope.spectral.Wavelengths;

/** A camera in memory that is pushed over a picture somewhere, with noise. */
final class PictureCamera extends FakeCamera {
  static final int BANDS = 60;

  /** Standard deviation of a frame's noise, in DN. */
  private static final double NOISE_DN = 2;

  private final int samples;
  private final Look look;
  private final SplittableRandom noise = new SplittableRandom(11);
  private final String serial;
  private int line;

  /** What lies under the cameras: reflectance at a place. */
  @FunctionalInterface
  interface Picture {
    double at(double line, double sample);
  }

  /**
   * How a camera sees a picture.
   *
   * @param place of the picture that a pixel sees
   */
  record Look(Picture picture, GridTransform place) {}

  private PictureCamera(Wavelengths bands, int samples, Look look) {
    super(ParametricLibrary.builtIn().onBands(bands), samples, Mishaps.NONE);
    this.samples = samples;
    this.look = look;
    this.serial = "P%.0f".formatted(bands.firstNm());
  }

  /** A camera of so many bands from the first to the last. */
  static PictureCamera of(double firstNm, double lastNm, int samples, Look look) {
    double[] centres = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      centres[band] = firstNm + (lastNm - firstNm) * band / (BANDS - 1);
    }
    return new PictureCamera(Wavelengths.ofNanometres(centres), samples, look);
  }

  @Override
  public Identity identity() {
    return new Identity("Petrascope", "Picture", serial, "1", "");
  }

  @Override
  void beforeFrame(long id) {
    line = Math.toIntExact(id - 1);
  }

  @Override
  void show(ByteBuffer frame) {
    for (int band = 0; band < BANDS; band++) {
      double colour = 0.7 + 0.3 * band / BANDS;
      for (int sample = 0; sample < samples; sample++) {
        double reflectance =
            look.picture().at(look.place().line(line, sample), look.place().sample(line, sample));
        double dn = DARK_DN + colour * reflectance * WHITE_DN + NOISE_DN * noise.nextGaussian();
        frame.putShort((short) Math.round(dn));
      }
    }
  }
}

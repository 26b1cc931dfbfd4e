package org.petrascope.scan;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.ModelCard;
import org.petrascope.learning.ModelPackage;
import org.petrascope.spectral.BandResampler;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.Wavelengths;

/**
 * Minerals told by a trained model.
 *
 * @param reference the model's name and version here
 * @param model open, and kept open by whoever opened it as long as scans may use it
 * @param resampling whether spectra of a sensor with other bands may be resampled to the model's
 */
public record ModelIdentification(ModelRef reference, ModelPackage model, boolean resampling)
    implements Identification {
  /** The method of every model, in provenance. */
  public static final String METHOD = "model";

  /** A second component, or what the sensor cannot see, is told from this share on. */
  public static final float SUBSTANTIAL = 0.2f;

  /** Whether a model of this kind made what bears the reference. */
  static boolean made(ModelRef reference) {
    return reference.method().equals(METHOD);
  }

  /** A model under the name and version of its own card. */
  public static ModelIdentification of(ModelPackage model, boolean resampling) {
    ModelCard.Origin origin = model.card().origin();
    return new ModelIdentification(named(origin.name(), origin.version()), model, resampling);
  }

  /** What a model of this name and version is called in provenance. */
  static ModelRef named(String name, String version) {
    return new ModelRef(name, version, METHOD);
  }

  /** The model's name and version, for messages. */
  String called() {
    return "model %s %s".formatted(reference.name(), reference.version());
  }

  /**
   * What makes rows for the model of a sensor's spectra; empty where they are such rows. Bands that
   * the model was not taught are left out, bad ones are taken from those beside them.
   *
   * @throws ScanException when the sensor lacks bands of the model and its spectra must not, or
   *     cannot, be resampled
   */
  public Optional<BandResampler> resampler(Wavelengths sensor, BitSet badBands) {
    double[] centres = model.model().shape().centresNm();
    OptionalInt first = ModelPackage.firstBandAmong(model.model().shape(), sensor.centresNm());
    if (first.isPresent() && centres.length == sensor.count() && badBands.isEmpty()) {
      return Optional.empty();
    }
    if (first.isEmpty() && !resampling) {
      requireFits(sensor);
    }
    Wavelengths wanted =
        first.isPresent()
            ? sensor.subset(
                IntStream.range(first.getAsInt(), first.getAsInt() + centres.length).toArray())
            : Wavelengths.ofNanometres(centres);
    return Optional.of(covering(BandResampler.between(sensor, wanted, badBands)));
  }

  private void requireFits(Wavelengths sensor) {
    try {
      model.requireFits(sensor.centresNm());
    } catch (LearningException e) {
      throw new ScanException(String.valueOf(e.getMessage()), e);
    }
  }

  private BandResampler covering(BandResampler resampler) {
    Wavelengths wanted = resampler.target();
    for (int band = 0; band < wanted.count(); band++) {
      if (!resampler.covers(band)) {
        throw new ScanException(
            "%s needs %s, the good bands of the sensor do not reach %.1f nm: choose a model of the sensor's range"
                .formatted(called(), wanted, wanted.centreNm(band)));
      }
    }
    return resampler;
  }

  /** Bad bands are taken from those beside them. */
  @Override
  public PixelMapper open(Wavelengths sensor, BitSet badBands) {
    return ModelMapper.open(this, sensor, badBands);
  }
}

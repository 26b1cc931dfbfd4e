package org.petrascope.scan;

import java.util.BitSet;
import org.petrascope.learning.ModelCard;
import org.petrascope.learning.ModelPackage;
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

  @Override
  public PixelMapper open(Wavelengths sensor) {
    return open(sensor, new BitSet());
  }

  /** The same for a sensor some of whose bands are bad; they are taken from those beside them. */
  public PixelMapper open(Wavelengths sensor, BitSet badBands) {
    return ModelMapper.open(this, sensor, badBands);
  }
}

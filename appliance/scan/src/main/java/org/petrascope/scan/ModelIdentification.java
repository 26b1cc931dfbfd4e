package org.petrascope.scan;

import java.util.BitSet;
import org.petrascope.learning.ModelPackage;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.Wavelengths;

/**
 * Minerals told by a trained model.
 *
 * @param model open, and kept open by whoever opened it as long as scans may use it
 * @param resampling whether spectra of a sensor with other bands may be resampled to the model's
 */
public record ModelIdentification(ModelPackage model, boolean resampling)
    implements Identification {
  /** The method of every model, in provenance. */
  public static final String METHOD = "model";

  /** Whether a model of this kind made what bears the reference. */
  static boolean made(ModelRef reference) {
    return reference.method().equals(METHOD);
  }

  @Override
  public ModelRef reference() {
    return new ModelRef(model.card().origin().name(), model.card().origin().version(), METHOD);
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

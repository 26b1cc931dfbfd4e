package org.petrascope.laboratory;

import org.petrascope.laboratory.PatchDatabase.OtherBands;
import org.petrascope.spectral.BandResampler;
import org.petrascope.spectral.Wavelengths;

/** Adds one database to another that is being written. */
final class PatchMerge {
  private PatchMerge() {}

  static void add(PatchDatabase part, PatchWriter writer, OtherBands otherBands) {
    Wavelengths target = writer.wavelengths();
    if (part.wavelengths().equals(target)) {
      part.sources().forEach(writer::addSource);
      part.patches(PatchQuery.all()).forEach(writer::add);
      return;
    }
    if (otherBands == OtherBands.REFUSED) {
      throw new LaboratoryException(
          "patch database %s has %s, the first has %s: ask for resampling, or merge databases of one sensor"
              .formatted(part.file(), part.wavelengths(), target));
    }
    BandResampler resampler = BandResampler.between(part.wavelengths(), target);
    for (int band = 0; band < target.count(); band++) {
      if (!resampler.covers(band)) {
        throw new LaboratoryException(
            "patch database %s has %s, which do not reach band %d (%.1f nm) of the first: merge databases of sensors that see the same range"
                .formatted(part.file(), part.wavelengths(), band + 1, target.centreNm(band)));
      }
    }
    String step = "resampled from " + part.wavelengths();
    part.sources().forEach(source -> writer.addSource(source.processed(step)));
    part.patches(PatchQuery.all()).forEach(patch -> writer.add(resampled(patch, resampler, step)));
  }

  private static Patch resampled(Patch patch, BandResampler resampler, String step) {
    int pixels = patch.side() * patch.side();
    int bands = resampler.target().count();
    float[] from = patch.values();
    float[] to = new float[pixels * bands];
    float[] spectrum = new float[patch.bands()];
    for (int pixel = 0; pixel < pixels; pixel++) {
      System.arraycopy(from, pixel * spectrum.length, spectrum, 0, spectrum.length);
      System.arraycopy(resampler.resample(spectrum), 0, to, pixel * bands, bands);
    }
    PatchRecord about = patch.about();
    return Patch.over(patch.side(), to, about.from(about.source().processed(step)));
  }
}

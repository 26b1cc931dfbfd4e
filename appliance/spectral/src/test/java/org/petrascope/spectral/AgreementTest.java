package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The default method against the labels that The Spectral Assistant gave to real rocks. */
class AgreementTest {
  private static final long SEED = 20260321;

  @Test
  void testRocksAgreeWithThePublishedGroups() {
    assertAgreement(
        PublishedSpectra.testRocks(), PublishedSpectra.splib07(), 0.92, UnaryOperator.identity());
  }

  @Test
  void chipsOfAnotherHoleAgreeToo() {
    assertAgreement(
        PublishedSpectra.swmb007d(), PublishedSpectra.splib07(), 0.90, UnaryOperator.identity());
  }

  @Test
  void anotherLibraryServesAsWell() {
    assertAgreement(
        PublishedSpectra.swmb007d(), PublishedSpectra.splib06(), 0.90, UnaryOperator.identity());
    // It holds no magnesite, which 13 of these spectra are.
    assertAgreement(
        PublishedSpectra.testRocks(), PublishedSpectra.splib06(), 0.90, UnaryOperator.identity());
  }

  @Test
  void theCameraSeesWhatTheHyLoggerSaw() {
    assertAgreement(PublishedSpectra.testRocks(), PublishedSpectra.splib07(), 0.92, this::asCamera);
    assertAgreement(PublishedSpectra.swmb007d(), PublishedSpectra.splib07(), 0.86, this::asCamera);
  }

  @Test
  void wavelengthsMayDrift() {
    for (double nm : new double[] {-3, 3}) {
      assertAgreement(
          PublishedSpectra.testRocks(), PublishedSpectra.splib07(), 0.92, view -> view.shifted(nm));
      assertAgreement(
          PublishedSpectra.swmb007d(), PublishedSpectra.splib07(), 0.88, view -> view.shifted(nm));
    }
  }

  @Test
  void noiseSlopeAndBrightnessChangeLittle() {
    assertAgreement(
        PublishedSpectra.testRocks(), PublishedSpectra.splib07(), 0.92, view -> view.noisy(80));
    assertAgreement(
        PublishedSpectra.swmb007d(), PublishedSpectra.splib07(), 0.84, view -> view.noisy(80));
    assertAgreement(PublishedSpectra.testRocks(), PublishedSpectra.splib07(), 0.92, View::tilted);
    assertAgreement(PublishedSpectra.swmb007d(), PublishedSpectra.splib07(), 0.90, View::tilted);
  }

  private View asCamera(View view) {
    return view.throughCamera();
  }

  private static void assertAgreement(
      PublishedSpectra.Hole hole,
      SpectralLibrary library,
      double least,
      UnaryOperator<View> change) {
    int[] labelled = hole.labelled();
    float[][] spectra = new float[labelled.length][];
    for (int i = 0; i < labelled.length; i++) {
      spectra[i] = hole.spectra[labelled[i]];
    }
    View view = change.apply(new View(hole.wavelengths, spectra));
    MappedBlock mapped =
        MineralMapper.open(library, view.wavelengths, MapMethod.AUTO)
            .map(PublishedSpectra.cube(view.wavelengths, view.spectra));
    int right = 0;
    Map<String, Integer> wrong = new TreeMap<>();
    for (int i = 0; i < labelled.length; i++) {
      String told = mapped.best(i).group().label();
      if (told.equals(hole.group(labelled[i]))) {
        right++;
      } else {
        wrong.merge(hole.group(labelled[i]) + " told " + told, 1, Integer::sum);
      }
    }
    double agreement = (double) right / labelled.length;
    assertTrue(
        agreement >= least,
        () ->
            "%.3f of %d agree, seed %d, wrong: %s"
                .formatted(agreement, labelled.length, SEED, wrong));
  }

  /** Spectra as some instrument sees them. */
  private static final class View {
    private final Wavelengths wavelengths;
    private final float[][] spectra;
    private final Random random = new Random(SEED);

    private View(Wavelengths wavelengths, float[][] spectra) {
      this.wavelengths = wavelengths;
      this.spectra = spectra;
    }

    private View changed(Function<float[], float[]> change) {
      float[][] changed = new float[spectra.length][];
      for (int i = 0; i < spectra.length; i++) {
        changed[i] = change.apply(spectra[i].clone());
      }
      return new View(wavelengths, changed);
    }

    private View shifted(double nm) {
      double[] centres = wavelengths.centresNm();
      for (int band = 0; band < centres.length; band++) {
        centres[band] += nm;
      }
      return new View(Wavelengths.ofNanometres(centres, wavelengths.fwhmsNm()), spectra);
    }

    private View noisy(double signalToNoise) {
      return changed(
          spectrum -> {
            float middle = spectrum[spectrum.length / 2];
            for (int band = 0; band < spectrum.length; band++) {
              spectrum[band] += (float) (random.nextGaussian() * middle / signalToNoise);
            }
            return spectrum;
          });
    }

    private View tilted() {
      return changed(
          spectrum -> {
            double brightness = 0.3 + random.nextDouble();
            for (int band = 0; band < spectrum.length; band++) {
              double slope = Math.exp(0.3 * (wavelengths.centreNm(band) - 1900) / 600);
              spectrum[band] *= (float) (brightness * slope);
            }
            return spectrum;
          });
    }

    // 224 bands, 12 bit, shot and read noise.
    private View throughCamera() {
      double[] centres =
          IntStream.range(0, 224).mapToDouble(band -> 1000 + band * 1500.0 / 223).toArray();
      double[] fwhms = new double[224];
      Arrays.fill(fwhms, 8);
      Wavelengths camera = Wavelengths.ofNanometres(centres, fwhms);
      BandResampler resampler = BandResampler.between(wavelengths, camera);
      View seen =
          changed(
              spectrum -> {
                float[] dn = resampler.resample(spectrum);
                double brightness = Math.exp(0.2 * random.nextGaussian());
                for (int band = 0; band < dn.length; band++) {
                  double signal = 3000 * brightness * dn[band];
                  double noise = Math.sqrt(0.2 * Math.max(signal, 0) + 4) * random.nextGaussian();
                  dn[band] = (float) (Math.rint(Math.clamp(signal + noise, 0, 4095)) / 3000);
                }
                return dn;
              });
      return new View(camera, seen.spectra);
    }
  }
}

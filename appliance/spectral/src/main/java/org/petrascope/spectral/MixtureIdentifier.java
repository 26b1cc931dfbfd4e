package org.petrascope.spectral;

import java.util.Arrays;
import java.util.List;
import org.petrascope.kernels.DenseMatrix;

/**
 * The default method: every plausible mineral and every plausible pair of minerals is fitted to the
 * pixel's absorption features, and the answers are averaged by how well each fit explains them. A
 * single best fit would jump between near-equal answers with the noise; the average does not.
 *
 * <p>Follows Tetracorder and MICA (Clark et al. 2003, doi:10.1029/2002JE001847; Kokaly 2011,
 * doi:10.3133/ofr20111155) in fitting diagnostic features of library spectra, and The Spectral
 * Assistant (Berman et al. 1999) in fitting mixtures of few minerals. See
 * appliance/docs/identification.md for how it was chosen and what it reaches.
 */
final class MixtureIdentifier implements Identifier {
  /** Residuals are shares of the pixel's feature energy: 0 is perfect, 1 is nothing explained. */
  private static final double RESIDUAL_POOR = 0.35;

  /** White noise leaves more than this in 99 of 100 pixels. */
  private static final double RESIDUAL_MAX = 0.7;

  /** Length of the feature vector below which a pixel shows no absorption; about 0.5 % deep. */
  private static final double FEATURES_MIN = 0.025;

  private static final double SHARE_MIXED = 0.2;
  private static final double MARGIN_CERTAIN = 0.15;

  private final SensorLibrary library;
  private final DiagnosticWindows windows;
  private final FeatureLibrary features;

  MixtureIdentifier(SensorLibrary library) {
    this.library = library;
    this.windows =
        DiagnosticWindows.common(
            library.sensor(), library.badBands(), library.library().wavelengths());
    this.features = FeatureLibrary.of(library.entries(), windows);
  }

  @Override
  public Session session() {
    return new MixtureSession();
  }

  private final class MixtureSession implements Session {
    private final float[] level = new float[PIXELS_MAX * windows.features()];
    private final float[] rows = new float[level.length];
    private final float[] cosines = new float[PIXELS_MAX * features.size()];
    private final PairFit fit = new PairFit(features);
    private final double[] shareOfClass = new double[library.classes().size()];
    private final double[] shareOfGroup = new double[MineralGroup.values().length];
    private final DenseMatrix products = features.products();

    @Override
    public void load(float[] bip, int pixels) {
      windows.ofPixels(bip, pixels, level, rows);
      products.apply(rows, 0, pixels, cosines);
    }

    @Override
    public void identify(int pixel, Answer answer) {
      double length = length(pixel);
      if (Double.isNaN(length)) {
        answer.flag(PixelFlag.NO_DATA);
        return;
      }
      if (length < FEATURES_MIN) {
        answer.flag(PixelFlag.ASPECTRAL);
        return;
      }
      double residual = fit.fit(cosines, pixel * features.size(), 1 / length);
      if (residual > RESIDUAL_MAX) {
        answer.flag(PixelFlag.ASPECTRAL);
        answer.flag(PixelFlag.POOR_FIT);
        return;
      }
      if (residual > RESIDUAL_POOR) {
        answer.flag(PixelFlag.POOR_FIT);
      }
      decide(1 - Math.max(0, residual), answer);
    }

    private double length(int pixel) {
      double squares = 0;
      for (int i = pixel * windows.features(); i < (pixel + 1) * windows.features(); i++) {
        squares += (double) rows[i] * rows[i];
      }
      return Math.sqrt(squares);
    }

    // The group with the largest share, in it the mineral with the largest.
    private void decide(double explained, Answer answer) {
      Arrays.fill(shareOfClass, 0);
      Arrays.fill(shareOfGroup, 0);
      for (int i = 0; i < fit.candidates(); i++) {
        int entry = features.entry(fit.candidate(i));
        shareOfClass[classOf(entry)] += fit.share(i);
        shareOfGroup[features.group(fit.candidate(i))] += fit.share(i);
      }
      int group = largest(shareOfGroup, -1);
      int best = largestClassOf(group);
      int second = largest(shareOfClass, best);
      answer.best = strongestEntryOf(best);
      answer.score = explained * shareOfClass[best];
      if (shareOfClass[second] > 0) {
        answer.second = strongestEntryOf(second);
        answer.secondScore = explained * shareOfClass[second];
      }
      int nextGroup = largest(shareOfGroup, group);
      if (shareOfGroup[nextGroup] >= SHARE_MIXED) {
        answer.flag(PixelFlag.MIXED);
      }
      if (shareOfGroup[group] - shareOfGroup[nextGroup] < MARGIN_CERTAIN) {
        answer.flag(PixelFlag.UNCERTAIN);
      }
      for (int mineral = 1; mineral < shareOfClass.length; mineral++) {
        if (shareOfClass[mineral] > 0) {
          answer.addPart(mineral, shareOfClass[mineral]);
        }
      }
    }

    private int classOf(int entry) {
      return library.entries().get(entry).mineralClass();
    }

    private int largestClassOf(int group) {
      List<MapClass> classes = library.classes();
      int best = -1;
      for (int mineral = 1; mineral < shareOfClass.length; mineral++) {
        if (FeatureLibrary.groupIndex(classes.get(mineral).group()) == group
            && (best < 0 || shareOfClass[mineral] > shareOfClass[best])) {
          best = mineral;
        }
      }
      return best;
    }

    private int strongestEntryOf(int mineral) {
      int best = -1;
      for (int i = 0; i < fit.candidates(); i++) {
        if (classOf(features.entry(fit.candidate(i))) == mineral
            && (best < 0 || fit.share(i) > fit.share(best))) {
          best = i;
        }
      }
      return features.entry(fit.candidate(best));
    }

    private static int largest(double[] values, int except) {
      int best = except == 0 ? 1 : 0;
      for (int i = 0; i < values.length; i++) {
        if (i != except && values[i] > values[best]) {
          best = i;
        }
      }
      return best;
    }
  }
}

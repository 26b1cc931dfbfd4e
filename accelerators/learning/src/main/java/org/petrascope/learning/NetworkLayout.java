package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The layers of a network that reads spectra or patches of them, whatever library runs it.
 *
 * <p>Every spectrum is standardised and goes through the spectral convolutions: 1-D over the bands,
 * stride 1, padded to keep its length, rectified, then the maximum of successive windows (a rest
 * that fills no window is dropped). What comes out, [position][filter], is one vector. A single
 * spectrum's vector goes on to the hidden layer. In a patch every pixel's vector becomes {@code
 * pixelFeatures} rectified numbers, a 3 x 3 convolution without padding looks at neighbours, and
 * its output, [line][sample][filter], goes on. After the rectified hidden layer come the scores,
 * which the head turns into outputs.
 *
 * @param side lines and samples of a patch; 1 for a single spectrum
 * @param pixelFeatures numbers a pixel is reduced to; without meaning for a single spectrum
 * @param spatialFilters of the 3 x 3 convolution; without meaning for a single spectrum
 * @param hidden units of the hidden layer
 */
public record NetworkLayout(
    int side,
    int bands,
    List<Convolution> convolutions,
    int pixelFeatures,
    int spatialFilters,
    int hidden,
    int outputs,
    Head head) {
  /** Lines and samples the spatial convolution looks at. */
  public static final int SPATIAL_KERNEL = 3;

  private static final int BANDS_LEAST = 8;
  private static final int POSITIONS_AIM = 50;
  private static final int SPECTRA_FIRST_FILTERS = 16;
  private static final int PATCHES_FIRST_FILTERS = 8;
  private static final int PIXEL_FEATURES = 16;
  private static final int SPATIAL_FILTERS = 32;
  private static final int HIDDEN = 64;

  /** How scores become outputs. */
  public enum Head {
    /** Softmax: outputs sum to one. */
    SHARES,
    /** A sigmoid for each output, times its ceiling. */
    EACH
  }

  /**
   * One spectral convolution.
   *
   * @param kernel bands it looks at, odd
   * @param pool positions of which the maximum is kept; 1 keeps all
   */
  public record Convolution(int filters, int kernel, int pool) {
    public Convolution {
      if (filters < 1 || kernel < 1 || kernel % 2 == 0 || pool < 1) {
        throw new IllegalArgumentException(
            "convolution of %d filters, kernel %d, pool %d: filters and pool are 1 or more, the kernel odd"
                .formatted(filters, kernel, pool));
      }
    }
  }

  /**
   * A tensor of numbers the network consists of.
   *
   * @param shape outermost first
   */
  public record Parameter(String name, List<Integer> shape) {
    public Parameter {
      shape = List.copyOf(shape);
    }

    public int size() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** Whether teaching changes it; the rest is set from the training rows once. */
    public boolean isTaught() {
      return name.contains(".");
    }

    /** Whether it multiplies what comes in; the rest is added. */
    public boolean isKernel() {
      return name.endsWith(".kernel");
    }

    /** Whether it belongs to the last layer, which speaks of the classes or components. */
    public boolean isHead() {
      return name.startsWith("head.");
    }
  }

  public NetworkLayout {
    convolutions = List.copyOf(convolutions);
    if (side != 1 && side < SPATIAL_KERNEL) {
      throw new IllegalArgumentException("a patch is 3 pixels wide at least, not " + side);
    }
    if (convolutions.isEmpty() || positions(bands, convolutions) < 1) {
      throw new IllegalArgumentException(
          "%d bands do not outlast the convolutions %s".formatted(bands, convolutions));
    }
  }

  /** Notes the layers in a model's description. */
  public void describe(ModelFile description) {
    description
        .with("filters", convolutions.stream().mapToDouble(Convolution::filters).toArray())
        .with("kernels", convolutions.stream().mapToDouble(Convolution::kernel).toArray())
        .with("pools", convolutions.stream().mapToDouble(Convolution::pool).toArray())
        .with("pixelFeatures", pixelFeatures)
        .with("spatialFilters", spatialFilters)
        .with("hidden", hidden)
        .with("head", head.name());
  }

  /**
   * Reads the layers back.
   *
   * @throws LearningException when they are not stated or cannot be
   */
  public static NetworkLayout described(ModelFile description) {
    double[] filters = description.numbers("filters");
    double[] kernels = description.numbers("kernels");
    double[] pools = description.numbers("pools");
    try {
      List<Convolution> convolutions = new ArrayList<>();
      for (int i = 0; i < filters.length; i++) {
        convolutions.add(new Convolution((int) filters[i], (int) kernels[i], (int) pools[i]));
      }
      return new NetworkLayout(
          description.shape().side(),
          description.shape().bands(),
          convolutions,
          (int) description.numbers("pixelFeatures")[0],
          (int) description.numbers("spatialFilters")[0],
          (int) description.numbers("hidden")[0],
          description.names().size(),
          Head.valueOf(description.text("head")));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new LearningException(
          "the description of a network makes no sense (%s): restore the folder or train again"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** Why the layers for single spectra cannot read rows of this shape; empty when they can. */
  public static Optional<String> unfitForSpectra(RowShape shape) {
    return shape.side() == 1
        ? tooFewBands(shape)
        : Optional.of("reads single spectra, not patches");
  }

  /** Why the layers for patches cannot read rows of this shape; empty when they can. */
  public static Optional<String> unfitForPatches(RowShape shape) {
    return shape.side() == 1 ? Optional.of("needs patches") : tooFewBands(shape);
  }

  private static Optional<String> tooFewBands(RowShape shape) {
    return shape.bands() < BANDS_LEAST
        ? Optional.of("needs %d bands, not %d".formatted(BANDS_LEAST, shape.bands()))
        : Optional.empty();
  }

  /** Layers for single spectra, of a size that a few hundred rows can teach. */
  public static NetworkLayout forSpectra(RowShape shape, Target target) {
    return new NetworkLayout(
        1,
        shape.bands(),
        convolutions(shape.bands(), SPECTRA_FIRST_FILTERS),
        0,
        0,
        HIDDEN,
        target.names().size(),
        head(target));
  }

  /** Layers for patches, with thinner convolutions over the bands since every pixel needs them. */
  public static NetworkLayout forPatches(RowShape shape, Target target) {
    return new NetworkLayout(
        shape.side(),
        shape.bands(),
        convolutions(shape.bands(), PATCHES_FIRST_FILTERS),
        PIXEL_FEATURES,
        SPATIAL_FILTERS,
        HIDDEN,
        target.names().size(),
        head(target));
  }

  // Of so many bands about fifty positions are left after the first pooling.
  private static List<Convolution> convolutions(int bands, int filters) {
    int pool = Math.max(1, (int) Math.round((double) bands / POSITIONS_AIM));
    return List.of(new Convolution(filters, 9, pool), new Convolution(2 * filters, 5, 1));
  }

  // Shares for classes and for compositions that close.
  private static Head head(Target target) {
    return target instanceof Compositions compositions && !compositions.closes()
        ? Head.EACH
        : Head.SHARES;
  }

  /** The same layers with another last one. */
  public NetworkLayout withOutputs(int newOutputs, Head newHead) {
    return new NetworkLayout(
        side, bands, convolutions, pixelFeatures, spatialFilters, hidden, newOutputs, newHead);
  }

  /** Spectra of a row. */
  public int pixels() {
    return side * side;
  }

  /** Positions that are left of the bands after the last pooling. */
  public int positions() {
    return positions(bands, convolutions);
  }

  private static int positions(int bands, List<Convolution> convolutions) {
    int left = bands;
    for (Convolution convolution : convolutions) {
      left /= convolution.pool();
    }
    return left;
  }

  /** Bands that a position of the last convolution's output stands for, before it is pooled. */
  public int bandsAPosition() {
    int bandsInOne = 1;
    for (Convolution convolution : convolutions.subList(0, convolutions.size() - 1)) {
      bandsInOne *= convolution.pool();
    }
    return bandsInOne;
  }

  /** Numbers a spectrum becomes in the convolutions, [position][filter]. */
  public int spectralFeatures() {
    return positions() * convolutions.getLast().filters();
  }

  /** Numbers that go into the hidden layer. */
  public int features() {
    int middle = side - SPATIAL_KERNEL + 1;
    return side == 1 ? spectralFeatures() : middle * middle * spatialFilters;
  }

  /**
   * Everything the network consists of: {@code mean} and {@code deviation} of every band, kernels
   * and biases from first to last layer, and every output's {@code ceiling}. A spectral kernel is
   * [band][1][in][out], a spatial one [line][sample][in][out], a dense one [in][out].
   */
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(new Parameter("mean", List.of(bands)));
    parameters.add(new Parameter("deviation", List.of(bands)));
    int in = 1;
    for (int i = 0; i < convolutions.size(); i++) {
      Convolution convolution = convolutions.get(i);
      addLayer(
          parameters, spectral(i), List.of(convolution.kernel(), 1, in, convolution.filters()));
      in = convolution.filters();
    }
    if (side > 1) {
      addLayer(parameters, "pixel", List.of(spectralFeatures(), pixelFeatures));
      addLayer(
          parameters,
          "spatial",
          List.of(SPATIAL_KERNEL, SPATIAL_KERNEL, pixelFeatures, spatialFilters));
    }
    addLayer(parameters, "hidden", List.of(features(), hidden));
    addLayer(parameters, "head", List.of(hidden, outputs));
    parameters.add(new Parameter("ceiling", List.of(outputs)));
    return parameters;
  }

  /** Name of the layer of a spectral convolution. */
  public static String spectral(int index) {
    return "spectral" + (index + 1);
  }

  private static void addLayer(List<Parameter> parameters, String layer, List<Integer> kernel) {
    parameters.add(new Parameter(layer + ".kernel", kernel));
    parameters.add(new Parameter(layer + ".bias", List.of(kernel.getLast())));
  }
}

package org.petrascope.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.petrascope.learning.ModelPackage;
import org.petrascope.learning.Rows;
import org.petrascope.learning.TrainedModel;
import org.petrascope.spectral.BandResampler;
import org.petrascope.spectral.LineWindow;
import org.petrascope.spectral.MapClass;
import org.petrascope.spectral.MappedBlock;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.PixelScreen;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.Spectrum;
import org.petrascope.spectral.Wavelengths;

/**
 * Tells minerals by a trained model, pixel by pixel; a model of patches is shown the patch around
 * every pixel. Pixels go to the model in batches; those that were not measured or are too dark do
 * not. Immutable; may be used by any number of threads.
 */
final class ModelMapper implements PixelMapper {
  /** Spectra a call: enough to keep a backend busy, few enough for its caches. */
  private static final int BATCH_MAX = 1024;

  /** Values a call: 16 MiB, which large patches reach before so many of them are together. */
  private static final int BATCH_VALUES_MAX = 4 << 20;

  /** Beside "no answer", what fractions leave over and what is unknown, in one byte. */
  private static final int CLASSES_MAX = 254;

  private final TrainedModel model;
  private final Wavelengths sensor;
  private final PixelScreen screen;
  private final Optional<BandResampler> resampler;
  private final ModelLegend legend;
  private final boolean probabilities;

  private ModelMapper(
      ModelPackage trained,
      Wavelengths sensor,
      BitSet badBands,
      Optional<BandResampler> resampler) {
    this.model = trained.model();
    this.sensor = sensor;
    this.screen = PixelScreen.of(sensor, badBands);
    this.resampler = resampler;
    List<String> components = new ArrayList<>(model.names());
    if (!model.closes()) {
      components.add(ModelLegend.REST);
    }
    this.legend = new ModelLegend(components, sensor);
    this.probabilities = trained.card().task().equals("classify");
  }

  /**
   * Prepares a model for a sensor.
   *
   * @throws ScanException when the sensor's bands are not the model's and must not, or cannot, be
   *     resampled; when a map cannot hold its classes
   */
  static ModelMapper open(ModelIdentification with, Wavelengths sensor, BitSet badBands) {
    ModelPackage trained = with.model();
    requireMappable(with.called(), trained.model());
    return new ModelMapper(trained, sensor, badBands, with.resampler(sensor, badBands));
  }

  private static void requireMappable(String name, TrainedModel model) {
    if (model.names().size() >= CLASSES_MAX) {
      throw new ScanException(
          "%s tells %d things apart, a map holds fewer than %d: choose a model of fewer"
              .formatted(name, model.names().size(), CLASSES_MAX));
    }
  }

  @Override
  public Wavelengths sensor() {
    return sensor;
  }

  @Override
  public List<MapClass> classes() {
    return legend.classes();
  }

  @Override
  public List<String> componentNames() {
    return legend.components();
  }

  @Override
  public String label() {
    return ModelIdentification.METHOD;
  }

  @Override
  public String amounts() {
    return probabilities ? "Probability of every class" : PixelMapper.super.amounts();
  }

  @Override
  public boolean intervals() {
    return !probabilities;
  }

  @Override
  public List<String> inferred() {
    return legend.inferred();
  }

  @Override
  public int reach() {
    return model.shape().side() / 2;
  }

  @Override
  public MappedBlock map(ReflectanceCube block) {
    return map(LineWindow.of(block));
  }

  @Override
  public MappedBlock map(LineWindow window) {
    window.around().requireWavelengths(sensor);
    return reach() == 0 ? pixels(window.around()) : patches(window);
  }

  private MappedBlock patches(LineWindow window) {
    ReflectanceCube around = window.around();
    int samples = around.shape().samples();
    int count = Math.toIntExact(around.shape().pixels());
    float[] rows = Arrays.copyOf(around.bip(), count * sensor.count());
    screen.bridge(rows, count);
    int[] flags = new int[count];
    boolean[] usable = new boolean[count];
    for (int i = 0; i < count; i++) {
      flags[i] = screen.flags(rows, i, around.lost(i / samples));
      usable[i] = PixelScreen.telling(flags[i]);
    }
    PatchRows patches =
        new PatchRows(model.shape(), samples, spectra(rows, count).values(), usable);
    ModelAnswers answers = new ModelAnswers(legend, this, window.pixels());
    int batch = Math.clamp(BATCH_VALUES_MAX / model.shape().columns(), 1, BATCH_MAX);
    int[] asked = new int[batch];
    int told = 0;
    for (int i = 0; i < answers.pixels(); i++) {
      int there = window.from() * samples + i;
      answers.begin(i, flags[there]);
      if (usable[there]) {
        asked[told++] = i;
      }
      if (told == batch || (told > 0 && i == answers.pixels() - 1)) {
        answers.put(model.predict(patches.around(asked, told, there - i)), asked);
        told = 0;
      }
    }
    return answers.block();
  }

  private MappedBlock pixels(ReflectanceCube block) {
    int bands = sensor.count();
    ModelAnswers answers = new ModelAnswers(legend, this, Math.toIntExact(block.shape().pixels()));
    float[] rows = new float[BATCH_MAX * bands];
    int[] asked = new int[BATCH_MAX];
    for (int first = 0; first < answers.pixels(); first += BATCH_MAX) {
      int count = Math.min(BATCH_MAX, answers.pixels() - first);
      System.arraycopy(block.bip(), first * bands, rows, 0, count * bands);
      screen.bridge(rows, count);
      int told = 0;
      for (int i = 0; i < count; i++) {
        boolean lost = block.lost((first + i) / block.shape().samples());
        int flags = screen.flags(rows, i, lost);
        answers.begin(first + i, flags);
        if (PixelScreen.telling(flags)) {
          System.arraycopy(rows, i * bands, rows, told * bands, bands);
          asked[told++] = first + i;
        }
      }
      if (told > 0) {
        answers.put(model.predict(spectra(rows, told)), asked);
      }
    }
    return answers.block();
  }

  @Override
  public Optional<Attribution> attribution(Spectrum spectrum) {
    float[] row = spectrum.values();
    screen.bridge(row, 1);
    if (!PixelScreen.telling(screen.flags(row, 0, false))) {
      return Optional.empty();
    }
    Rows rows = spectra(row, 1);
    int output = largest(model.predict(rows).answer().values().row(0));
    Wavelengths bands = resampler.map(BandResampler::target).orElse(sensor);
    return model
        .contributions(rows, output)
        .map(
            shares ->
                new Attribution(model.names().get(output), bands, new Spectrum(shares.row(0))));
  }

  private static int largest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  /** The spectra on the model's bands. */
  private Rows spectra(float[] rows, int count) {
    int bands = model.shape().bands();
    if (resampler.isEmpty()) {
      return new Rows(count, bands, Arrays.copyOf(rows, count * bands));
    }
    float[] resampled = new float[count * bands];
    resampler.get().resample(rows, count, resampled);
    return new Rows(count, bands, resampled);
  }
}

package org.petrascope.scenes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.petrascope.camera.BandTable;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;

/**
 * The parametric minerals and materials that ship with the product, read from {@code
 * materials.txt}, which names the source of every number. Immutable.
 */
public final class ParametricLibrary {
  private static final String RESOURCE = "materials.txt";

  private final List<ParametricMaterial> materials;

  private ParametricLibrary(List<ParametricMaterial> materials) {
    this.materials = List.copyOf(materials);
  }

  /** The library that ships with the product. */
  public static ParametricLibrary builtIn() {
    try (InputStream stream = ParametricLibrary.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the scenes jar: build again");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return new ParametricLibrary(new MaterialsParser().parse(reader.lines().toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<ParametricMaterial> materials() {
    return materials;
  }

  /** The minerals alone, without tray and wood. */
  public List<ParametricMaterial> minerals() {
    return materials.stream().filter(m -> m.group() != MineralGroup.NOTAROK).toList();
  }

  /** The material with this name. */
  public ParametricMaterial material(String name) {
    for (ParametricMaterial material : materials) {
      if (material.name().equals(name)) {
        return material;
      }
    }
    throw new IllegalArgumentException(
        "material %s is unknown: use one of %s"
            .formatted(name, materials.stream().map(ParametricMaterial::name).toList()));
  }

  /** All materials on the bands of a sensor, as a library that identification accepts. */
  public SpectralLibrary onBands(Wavelengths sensor) {
    BandTable bands = new BandTable(sensor.centresNm(), sensor.fwhmsNm());
    List<String> names = new ArrayList<>();
    float[][] spectra = new float[materials.size()][];
    for (ParametricMaterial material : materials) {
      spectra[names.size()] = material.reflectance(bands, 1);
      names.add(material.name());
    }
    return SpectralLibrary.of("built-in parametric minerals", sensor, names, spectra);
  }
}

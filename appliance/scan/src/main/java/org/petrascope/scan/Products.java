package org.petrascope.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.petrascope.spectral.AbundanceMap;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.IntervalMap;
import org.petrascope.spectral.MineralMap;
import org.petrascope.spectral.MineralTally;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.Provenance;
import org.petrascope.spectral.ScanProduct;

/**
 * The files in a scan's products folder: its mineral map, the downhole table and where they come
 * from. Closed before {@link #commit}, they leave nothing. For one thread at a time.
 */
final class Products implements LineSink, AutoCloseable {
  private final ScanFiles files;
  private final PixelMapper mapper;
  private final MineralTally tally;
  private final MapFiles map;
  private final int samples;

  /**
   * @param shape of the lines that are expected at most
   */
  Products(ScanFiles files, CubeShape shape, PixelMapper mapper, MineralTally tally) {
    this.files = files;
    this.mapper = mapper;
    this.tally = tally;
    this.samples = shape.samples();
    this.map = new MapFiles(files.products(), shape, mapper);
  }

  @Override
  public void accept(MappedLines block) {
    int[] words = new int[block.mapped().pixels()];
    for (int pixel = 0; pixel < words.length; pixel++) {
      words[pixel] = block.flags(pixel);
    }
    map.append(block.reflectance(), block.mapped(), words);
    tally.add(block.mapped(), block.firstLine(), samples);
  }

  /** Lines accepted so far. */
  int lines() {
    return map.lines();
  }

  /** Gives all files their names. */
  void commit(Provenance provenance) {
    map.commit();
    DownholeTable.write(files.product("downhole.csv"), tally);
    List<ScanProduct> made = made(provenance);
    Map<String, Object> told = new LinkedHashMap<>();
    made.forEach(product -> told.put(file(product), ProvenanceForm.of(product.provenance())));
    JsonFile.write(files.product("provenance.json"), told);
  }

  private List<ScanProduct> made(Provenance provenance) {
    List<String> components = mapper.componentNames();
    List<ScanProduct> made = new ArrayList<>();
    made.add(new MineralMap(provenance, lines(), samples, mapper.classes()));
    made.add(new AbundanceMap(provenance, lines(), samples, components, tally.closureMaxError()));
    if (mapper.intervals()) {
      for (IntervalMap.End end : IntervalMap.End.values()) {
        made.add(new IntervalMap(provenance, lines(), samples, components, end));
      }
    }
    return made;
  }

  /** The file that holds a product's values. */
  private static String file(ScanProduct product) {
    return switch (product) {
      case MineralMap minerals -> MapFiles.MINERALS;
      case AbundanceMap abundances -> MapFiles.ABUNDANCES;
      case IntervalMap interval ->
          interval.end() == IntervalMap.End.LOWER ? MapFiles.LOWER : MapFiles.UPPER;
    };
  }

  @Override
  public void close() {
    map.close();
  }
}

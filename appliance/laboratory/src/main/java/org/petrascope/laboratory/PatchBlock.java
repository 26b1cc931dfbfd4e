package org.petrascope.laboratory;

import java.util.List;
import java.util.function.Supplier;

/**
 * Successive patches of one side, as they stand together in a database: what is known of them is in
 * memory, their spectra are fetched. Immutable.
 */
final class PatchBlock {
  private final int side;
  private final List<PatchRecord> records;
  private final Supplier<float[]> spectra;
  private final String sha256;

  /**
   * @param spectra gives all spectra, [patch][line][sample][band]
   * @param sha256 of the content, as {@link #digest} computes it
   */
  PatchBlock(int side, List<PatchRecord> records, Supplier<float[]> spectra, String sha256) {
    this.side = side;
    this.records = List.copyOf(records);
    this.spectra = spectra;
    this.sha256 = sha256;
  }

  int side() {
    return side;
  }

  List<PatchRecord> records() {
    return records;
  }

  /** All spectra, [patch][line][sample][band], fetched anew. */
  float[] spectra() {
    return spectra.get();
  }

  String sha256() {
    return sha256;
  }

  /** A patch out of spectra that {@link #spectra} gave. */
  Patch patch(int index, float[] all) {
    int length = all.length / records.size();
    float[] own = new float[length];
    System.arraycopy(all, index * length, own, 0, length);
    return Patch.over(side, own, records.get(index));
  }

  /** SHA-256 of a block's content. */
  static String digest(int side, PatchColumns columns, float... spectra) {
    PatchDigest digest =
        new PatchDigest()
            .number(side)
            .numbers(columns.source())
            .numbers(columns.line())
            .numbers(columns.sample());
    PatchColumns.TEXTS.forEach(column -> digest.texts(columns.text(column)));
    return digest
        .texts(columns.components())
        .numbers(columns.fraction())
        .numbers(columns.error())
        .numbers(spectra)
        .hex();
  }
}

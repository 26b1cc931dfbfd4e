package org.petrascope.laboratory;

/**
 * What is known of a patch besides its spectra; names that are not known are empty.
 *
 * @param hole name of the drill hole
 * @param formation name of the formation
 * @param region id of the region of interest or of the laboratory's sample
 * @param line first line of the patch in its scan
 * @param sample first sample of the patch in its scan
 */
public record PatchRecord(
    PatchSource source,
    String hole,
    String formation,
    String region,
    int line,
    int sample,
    PatchTruth truth) {
  PatchRecord at(int otherLine, int otherSample) {
    return new PatchRecord(source, hole, formation, region, otherLine, otherSample, truth);
  }

  PatchRecord from(PatchSource other) {
    return new PatchRecord(other, hole, formation, region, line, sample, truth);
  }
}

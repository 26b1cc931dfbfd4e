package org.petrascope.server;

import java.util.Arrays;
import java.util.List;
import org.petrascope.formats.CubeJoin;

/**
 * A joined cube, as the API shows it.
 *
 * @param transform the second camera's place of a pixel of the first: line0, line by line, line by
 *     sample, sample0, sample by line, sample by sample
 * @param tiles parts of the picture that agree on the transform
 * @param seamStep longer / shorter - 1 at the seam, before any gain
 * @param gain by which the second cube was multiplied
 * @param pixelsAlone pixels that only the first camera measured at the seam
 * @param files addresses of header, data, manifest and signature
 */
record JoinView(
    String scan,
    String with,
    int lines,
    int samples,
    int bands,
    List<Double> transform,
    double residualPixels,
    double uncertaintyPixels,
    int tiles,
    double seamNm,
    double seamStep,
    double gain,
    long pixelsAlone,
    List<String> notes,
    List<String> files) {
  static JoinView of(JoinOrder order, CubeJoin.Outcome outcome, List<String> files) {
    return new JoinView(
        order.scan(),
        order.with(),
        outcome.shape().lines(),
        outcome.shape().samples(),
        outcome.shape().bands(),
        Arrays.stream(outcome.grid().transform().terms()).boxed().toList(),
        outcome.grid().residualPixels(),
        outcome.grid().uncertaintyPixels(),
        outcome.grid().tiles(),
        outcome.seamNm(),
        outcome.step().relative(),
        outcome.gain(),
        outcome.pixelsAlone(),
        outcome.notes(),
        files);
  }
}

package org.petrascope.scan;

/**
 * What became of a stretch of core that was taken again, as it is told beside the products.
 *
 * @param firstLine of the stretch
 * @param lines of the stretch, those included that had come the first time
 * @param lost lines of it that had not
 * @param healed lines that stand in the place of those now
 * @param offLines how far the stage's position was off, in lines
 * @param residualLines how far the lines may lie from their true places, in lines
 * @param residualMm the same in millimetres of core
 * @param correlation of the lines that came both times, up to 1
 * @param message why no line was healed; empty where some were
 */
record HealedStretch(
    int firstLine,
    int lines,
    int lost,
    int healed,
    double offLines,
    double residualLines,
    double residualMm,
    double correlation,
    String message) {
  static HealedStretch failed(Stretch stretch, String why) {
    return new HealedStretch(stretch.from(), stretch.lines(), stretch.lost(), 0, 0, 0, 0, 0, why);
  }
}

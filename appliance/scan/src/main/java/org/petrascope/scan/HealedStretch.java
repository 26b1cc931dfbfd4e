package org.petrascope.scan;

/**
 * One try to take a stretch of core again, as it is told beside the products.
 *
 * @param firstLine of the stretch
 * @param lines of the stretch, those included that were good the first time
 * @param lost lines of it that had not come; 0 where it was taken again because it saturated
 * @param saturated lines of it that had saturated; 0 where it was taken again because of lost ones
 * @param healed lines that stand in the place of those now
 * @param recording its number among the recordings of lines that were taken again, from 1
 * @param exposureMs exposure of that recording in milliseconds
 * @param offLines how far the stage's position was off, in lines
 * @param residualLines how far the lines may lie from their true places, in lines
 * @param residualMm the same in millimetres of core
 * @param correlation of the lines that came both times, up to 1
 * @param message why no line was healed; empty where some were
 */
public record HealedStretch(
    int firstLine,
    int lines,
    int lost,
    int saturated,
    int healed,
    int recording,
    double exposureMs,
    double offLines,
    double residualLines,
    double residualMm,
    double correlation,
    String message) {}

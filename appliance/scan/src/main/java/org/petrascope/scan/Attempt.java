package org.petrascope.scan;

import java.util.Optional;

/**
 * A stretch of core that was taken again.
 *
 * @param stretch of the scan
 * @param recording where its lines are
 * @param number of the recording, from 1
 * @param match where they belong; empty where they are of no use
 * @param alongLines where they belong by the stage's position, in lines
 * @param message why they are of no use; empty where they are
 */
record Attempt(
    Stretch stretch,
    ScanFiles recording,
    int number,
    Optional<LineMatch> match,
    double alongLines,
    String message) {}

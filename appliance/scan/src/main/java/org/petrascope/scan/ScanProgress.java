package org.petrascope.scan;

import java.time.Duration;
import java.util.OptionalLong;
import org.petrascope.spectral.ScanId;
import org.petrascope.store.ScanState;

/**
 * A scan under way.
 *
 * @param received lines that came whole
 * @param lost lines that did not, or came incomplete
 * @param mapped lines whose minerals are told
 * @param lagLines lines that came and whose minerals are not told yet
 * @param lagMm the same in millimetres of core
 * @param triggersMissed ticks of the encoder that started no line; empty where nobody counts them
 * @param transport the path the frames really take
 * @param captureStep how long the capture has been at its present step, a fraction of a second when
 *     all is well; zero when no frame is waited for
 * @param mappingStep how long the minerals of a block have been told and stored; zero between
 *     blocks
 */
public record ScanProgress(
    ScanId id,
    ScanState state,
    int linesExpected,
    int received,
    int lost,
    int mapped,
    int lagLines,
    double lagMm,
    OptionalLong triggersMissed,
    String transport,
    Duration captureStep,
    Duration mappingStep) {}

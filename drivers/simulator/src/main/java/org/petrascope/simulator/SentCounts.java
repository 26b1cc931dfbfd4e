package org.petrascope.simulator;

/**
 * What the camera put on the wire in its current or latest acquisition, so that {@code received +
 * lost = sent} can be asserted exactly.
 *
 * @param acquisitions acquisitions since the camera started, this one included
 * @param frames frames generated: the highest frame id, unwrapped
 * @param framesWhole frames whose every packet left at least once and whose leader tells the truth
 * @param framesLate frames that left more than one line period after they were due
 * @param packets packets sent the first time, duplicates not counted
 * @param packetsDropped packets held back by a fault or refused by the network
 * @param packetsDuplicated packets sent twice by a fault
 * @param resendRequests resend commands received
 * @param packetsResent packets sent because a resend command asked for them
 * @param packetsUnavailable packets asked for that are no longer kept, or never existed
 * @param triggersMissed ticks of the encoder that came too early for a frame
 */
public record SentCounts(
    long acquisitions,
    long frames,
    long framesWhole,
    long framesLate,
    long packets,
    long packetsDropped,
    long packetsDuplicated,
    long resendRequests,
    long packetsResent,
    long packetsUnavailable,
    long triggersMissed) {}

package org.petrascope.gige;

/**
 * How many buffers a stream has, how fast they fill and what is counted beside.
 *
 * @param count buffers
 * @param lineRateHz frames per second that they take
 * @param triggered whether ticks of an encoder start the frames
 * @param missedTriggers feature that counts triggers without a frame; empty if there is none
 */
record BufferPlan(int count, double lineRateHz, boolean triggered, String missedTriggers) {
  private static final double RETENTION_MIN_S = 0.1;
  private static final double RETENTION_MAX_S = 0.5;
  private static final double RETENTION_SHARE = 0.25;

  /**
   * How long a frame may wait for packets that are asked for again, in microseconds. All later
   * frames wait with it, so it takes no more than a quarter of the buffers.
   */
  int retentionUs() {
    double buffersS = count / lineRateHz;
    return (int) (1e6 * Math.clamp(RETENTION_SHARE * buffersS, RETENTION_MIN_S, RETENTION_MAX_S));
  }
}

package org.petrascope.scan;

/** Lines of core that a stage moves under the camera: when one of them fails, so does the other. */
final class StagedLines implements LineSupply {
  private final LineSupply lines;
  private final Ride ride;

  StagedLines(LineSupply lines, Ride ride) {
    this.lines = lines;
    this.ride = ride;
  }

  @Override
  public RawTail start(SharedFate fate) throws InterruptedException {
    fate.start("stage", ride::watch);
    return lines.start(fate);
  }

  @Override
  public void close() {
    try (ride) {
      lines.close();
    }
  }
}

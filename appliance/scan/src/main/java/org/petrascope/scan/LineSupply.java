package org.petrascope.scan;

/**
 * Where the lines of a scan come from: the camera by way of the raw file, or the raw file alone.
 */
interface LineSupply extends AutoCloseable {
  /** Starts whatever brings lines into the raw file; gives what follows it. */
  RawTail start(SharedFate fate) throws InterruptedException;

  /** Leaves the raw file whole, however the scan ended; after all stages have ended. */
  @Override
  void close();
}

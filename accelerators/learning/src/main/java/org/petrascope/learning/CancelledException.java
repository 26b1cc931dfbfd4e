package org.petrascope.learning;

/** Training was asked to stop, and did; nothing was kept. */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CancelledException() {
    super("training was cancelled: nothing was kept");
  }
}

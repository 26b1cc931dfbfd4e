package org.petrascope.remote;

/** How fast sending may go on. Asked by the thread that sends. */
public interface Pace {
  /** As fast as it goes, to the end. */
  Pace FREE =
      new Pace() {
        @Override
        public void spend(int bytes) {}

        @Override
        public boolean goOn() {
          return true;
        }
      };

  /** Told of bytes that are about to be sent; returns when they may be. */
  void spend(int bytes);

  /** Asked before each part; when not, the put is set aside and can be taken up again. */
  boolean goOn();
}

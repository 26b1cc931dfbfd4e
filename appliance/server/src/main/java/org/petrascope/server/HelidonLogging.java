package org.petrascope.server;

import io.helidon.logging.common.spi.LoggingProvider;

/**
 * Tells Helidon that logging is set up already; without it, it says on standard error that it could
 * not. Found by Helidon under META-INF/services.
 */
public final class HelidonLogging implements LoggingProvider {
  @Override
  public void initialization() {
    // Main did it before anything else.
  }

  @Override
  public void runTime() {
    // Nothing changes while the appliance runs.
  }
}

package org.petrascope.scan;

import java.util.Optional;
import org.petrascope.stage.StageStatus;

/**
 * A station's stage as it was last seen.
 *
 * @param name of its controller; empty until it was connected once
 * @param message why it is not connected; empty while it is
 * @param status empty while it is not connected
 */
public record StageReading(String name, String message, Optional<StageStatus> status) {}

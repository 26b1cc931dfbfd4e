package org.petrascope.server;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckResponse.Status;
import io.helidon.health.HealthCheckType;
import java.util.List;
import java.util.function.Supplier;
import org.petrascope.formats.DiskSpace;
import org.petrascope.store.Store;
import org.petrascope.store.StoreException;

/**
 * What makes the appliance unhealthy: a database that does not answer and a full disk. A missing
 * camera does not: its cable may be out for good reasons, and no restart puts it back.
 */
final class HealthChecks {
  private static final long FREE_BYTES_MIN = 1L << 30;

  private HealthChecks() {}

  static List<HealthCheck> of(Store store) {
    return List.of(
        new Check("database", () -> database(store)), new Check("disk", () -> disk(store)));
  }

  private static HealthCheckResponse database(Store store) {
    try {
      store.scans().newest(1);
      return HealthCheckResponse.builder().status(Status.UP).build();
    } catch (StoreException e) {
      return down(e);
    }
  }

  private static HealthCheckResponse disk(Store store) {
    try {
      long free = store.freeBytes();
      return HealthCheckResponse.builder()
          .status(free >= FREE_BYTES_MIN ? Status.UP : Status.DOWN)
          .detail("free", DiskSpace.readable(free))
          .build();
    } catch (StoreException e) {
      return down(e);
    }
  }

  private static HealthCheckResponse down(StoreException failure) {
    return HealthCheckResponse.builder()
        .status(Status.DOWN)
        .detail("why", String.valueOf(failure.getMessage()))
        .build();
  }

  private record Check(String name, Supplier<HealthCheckResponse> question) implements HealthCheck {
    @Override
    public HealthCheckType type() {
      return HealthCheckType.READINESS;
    }

    @Override
    public HealthCheckResponse call() {
      return question.get();
    }
  }
}

package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import java.util.List;
import java.util.regex.Pattern;
import org.petrascope.scan.Evidence;
import org.petrascope.scan.JoinVerification;
import org.petrascope.scan.PixelChoice;
import org.petrascope.scan.ScanVerification;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.Store;

/**
 * The API's address that proves a scan or a cube joined of two. Requests come on their own threads.
 */
final class VerifyRoutes {
  static final int PIXELS_DEFAULT = 64;
  private static final int PIXELS_MAX = 1_000_000;

  /** The name of a joined cube, see {@link JoinRoutes}. */
  private static final Pattern JOINED = Pattern.compile("[0-9TZa-f-]+_[0-9TZa-f-]+");

  private final Proofs proofs;

  VerifyRoutes(Proofs proofs) {
    this.proofs = proofs;
  }

  void register(HttpRules rules) {
    rules.post("/scans/{scan}/verify", (q, a) -> verify(new Exchange(q, a)));
  }

  /** What was found of a scan or of a joined cube. */
  record VerdictView(String scan, boolean holds, List<Evidence> evidence) {}

  /** What proves whatever a store holds. */
  record Proofs(Store store, ScanVerification scans, JoinVerification joins) {
    static Proofs of(Store store, ScanVerification scans) {
      return new Proofs(store, scans, new JoinVerification(store));
    }

    /** Looks at the scan or the joined cube of this name. */
    VerdictView of(String name, PixelChoice choice) {
      ScanVerification.Verdict verdict =
          JOINED.matcher(name).matches()
              ? joined(name, choice)
              : scans.of(StoredScans.require(store, name), choice);
      return new VerdictView(name, verdict.holds(), verdict.evidence());
    }

    private ScanVerification.Verdict joined(String name, PixelChoice choice) {
      if (!joins.knows(name)) {
        throw new ServerException(
            Kind.NOT_FOUND,
            "there is no joined cube %s here: join its scans first".formatted(name));
      }
      return joins.of(name, choice);
    }
  }

  private void verify(Exchange exchange) {
    PixelChoice choice = exchange.body(VerifyRoutes::choice);
    exchange.answer(proofs.of(exchange.path("scan"), choice));
  }

  /** One pixel, all, or so many from a seed. */
  private static PixelChoice choice(Section body) {
    Range counted = new Range(0, Integer.MAX_VALUE);
    if (body.has("line") || body.has("sample")) {
      return new PixelChoice.One(
          body.integer("line", counted, 0), body.integer("sample", counted, 0));
    }
    if (body.flag("all")) {
      return new PixelChoice.All();
    }
    return new PixelChoice.Sampled(
        body.integer("pixels", new Range(1, PIXELS_MAX), PIXELS_DEFAULT),
        body.integer("seed", counted, 1));
  }
}

package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.petrascope.scan.Evidence;
import org.petrascope.scan.PixelChoice;
import org.petrascope.scan.ScanVerification;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;

/** The API's address that proves a scan. Requests come on their own threads. */
final class VerifyRoutes {
  static final int PIXELS_DEFAULT = 64;
  private static final int PIXELS_MAX = 1_000_000;

  /** The name of a joined cube, see {@link JoinRoutes}. */
  private static final Pattern JOINED = Pattern.compile("([0-9TZa-f-]+)_([0-9TZa-f-]+)");

  private final Store store;
  private final ScanVerification verification;

  VerifyRoutes(Store store, ScanVerification verification) {
    this.store = store;
    this.verification = verification;
  }

  void register(HttpRules rules) {
    rules.post("/scans/{scan}/verify", (q, a) -> verify(new Exchange(q, a)));
  }

  /** What was found of a scan. */
  record VerdictView(String scan, boolean holds, List<Evidence> evidence) {
    static VerdictView of(ScanRecord scan, ScanVerification.Verdict verdict) {
      return new VerdictView(scan.id().value(), verdict.holds(), verdict.evidence());
    }
  }

  private void verify(Exchange exchange) {
    ScanRecord scan = scan(store, exchange.path("scan"));
    PixelChoice choice = exchange.body(VerifyRoutes::choice);
    exchange.answer(VerdictView.of(scan, verification.of(scan, choice)));
  }

  /** The scan, or why nothing of this name can be verified. */
  static ScanRecord scan(Store store, String name) {
    Matcher joined = JOINED.matcher(name);
    if (joined.matches()) {
      throw new ServerException(
          Kind.CONFLICT,
          "%s is a cube joined of two scans, which has no signature and no pixels of its own: verify %s and %s and join them again"
              .formatted(name, joined.group(1), joined.group(2)));
    }
    return StoredScans.require(store, name);
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

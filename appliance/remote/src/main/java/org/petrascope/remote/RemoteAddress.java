package org.petrascope.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a store is, as people write it: {@code
 * s3://BUCKET[/PREFIX][?endpoint=http://HOST:PORT&region=NAME]}, or {@code file:/FOLDER}.
 */
public sealed interface RemoteAddress {
  /**
   * A bucket of an S3 server.
   *
   * @param prefix of all keys, ending with a slash; empty for none
   * @param endpoint empty for Amazon's own
   */
  record Bucket(String name, String prefix, Optional<URI> endpoint, String region)
      implements RemoteAddress {}

  /** A folder, such as that of a USB stick. */
  record Folder(Path path) implements RemoteAddress {}

  static RemoteAddress parse(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      if (scheme.equals("s3") && uri.getHost() != null) {
        return bucket(uri, text);
      }
      if (scheme.equals("file") && uri.getPath() != null) {
        return new Folder(Path.of(uri.getPath()));
      }
    } catch (URISyntaxException e) {
      // Refused below, like every other text that is no address.
    }
    throw refused(text);
  }

  private static Bucket bucket(URI uri, String text) throws URISyntaxException {
    Map<String, String> query = new HashMap<>();
    for (String pair : uri.getQuery() == null ? new String[0] : uri.getQuery().split("&")) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw refused(text);
      }
      query.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    if (!Set.of("endpoint", "region").containsAll(query.keySet())) {
      throw refused(text);
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    String prefix = path.replaceAll("^/+|/+$", "");
    Optional<URI> endpoint = Optional.empty();
    if (query.containsKey("endpoint")) {
      endpoint = Optional.of(new URI(query.getOrDefault("endpoint", "")));
    }
    return new Bucket(
        uri.getHost(),
        prefix.isEmpty() ? "" : ObjectKey.require(prefix) + "/",
        endpoint,
        query.getOrDefault("region", "us-east-1"));
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "%s is no store: write s3://BUCKET?endpoint=http://HOST:PORT&region=NAME or file:/FOLDER"
            .formatted(text));
  }
}

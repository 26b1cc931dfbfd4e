package org.petrascope.server;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.remote.Credentials;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.RemoteAddress;
import org.petrascope.remote.S3Settings;
import picocli.CommandLine.Option;

/** Which store a command works on. */
final class StoreOptions {
  @Option(
      names = "--remote",
      required = true,
      paramLabel = "URL",
      description = "s3://BUCKET?endpoint=http://HOST:PORT&region=NAME or file:/FOLDER.")
  private String remote;

  @Option(names = "--credentials", paramLabel = "FILE", description = "Of the S3 server.")
  private @Nullable Path credentials;

  ObjectStore open() {
    return SyncConfiguration.open(
        RemoteAddress.parse(remote),
        Optional.ofNullable(credentials).map(Credentials::read),
        S3Settings.DEFAULT);
  }
}

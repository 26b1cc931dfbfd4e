package org.petrascope.remote;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What requests to an S3 server are signed with. Never written anywhere. */
public record Credentials(String accessKeyId, String secretAccessKey) {
  /** Two lines: {@code accessKeyId=...} and {@code secretAccessKey=...}. */
  public static Credentials read(Path file) {
    Properties lines = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      lines.load(in);
    } catch (IOException e) {
      throw new RemoteException(
          "credentials %s cannot be read (%s): name an existing file that this user may read"
              .formatted(file, e.getMessage()),
          e);
    }
    String id = lines.getProperty("accessKeyId", "").strip();
    String secret = lines.getProperty("secretAccessKey", "").strip();
    if (id.isEmpty() || secret.isEmpty()) {
      throw new RemoteException(
          "credentials %s are incomplete: write the lines accessKeyId=... and secretAccessKey=..."
              .formatted(file));
    }
    return new Credentials(id, secret);
  }

  @Override
  public String toString() {
    return "credentials of " + accessKeyId;
  }
}

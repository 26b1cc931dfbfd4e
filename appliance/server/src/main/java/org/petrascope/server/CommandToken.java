package org.petrascope.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.petrascope.store.PrivateFile;

/**
 * What commands on this machine show the running appliance: {@code command.token} in the data
 * folder, which its user alone may read and which is new at every start. Immutable.
 */
record CommandToken(String text) {
  /** In the data folder. */
  static final String FILE = "command.token";

  /** Makes and keeps a new one; the one of before no longer serves. */
  static CommandToken make(Path data) {
    CommandToken token = new CommandToken(Tokens.random());
    PrivateFile.write(data.resolve(FILE), token.text.getBytes(StandardCharsets.US_ASCII));
    return token;
  }

  /**
   * The one of the appliance that works in this folder, where this user may read it. The folder may
   * be another user's, who may have put a link there: what is no token is never shown to anybody.
   */
  static Optional<CommandToken> read(Path data) {
    try {
      String text = Files.readString(data.resolve(FILE));
      return Tokens.isOne(text) ? Optional.of(new CommandToken(text)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // the appliance says what is missing, where it needs it
    }
  }

  /** Takes as long for any text of this length. */
  boolean is(String shown) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "a command's token"; // never the text itself
  }
}

package org.petrascope.server;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.update.ReleaseManifest;

/**
 * Has everything in a data folder done by a process of the folder's owner ({@code petrascope
 * keep}), which ends with this. What that process says is believed no more than its owner is. For
 * one thread.
 */
final class OwnersKeeper implements DataKeeper {
  /** What a process of another user may know of root's environment. */
  private static final Set<String> TOLD = Set.of("PATH", "LANG", "LC_ALL", "TZ", "PETRASCOPE_LOG");

  private final Path data;
  private final DataInputStream answers;
  private final DataOutputStream requests;

  OwnersKeeper(Path data, InputStream answers, OutputStream requests) {
    this.data = data;
    this.answers = Duty.reading(answers);
    this.requests = new DataOutputStream(new BufferedOutputStream(requests));
  }

  /** As the owner and the group of the folder, and with no other right of theirs. */
  static OwnersKeeper start(Path data, Optional<Path> config) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + Files.getAttribute(data, "unix:uid"),
                "--regid=" + Files.getAttribute(data, "unix:gid"),
                "--clear-groups",
                "--no-new-privs"));
    command.addAll(
        OwnJava.command(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-Xmx256m"));
    command.addAll(List.of("keep", "--data", data.toAbsolutePath().toString()));
    config.ifPresent(file -> command.addAll(List.of("--config", file.toAbsolutePath().toString())));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().retainAll(TOLD);
    Process process = builder.start();
    return new OwnersKeeper(data, process.getInputStream(), process.getOutputStream());
  }

  private interface Sending {
    void to(DataOutputStream out) throws IOException;
  }

  private interface Receiving<T> {
    T from(DataInputStream in) throws IOException;
  }

  private <T> T ask(Duty duty, Sending sending, Receiving<T> receiving) {
    Optional<IOException> unsent = send(duty, sending);
    try {
      String refusal = answers.readUTF();
      if (!refusal.isEmpty()) {
        throw new ServerException(Kind.FAILED, refusal.replaceAll("\\p{Cntrl}", " "));
      }
      return receiving.from(answers);
    } catch (IOException e) {
      throw new ServerException(
          Kind.FAILED,
          "the process that works in %s as its owner broke off (%s): look at what it said before, and try again"
              .formatted(data, unsent.orElse(e)));
    }
  }

  /** Why not all could be sent; the process does not wait for the rest then, and may tell why. */
  private Optional<IOException> send(Duty duty, Sending sending) {
    try {
      requests.writeUTF(duty.name());
      sending.to(requests);
      requests.flush();
      return Optional.empty();
    } catch (IOException e) {
      endRequests();
      return Optional.of(e);
    }
  }

  private void endRequests() {
    try {
      requests.close();
    } catch (IOException e) {
      // It has ended already.
    }
  }

  private void ask(Duty duty) {
    ask(duty, out -> {}, in -> true);
  }

  private Optional<String> askForWords(Duty duty) {
    String words = ask(duty, out -> {}, in -> in.readUTF());
    return words.isEmpty() ? Optional.empty() : Optional.of(words.replaceAll("\\p{Cntrl}", " "));
  }

  @Override
  public void hold() {
    ask(Duty.HOLD);
  }

  @Override
  public Optional<String> busy() {
    return askForWords(Duty.BUSY);
  }

  @Override
  public List<String> camerasSeen() {
    return askForWords(Duty.CAMERAS).map(words -> List.of(words.split(","))).orElse(List.of());
  }

  @Override
  public int schema() {
    return ask(Duty.SCHEMA, out -> {}, DataInputStream::readInt);
  }

  @Override
  public void copyDatabase(Path into) {
    ask(
        Duty.COPY,
        out -> {},
        in -> {
          Files.deleteIfExists(into);
          Duty.receive(in, into);
          return true;
        });
  }

  @Override
  public void restoreDatabase(Path copy, Path database) {
    ask(
        Duty.RESTORE,
        out -> {
          out.writeUTF(database.toString());
          Duty.send(copy, out);
        },
        in -> true);
  }

  @Override
  public Optional<String> trouble() {
    return askForWords(Duty.TROUBLE);
  }

  @Override
  public void deliver(ReleaseManifest manifest, Path payload) {
    ask(
        Duty.DELIVER,
        out -> {
          out.writeUTF(new String(manifest.bytes(), StandardCharsets.UTF_8));
          Duty.send(payload, out);
        },
        in -> true);
  }

  @Override
  public byte[] enrol(Answers answers, Instant at) {
    return ask(
        Duty.ENROL,
        out -> {
          byte[] told = answers.bytes();
          out.writeInt(told.length);
          out.write(told);
          out.writeLong(at.toEpochMilli());
        },
        in -> in.readNBytes(in.readInt()));
  }

  @Override
  public void forget() {
    ask(Duty.FORGET);
  }

  /** The process ends when nobody can ask it any more. */
  @Override
  public void close() {
    endRequests();
    try {
      answers.readAllBytes();
      answers.close();
    } catch (IOException e) {
      // It has ended already.
    }
  }
}

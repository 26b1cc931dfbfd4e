package org.petrascope.server;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.update.ReleaseManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code petrascope keep}: does in the data folder what a command of root's asks for, as the
 * folder's owner, until nobody can ask any more. Other commands start it; people do not.
 */
@Command(name = "keep", hidden = true, description = "Works in the data folder for a command.")
final class KeepCommand extends ServerCommand {
  private static final int ANSWERS_BYTES_MAX = 1 << 20;

  @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
  private Path data;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration of the appliance.")
  private @Nullable Path config;

  private final InputStream in;

  KeepCommand(Console console, InputStream in) {
    super(console);
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    try (DataKeeper own = new InterruptedAppliance(data, Optional.ofNullable(config))) {
      serve(own, data, in, console().out());
    }
    return DONE;
  }

  /** Each answer begins with why there is none; empty where there is one. */
  static void serve(DataKeeper own, Path data, InputStream in, OutputStream out)
      throws IOException {
    DataInputStream requests = Duty.reading(in);
    DataOutputStream answers = new DataOutputStream(new BufferedOutputStream(out));
    try {
      while (true) {
        answer(own, data, requests, answers);
        answers.flush();
      }
    } catch (EOFException e) {
      // Nobody asks any more.
    } catch (RuntimeException | IOException e) {
      answers.writeUTF(Failures.sentence(e));
      answers.flush();
    }
  }

  private static void answer(DataKeeper own, Path data, DataInputStream in, DataOutputStream out)
      throws IOException {
    switch (Duty.valueOf(in.readUTF())) {
      case HOLD -> {
        own.hold();
        out.writeUTF("");
      }
      case BUSY -> words(out, own.busy().orElse(""));
      case CAMERAS -> words(out, String.join(",", own.camerasSeen()));
      case SCHEMA -> {
        int schema = own.schema();
        out.writeUTF("");
        out.writeInt(schema);
      }
      case COPY -> copy(own, data, out);
      case RESTORE -> restore(own, data, in, out);
      case TROUBLE -> words(out, own.trouble().orElse(""));
      case DELIVER -> deliver(own, data, in, out);
      case ENROL -> enrol(own, in, out);
      case FORGET -> {
        own.forget();
        out.writeUTF("");
      }
    }
  }

  private static void words(DataOutputStream out, String words) throws IOException {
    out.writeUTF("");
    out.writeUTF(words);
  }

  /** A name of this process's own in the data folder, where there is room for a database. */
  private static Path passing(Path data) {
    return data.resolve(".passing-" + ProcessHandle.current().pid());
  }

  private static void copy(DataKeeper own, Path data, DataOutputStream out) throws IOException {
    Path copy = passing(data);
    try {
      own.copyDatabase(copy);
      out.writeUTF("");
      Duty.send(copy, out);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static void restore(DataKeeper own, Path data, DataInputStream in, DataOutputStream out)
      throws IOException {
    Path database = Path.of(in.readUTF());
    Path copy = passing(data);
    try {
      Duty.receive(in, copy);
      own.restoreDatabase(copy, database);
    } finally {
      Files.deleteIfExists(copy);
    }
    out.writeUTF("");
  }

  private static void deliver(DataKeeper own, Path data, DataInputStream in, DataOutputStream out)
      throws IOException {
    ReleaseManifest manifest = ReleaseManifest.read(in.readUTF().getBytes(StandardCharsets.UTF_8));
    Path payload = passing(data);
    try {
      Duty.receive(in, payload);
      own.deliver(manifest, payload);
    } finally {
      Files.deleteIfExists(payload);
    }
    out.writeUTF("");
  }

  private static void enrol(DataKeeper own, DataInputStream in, DataOutputStream out)
      throws IOException {
    int length = in.readInt();
    if (length < 0 || length > ANSWERS_BYTES_MAX) {
      throw new ServerException(Kind.UNUSABLE, "the answers are too long: shorten them");
    }
    Answers answers = Answers.of(in.readNBytes(length));
    byte[] document = own.enrol(answers, Instant.ofEpochMilli(in.readLong()));
    out.writeUTF("");
    out.writeInt(document.length);
    out.write(document);
  }
}

package org.petrascope.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder, such as that of a USB stick. Objects are written under a hidden name, forced to the
 * disk, read back and renamed; an interrupted one is gone on with where it stopped. The folder is
 * never made: where it is missing the stick is not there.
 */
public final class FolderObjectStore implements ObjectStore {
  private static final int BUFFER = 1 << 20;
  private static final String PARTIAL = ".partial";

  private final Path root;

  public FolderObjectStore(RemoteAddress.Folder folder) {
    this.root = folder.path().toAbsolutePath().normalize();
  }

  @Override
  public Outcome put(String key, Content content, Pace pace) {
    Path file = root.resolve(ObjectKey.require(key));
    if (!Files.isDirectory(root)) {
      return Outcome.Deferred.because(missing());
    }
    try {
      String sha256 = Sums.sha256(content);
      if (Files.exists(file) && sha256(file).equals(sha256)) {
        return new Outcome.Stored(proven(content.bytes(), sha256), true);
      }
      Path parent = parent(file);
      Files.createDirectories(parent);
      Path partial = parent.resolve("." + file.getFileName() + PARTIAL);
      if (!write(partial, content, pace)) {
        return Outcome.Deferred.because("set aside for what is more urgent");
      }
      if (!sha256(partial).equals(sha256)) {
        Files.delete(partial);
        return Outcome.Deferred.because(
            "%s was read back with other bytes than written: it will be written again"
                .formatted(file));
      }
      rename(partial, file);
      return new Outcome.Stored(proven(content.bytes(), sha256), false);
    } catch (IOException e) {
      return Outcome.Deferred.because(sentence(e));
    }
  }

  /** Every put replaces by a rename. */
  @Override
  public Outcome replace(String key, Content content, Pace pace) {
    return put(key, content, pace);
  }

  @Override
  public boolean holds(String key, Content content) {
    Path file = root.resolve(ObjectKey.require(key));
    try {
      return Files.exists(file)
          && Files.size(file) == content.bytes()
          && sha256(file).equals(Sums.sha256(content));
    } catch (IOException e) {
      throw new RemoteException(sentence(e), e);
    }
  }

  private static Receipt proven(long bytes, String sha256) {
    return new Receipt(bytes, sha256, "", Receipt.Proof.READ_BACK);
  }

  /** Goes on from what is there; not to the end where the pace sets it aside. */
  private static boolean write(Path partial, Content content, Pace pace) throws IOException {
    try (FileChannel channel =
        FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.size() > content.bytes()) {
        channel.truncate(0);
      }
      channel.position(channel.size());
      OutputStream out = Channels.newOutputStream(channel);
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = content.open(channel.size())) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (!pace.goOn()) {
            channel.force(true);
            return false;
          }
          pace.spend(n);
          out.write(buffer, 0, n);
        }
      }
      channel.force(true);
      return true;
    }
  }

  private static void rename(Path partial, Path file) throws IOException {
    try {
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileChannel folder = FileChannel.open(parent(file), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " lies in no folder");
    }
    return parent;
  }

  private static String sha256(Path file) throws IOException {
    return Sums.sha256(Content.of(file));
  }

  @Override
  public Reach reach() {
    if (!Files.isDirectory(root)) {
      return Reach.not(missing());
    }
    return Files.isWritable(root)
        ? Reach.YES
        : Reach.not("folder %s cannot be written: change its owner or rights".formatted(root));
  }

  private String missing() {
    return "folder %s is not there: plug the stick in, or make the folder".formatted(root);
  }

  private String sentence(IOException failure) {
    return "folder %s failed (%s %s): plug the stick in again or take another"
        .formatted(root, failure.getClass().getSimpleName(), failure.getMessage());
  }

  @Override
  public Optional<Receipt> receipt(String key) {
    Path file = root.resolve(ObjectKey.require(key));
    try {
      return Files.exists(file)
          ? Optional.of(new Receipt(Files.size(file), sha256(file), "", Receipt.Proof.NONE))
          : Optional.empty();
    } catch (IOException e) {
      throw new RemoteException(sentence(e), e);
    }
  }

  @Override
  public Optional<Instant> storedAt(String key) {
    Path file = root.resolve(ObjectKey.require(key));
    try {
      return Files.exists(file)
          ? Optional.of(Files.getLastModifiedTime(file).toInstant())
          : Optional.empty();
    } catch (IOException e) {
      throw new RemoteException(sentence(e), e);
    }
  }

  @Override
  public InputStream get(String key, long from) {
    try {
      return Content.of(root.resolve(ObjectKey.require(key))).open(from);
    } catch (IOException e) {
      throw new RemoteException(sentence(e), e);
    }
  }

  @Override
  public List<String> list(String prefix) {
    if (!Files.isDirectory(root)) {
      throw new RemoteException(missing());
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !String.valueOf(file.getFileName()).endsWith(PARTIAL))
          .map(file -> root.relativize(file).toString())
          .filter(key -> key.startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new RemoteException(sentence(e), e);
    }
  }

  @Override
  public String address() {
    return root.toString();
  }

  @Override
  public void close() {}
}

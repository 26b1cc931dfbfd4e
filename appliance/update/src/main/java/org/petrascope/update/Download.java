package org.petrascope.update;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.petrascope.formats.DiskSpace;
import org.petrascope.formats.DurableFiles;

/**
 * Brings a payload into a folder, from where an earlier attempt left off. It counts as there when
 * size and SHA-256 are those of the manifest. For one thread.
 */
final class Download {
  private static final int CHUNK_BYTES = 1 << 16;

  /** What may be lost of a download when power ends. */
  private static final long FORCED_EVERY_BYTES = 8L << 20;

  private static final String WHOLE = "payload.zip";
  private static final String PARTIAL = "payload.partial";

  private final Path folder;
  private final ReleaseManifest manifest;

  Download(Path folder, ReleaseManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /** How far a download is. */
  @FunctionalInterface
  public interface Progress {
    void at(long bytes, long total);
  }

  /** The payload, which was verified when it was whole. */
  Path payload() {
    return folder.resolve(WHOLE);
  }

  boolean whole() {
    return Files.exists(payload());
  }

  void from(ReleaseSource source, Progress progress) {
    if (whole()) {
      return;
    }
    Path partial = folder.resolve(PARTIAL);
    try {
      Files.createDirectories(folder);
      requireSpace(Files.exists(partial) ? Files.size(partial) : 0);
      append(partial, source, progress);
      requireSigned(partial, source);
      Files.move(partial, payload());
      DurableFiles.syncFolder(folder);
    } catch (NoSuchFileException e) {
      throw new UpdateException(
          "%s lacks the payload of %s: copy the repository whole"
              .formatted(source.name(), manifest.name().label()),
          e);
    } catch (IOException e) {
      throw new UpdateException(
          "the download of %s from %s broke off (%s): the next attempt goes on from there"
              .formatted(manifest.name().label(), source.name(), e.getMessage()),
          e);
    }
  }

  private void requireSpace(long have) {
    ReleaseManifest.Payload payload = manifest.payload();
    long needed = Math.max(0, payload.bytes() - have) + payload.unpackedBytes();
    long free = DiskSpace.free(folder);
    if (free < needed) {
      throw new UpdateException(
          "release %s needs %s with what it unpacks to, %s are free at %s: delete or export old scans first"
              .formatted(
                  manifest.name().label(),
                  DiskSpace.readable(needed),
                  DiskSpace.readable(free),
                  folder));
    }
  }

  private void append(Path partial, ReleaseSource source, Progress progress) throws IOException {
    long total = manifest.payload().bytes();
    try (FileChannel out =
        FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long have = Math.min(out.size(), total);
      out.truncate(have);
      out.position(have);
      if (have < total) {
        try (InputStream in = source.open(manifest.payload().path(), have)) {
          copy(in, out, progress);
        }
      }
      out.force(true);
    }
  }

  private void copy(InputStream in, FileChannel out, Progress progress) throws IOException {
    long total = manifest.payload().bytes();
    byte[] chunk = new byte[CHUNK_BYTES];
    long forced = out.position();
    while (out.position() < total) {
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, total - out.position()));
      if (read < 0) {
        out.force(true);
        throw new IOException("it ended after %d of %d bytes".formatted(out.position(), total));
      }
      ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      if (out.position() - forced >= FORCED_EVERY_BYTES) {
        out.force(true);
        forced = out.position();
      }
      progress.at(out.position(), total);
    }
  }

  /** What is not the signed payload is thrown away: the next attempt begins anew. */
  private void requireSigned(Path partial, ReleaseSource source) throws IOException {
    String found = DurableFiles.sha256(partial);
    if (!found.equals(manifest.payload().sha256())) {
      Files.delete(partial);
      throw new UpdateException(
          "the payload of %s from %s is not the one that was signed (SHA-256 %s, expected %s): it is deleted, try again or use another source"
              .formatted(
                  manifest.name().label(), source.name(), found, manifest.payload().sha256()));
    }
  }

  /** Refuses a payload that has changed since it was brought. */
  void requireUnchanged() {
    if (!whole()) {
      throw new UpdateException(
          "%s is not downloaded yet: run petrascope update download"
              .formatted(manifest.name().label()));
    }
    String found = DurableFiles.sha256(payload());
    if (!found.equals(manifest.payload().sha256())) {
      throw new UpdateException(
          "%s has changed since it was downloaded (SHA-256 %s, expected %s): delete it and download it again"
              .formatted(payload(), found, manifest.payload().sha256()));
    }
  }
}

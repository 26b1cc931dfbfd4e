package org.petrascope.update;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Releases in a folder, such as a USB stick. */
public record FolderSource(Path folder) implements ReleaseSource {
  public FolderSource {
    if (!Files.isDirectory(folder)) {
      throw new UpdateException(
          "%s holds no releases, it is no folder: plug the stick in, or correct update.source"
              .formatted(folder));
    }
  }

  /** Whether there is something to look at: a stick may be away, and its mount point empty. */
  public static boolean holdsReleases(Path folder) {
    return Files.exists(folder.resolve("timestamp.json"));
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public InputStream open(String path, long from) throws IOException {
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw new NoSuchFileException(path);
    }
    return Channels.newInputStream(FileChannel.open(file, StandardOpenOption.READ).position(from));
  }
}

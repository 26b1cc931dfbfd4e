package org.petrascope.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.petrascope.formats.DurableFiles;

/**
 * The changes that an update makes to the disk: each is there whole or not at all, and is on the
 * disk before the next one begins. For one thread.
 */
final class Steps {
  /** Told before each step; a test ends the power here. */
  @FunctionalInterface
  interface Watch {
    void before(String step);
  }

  private final Watch watch;

  Steps(Watch watch) {
    this.watch = watch;
  }

  /** Makes a folder with those above it. */
  void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      watch.before("make " + folder);
      Files.createDirectories(folder);
      sync(folder);
    }
  }

  void write(Path file, DurableFiles.NamedContent content) {
    watch.before("write " + file);
    DurableFiles.writeNamed(file, content);
  }

  /** Gives a file or folder another name, over an old file of that name. */
  void move(Path from, Path to) throws IOException {
    watch.before("move " + from + " to " + to);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    sync(to);
  }

  /** Makes a symbolic link point elsewhere, without a moment in which it points nowhere. */
  void link(Path link, Path target) throws IOException {
    Path fresh = partial(link);
    watch.before("link " + fresh + " to " + target);
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, target);
    move(fresh, link);
  }

  void delete(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      watch.before("delete " + path);
      Files.delete(path);
      sync(path);
    }
  }

  /** Removes a folder: what is left when power ends meanwhile does not have its name any more. */
  void discard(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Path partial = partial(folder);
      clear(partial);
      move(folder, partial);
      clear(partial);
    }
  }

  /** Removes what is not whole. */
  void clear(Path partial) throws IOException {
    if (Files.exists(partial, LinkOption.NOFOLLOW_LINKS)) {
      watch.before("clear " + partial);
      deleteTree(partial);
    }
  }

  /** Hidden name of what is not whole yet or not any more. */
  static Path partial(Path path) {
    return path.resolveSibling("." + path.getFileName() + ".partial");
  }

  /** Hidden name of what will take the path's place and is not whole yet. */
  static Path fresh(Path path) {
    return path.resolveSibling("." + path.getFileName() + ".fresh");
  }

  private static void sync(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      DurableFiles.syncFolder(parent);
    }
  }

  /** Removes a folder with all that is in it; nothing where it is not there. */
  static void deleteTree(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> inside = Files.walk(folder)) {
        for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}

package org.petrascope.learning;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A forest on disk, big-endian: "PSFOREST", int32 version, columns, outputs, trees; float32 base of
 * every output; of every tree int32 first output, width and nodes, and of every node float32 cover,
 * int32 column, and then float32 threshold where the column is 0 or more, or float32 values of the
 * leaf, [width], where it is -1. Nodes stand in the order of the tree: a split appends its two
 * children behind all nodes so far. The last 32 bytes are the SHA-256 of all before.
 */
final class ForestFile {
  private static final byte[] MAGIC = "PSFOREST".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HASH_BYTES = 32;
  private static final int LEAF = -1;

  private ForestFile() {}

  /** Writes a new file. */
  static void write(FlatForest forest, Path file) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size(forest)));
    bytes.put(MAGIC).putInt(VERSION).putInt(forest.columns());
    bytes.putInt(forest.outputs()).putInt(forest.treeCount());
    for (int output = 0; output < forest.outputs(); output++) {
      bytes.putFloat(forest.base(output));
    }
    for (int i = 0; i < forest.treeCount(); i++) {
      DecisionTree tree = forest.tree(i);
      bytes.putInt(tree.firstOutput()).putInt(tree.width()).putInt(tree.size());
      for (int node = 0; node < tree.size(); node++) {
        put(tree, node, bytes);
      }
    }
    bytes.put(sha256(bytes.array(), bytes.position()));
    try {
      Files.write(file, bytes.array());
    } catch (IOException e) {
      throw new LearningException(
          "%s: the forest cannot be written (%s); is the disk full or the folder missing?"
              .formatted(file, e),
          e);
    }
  }

  private static long size(FlatForest forest) {
    long size = MAGIC.length + 4 * 4L + 4L * forest.outputs() + HASH_BYTES;
    for (int i = 0; i < forest.treeCount(); i++) {
      DecisionTree tree = forest.tree(i);
      long splits = (long) tree.size() - tree.leafCount();
      size += 3 * 4 + 8L * tree.size() + 4 * splits + 4L * tree.leafCount() * tree.width();
    }
    return size;
  }

  private static void put(DecisionTree tree, int node, ByteBuffer bytes) {
    bytes.putFloat(tree.cover(node));
    if (tree.isLeaf(node)) {
      bytes.putInt(LEAF);
      for (int k = 0; k < tree.width(); k++) {
        bytes.putFloat(tree.leafValue(tree.leaf(node), k));
      }
    } else {
      bytes.putInt(tree.column(node)).putFloat(tree.threshold(node));
    }
  }

  /**
   * Reads a file.
   *
   * @throws LearningException when it is missing, of another kind or version, or not as written
   */
  static FlatForest read(Path file) {
    byte[] all;
    try {
      all = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new LearningException(
          "%s: the forest cannot be read (%s); copy the model's folder again".formatted(file, e),
          e);
    }
    int length = all.length - HASH_BYTES;
    if (length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(all, MAGIC.length))) {
      throw new LearningException(
          "%s: %d bytes that do not begin with PSFOREST are no forest".formatted(file, all.length));
    }
    if (!Arrays.equals(sha256(all, length), Arrays.copyOfRange(all, length, all.length))) {
      throw new LearningException(
          "%s: its SHA-256 is not that of its %d bytes, it was cut or changed: copy the model's folder again"
              .formatted(file, all.length));
    }
    try {
      return forest(file, ByteBuffer.wrap(all, MAGIC.length, length - MAGIC.length));
    } catch (BufferUnderflowException | IllegalArgumentException | IllegalStateException e) {
      throw new LearningException(
          "%s: its numbers contradict each other (%s): the program that wrote it is at fault"
              .formatted(file, e),
          e);
    }
  }

  private static FlatForest forest(Path file, ByteBuffer bytes) {
    int version = bytes.getInt();
    if (version != VERSION) {
      throw new LearningException(
          "%s: format version %d, this program reads %d: use a newer program"
              .formatted(file, version, VERSION));
    }
    int columns = bytes.getInt();
    float[] base = new float[bytes.getInt()];
    int count = bytes.getInt();
    for (int output = 0; output < base.length; output++) {
      base[output] = bytes.getFloat();
    }
    List<DecisionTree> trees = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      trees.add(tree(columns, bytes));
    }
    return new FlatForest(columns, base, trees);
  }

  private static DecisionTree tree(int columns, ByteBuffer bytes) {
    TreeBuilder tree = new TreeBuilder(columns, bytes.getInt(), bytes.getInt());
    int size = bytes.getInt();
    float[] values = new float[tree.width()];
    for (int node = 0; node < size; node++) {
      tree.cover(node, bytes.getFloat());
      int column = bytes.getInt();
      if (column == LEAF) {
        for (int k = 0; k < values.length; k++) {
          values[k] = bytes.getFloat();
        }
        tree.leaf(node, values);
      } else {
        tree.split(node, column, bytes.getFloat());
      }
    }
    return tree.build();
  }

  private static byte[] sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

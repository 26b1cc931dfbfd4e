package org.petrascope.learning;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Arrays of float64 on disk: the magic number "PSWT", the version, the number of arrays, for each
 * its length (int32) and its values, then the CRC-32 of all before; little-endian.
 */
final class WeightFile {
  /** The file's usual name. */
  static final String NAME = "weights.bin";

  private static final int MAGIC = 0x54575350;
  private static final int VERSION = 1;
  private static final int HEADER = 3 * Integer.BYTES;

  private WeightFile() {}

  static void write(Path folder, double[]... arrays) {
    Path file = folder.resolve(NAME);
    long bytes = HEADER + Integer.BYTES;
    for (double[] array : arrays) {
      bytes += Integer.BYTES + (long) Double.BYTES * array.length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(MAGIC).putInt(VERSION).putInt(arrays.length);
    for (double[] array : arrays) {
      buffer.putInt(array.length);
      for (double value : array) {
        buffer.putDouble(value);
      }
    }
    buffer.putInt(checksum(buffer.array(), buffer.position()));
    try {
      Files.write(file, buffer.array());
    } catch (IOException e) {
      throw new LearningException(
          "%s cannot be written (%s): free the disk or choose another folder"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  /**
   * Reads arrays of these lengths.
   *
   * @throws LearningException when the file is missing, damaged or of another model
   */
  static double[][] read(Path folder, int... lengths) {
    Path file = folder.resolve(NAME);
    try {
      ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int end = buffer.limit() - Integer.BYTES;
      if (end < HEADER
          || buffer.getInt() != MAGIC
          || buffer.getInt(end) != checksum(buffer.array(), end)) {
        throw new LearningException(
            "%s is damaged: its checksum is not that of its %d bytes; restore the folder or train again"
                .formatted(file, buffer.limit()));
      }
      int version = buffer.getInt();
      if (version != VERSION) {
        throw new LearningException(
            "%s is of version %d, this program reads version %d: use the program that wrote it"
                .formatted(file, version, VERSION));
      }
      double[][] arrays = new double[buffer.getInt()][];
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] = new double[buffer.getInt()];
        for (int k = 0; k < arrays[i].length; k++) {
          arrays[i][k] = buffer.getDouble();
        }
      }
      int[] found = Arrays.stream(arrays).mapToInt(array -> array.length).toArray();
      if (!Arrays.equals(found, lengths)) {
        throw new LearningException(
            "%s holds arrays of %s values, the model needs %s: restore the folder or train again"
                .formatted(file, Arrays.toString(found), Arrays.toString(lengths)));
      }
      return arrays;
    } catch (IOException e) {
      throw new LearningException(
          "%s cannot be read (%s): restore the folder or train again"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }
}

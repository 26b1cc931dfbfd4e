package org.petrascope.spectral;

/**
 * A block of successive lines of an image. A scan or a file of any length flows as a sequence of
 * such blocks, so a cube in memory is never longer than the block its maker chose.
 */
public sealed interface Cube permits RawCube, ReflectanceCube {
  CubeShape shape();

  /** Index of the block's first line in the whole image. */
  int firstLine();

  /**
   * Whether the line (counted from the block's first) was lost: it holds its place and no
   * measurement.
   */
  boolean lost(int line);
}

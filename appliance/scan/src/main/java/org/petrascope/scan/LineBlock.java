package org.petrascope.scan;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.petrascope.camera.PixelFormat;
import org.petrascope.kernels.Unpack;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RawCube;

/**
 * A pooled block of successive lines on their way from the camera to the raw file and on to
 * calibration. Belongs to one stage at a time, which is the only one that touches it.
 */
final class LineBlock {
  private final PixelFormat format;
  private final CubeShape shape;
  private final int packedLineBytes;
  private final byte[] packed;
  private final short[] dn;
  private final BitSet lost = new BitSet();
  private final List<Loss> losses = new ArrayList<>();
  private int firstLine;
  private int lines;

  /** Room for as many lines as the shape has. */
  LineBlock(CubeShape shape, PixelFormat format) {
    this.format = format;
    this.shape = shape;
    this.packedLineBytes = Math.toIntExact(format.frameBytes(shape.samples(), shape.bands()));
    this.packed = new byte[Math.multiplyExact(packedLineBytes, shape.lines())];
    this.dn = new short[Math.toIntExact(shape.values())];
  }

  void begin(int line) {
    firstLine = line;
    lines = 0;
    lost.clear();
    losses.clear();
  }

  /** Copies a frame as the next line. */
  void add(ByteBuffer frame) {
    frame.get(packed, lines * packedLineBytes, packedLineBytes);
    lines++;
  }

  /** Holds the place of a line that did not arrive. */
  void addLost(String reason) {
    int line = firstLine + lines;
    if (!losses.isEmpty() && losses.getLast().goesOn(line, reason)) {
      losses.add(losses.removeLast().longer());
    } else {
      losses.add(new Loss(line, 1, reason));
    }
    lost.set(lines++);
  }

  boolean full() {
    return lines == shape.lines();
  }

  boolean empty() {
    return lines == 0;
  }

  int firstLine() {
    return firstLine;
  }

  int lines() {
    return lines;
  }

  /** The lost lines, counted from the block's first; to be read only. */
  BitSet lost() {
    return lost;
  }

  /** Why they were lost; to be read only. */
  List<Loss> losses() {
    return losses;
  }

  /** Turns the frames into DN; lost lines become zero. */
  void unpack() {
    int count = shape.lineValues();
    for (int line = 0; line < lines; line++) {
      int from = line * packedLineBytes;
      int to = line * count;
      if (lost.get(line)) {
        Arrays.fill(dn, to, to + count, (short) 0);
        continue;
      }
      switch (format) {
        case MONO8 -> Unpack.mono8(packed, from, dn, to, count);
        case MONO10, MONO12, MONO16 -> Unpack.mono16(packed, from, dn, to, count);
        case MONO12_PACKED -> Unpack.mono12Packed(packed, from, dn, to, count);
        case MONO12P -> Unpack.mono12p(packed, from, dn, to, count);
      }
    }
  }

  /** The unpacked lines, without a copy: valid until the block goes back to the pool. */
  RawCube raw() {
    return RawCube.over(shape.withLines(lines), firstLine, dn, lost);
  }
}

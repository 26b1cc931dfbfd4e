package org.petrascope.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.petrascope.kernels.ReflectanceLines;
import org.petrascope.kernels.Unpack;

/** The lines of a workload as a camera sends them in one of its formats. */
final class Frames {
  /** How a camera packs DN. */
  enum Format {
    MONO8("Mono8", 8, Unpack::mono8),
    MONO16("Mono10, Mono12, Mono16", 16, Unpack::mono16),
    MONO12_PACKED("Mono12Packed", 12, Unpack::mono12Packed),
    MONO12P("Mono12p", 12, Unpack::mono12p);

    private final String label;
    private final int bits;
    private final Unpacking unpacking;

    Format(String label, int bits, Unpacking unpacking) {
      this.label = label;
      this.bits = bits;
      this.unpacking = unpacking;
    }

    String label() {
      return label;
    }

    /** What the Python side calls it; its file, too. */
    String command() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @FunctionalInterface
  private interface Unpacking {
    void unpack(byte[] in, int inOffset, short[] out, int outOffset, int count);
  }

  private static final int LINE = Workload.SAMPLES * Workload.BANDS;

  private final Format format;
  private final int frameBytes;
  private final byte[] frames;

  Frames(Format format, Workload workload) {
    this.format = format;
    this.frameBytes = LINE * format.bits / 8;
    this.frames = new byte[Workload.LINES * frameBytes];
    for (int line = 0; line < Workload.LINES; line++) {
      pack(workload.dn, line);
    }
  }

  private void pack(short[] dn, int line) {
    int from = line * LINE;
    int to = line * frameBytes;
    switch (format) {
      case MONO8 -> {
        for (int i = 0; i < LINE; i++) {
          frames[to + i] = (byte) (dn[from + i] >> 4);
        }
      }
      case MONO16 -> Unpack.toMono16(dn, from, frames, to, LINE);
      case MONO12_PACKED -> Unpack.toMono12Packed(dn, from, frames, to, LINE);
      case MONO12P -> Unpack.toMono12p(dn, from, frames, to, LINE);
    }
  }

  void write(Path folder) throws IOException {
    Files.write(folder.resolve(format.command()), frames);
  }

  /** Frames to reflectance in their places, line by line. */
  void calibrate(ReflectanceLines lines, int from, int to, float[] out) {
    short[] dn = new short[LINE];
    boolean[] saturated = new boolean[Workload.SAMPLES];
    var scratch = lines.scratch();
    for (int line = from; line < to; line++) {
      format.unpacking.unpack(frames, line * frameBytes, dn, 0, LINE);
      lines.compute(dn, 0, out, line * LINE, Workload.DN_MAX, saturated, scratch);
    }
  }
}

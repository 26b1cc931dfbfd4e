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
    MONO8("Mono8", 8),
    MONO16("Mono10, Mono12, Mono16", 16),
    MONO12_PACKED("Mono12Packed", 12),
    MONO12P("Mono12p", 12);

    private final String label;
    private final int bits;

    Format(String label, int bits) {
      this.label = label;
      this.bits = bits;
    }

    String label() {
      return label;
    }

    /** Ratio of speeds that is promised; NumPy has nothing to unpack where DN are whole bytes. */
    double least() {
      return bits == 12 ? 2 : 1;
    }

    /** What the Python side calls it; its file, too. */
    String command() {
      return name().toLowerCase(Locale.ROOT);
    }
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
      unpack(line * frameBytes, dn);
      lines.compute(dn, 0, out, line * LINE, Workload.DN_MAX, saturated, scratch);
    }
  }

  private void unpack(int offset, short[] dn) {
    switch (format) {
      case MONO8 -> Unpack.mono8(frames, offset, dn, 0, LINE);
      case MONO16 -> Unpack.mono16(frames, offset, dn, 0, LINE);
      case MONO12_PACKED -> Unpack.mono12Packed(frames, offset, dn, 0, LINE);
      case MONO12P -> Unpack.mono12p(frames, offset, dn, 0, LINE);
    }
  }
}

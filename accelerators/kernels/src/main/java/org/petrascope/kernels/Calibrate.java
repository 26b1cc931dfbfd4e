package org.petrascope.kernels;

/**
 * DN to reflectance against a dark and a white reference, and the sums that references are made of.
 */
public final class Calibrate {
  private Calibrate() {}

  // gain = panel / (white - dark), NaN where white <= dark or one of them is NaN. panel:
  // reflectance of the white panel [bands]; white, dark: mean DN, BIL [bands][samples]; gain:
  // reflectance per DN, BIL [bands][samples].
  public static void gain(
      float[] panel, float[] white, float[] dark, int samples, int bands, float[] gain) {
    Shape.requireLength("panel", panel.length, bands);
    Shape.requireLength("white", white.length, (long) samples * bands);
    Shape.requireLength("dark", dark.length, (long) samples * bands);
    Shape.requireLength("gain", gain.length, (long) samples * bands);
    for (int band = 0; band < bands; band++) {
      for (int i = band * samples; i < (band + 1) * samples; i++) {
        double above = (double) white[i] - dark[i];
        gain[i] = above > 0 ? (float) (panel[band] / above) : Float.NaN;
      }
    }
  }

  // One line: out = (dn - dark) * gain. dn: BIL uint16 [bands][samples] from dnOffset; dark, gain:
  // BIL [bands][samples]; out: BIP float32 [samples][bands] from outOffset, NaN where gain is NaN.
  // This is the definition; ReflectanceLines gives the same bits in half the time.
  public static void reflectanceLine(
      short[] dn,
      int dnOffset,
      float[] dark,
      float[] gain,
      int samples,
      int bands,
      float[] out,
      int outOffset) {
    int count = Math.multiplyExact(samples, bands);
    Shape.requireRange("DN", dn.length, dnOffset, count);
    Shape.requireLength("dark", dark.length, count);
    Shape.requireLength("gain", gain.length, count);
    Shape.requireRange("reflectance", out.length, outOffset, count);
    for (int band = 0; band < bands; band++) {
      for (int sample = 0; sample < samples; sample++) {
        int i = band * samples + sample;
        float signal = (dn[dnOffset + i] & 0xffff) - dark[i];
        out[outOffset + sample * bands + band] = signal * gain[i];
      }
    }
  }

  // sums += dn. dn: uint16 [count] from dnOffset; sums: [count]. Exact up to 2^37 lines.
  public static void accumulate(short[] dn, int dnOffset, double[] sums) {
    Shape.requireRange("DN", dn.length, dnOffset, sums.length);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += dn[dnOffset + i] & 0xffff;
    }
  }

  // mean = sums / lines, NaN when there is no line. sums: [count]; mean: [count].
  public static void mean(double[] sums, int lines, float[] mean) {
    Shape.requireLength("mean", mean.length, sums.length);
    for (int i = 0; i < sums.length; i++) {
      mean[i] = lines > 0 ? (float) (sums[i] / lines) : Float.NaN;
    }
  }

  // squares += dn^2. dn: uint16 [count] from dnOffset; squares: [count]. Exact up to 2^21 lines.
  public static void accumulateSquares(short[] dn, int dnOffset, double[] squares) {
    Shape.requireRange("DN", dn.length, dnOffset, squares.length);
    for (int i = 0; i < squares.length; i++) {
      double value = dn[dnOffset + i] & 0xffff;
      squares[i] += value * value;
    }
  }

  // deviation = sqrt((squares - sums^2 / lines) / (lines - 1)), the standard deviation of a line's
  // value over the lines (Bessel's correction), NaN for fewer than two lines. All [count], in DN.
  public static void deviation(double[] sums, double[] squares, int lines, float[] deviation) {
    Shape.requireLength("squares", squares.length, sums.length);
    Shape.requireLength("deviation", deviation.length, sums.length);
    for (int i = 0; i < sums.length; i++) {
      double above = Math.max(0, squares[i] - sums[i] * sums[i] / lines);
      deviation[i] = lines > 1 ? (float) Math.sqrt(above / (lines - 1)) : Float.NaN;
    }
  }

  // One line, in place: values[target] = (1 - part) * values[left] + part * values[right]. targets,
  // left, right: places in the line; part: from 0 (left) to 1 (right); the four are alike in
  // length; values: the line from offset. No target is the left or right of another.
  public static void repairLine(
      int[] targets, int[] left, int[] right, float[] part, float[] values, int offset) {
    for (int i = 0; i < targets.length; i++) {
      values[offset + targets[i]] =
          (1 - part[i]) * values[offset + left[i]] + part[i] * values[offset + right[i]];
    }
  }
}

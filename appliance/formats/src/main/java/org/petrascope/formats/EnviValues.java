package org.petrascope.formats;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;

/**
 * Turns the bytes of one line into values: byte order, type, interleave, order of the bands, scale,
 * "no measurement". A line of a BSQ file is gathered first and then lies as BIL. For one thread at
 * a time.
 */
final class EnviValues {
  private static final int DN_MAX = 0xffff;

  /** A header rounds the value that means "no measurement": it is met within this share. */
  private static final double IGNORE_TOLERANCE = 1e-6;

  private final String name;
  private final EnviLayout layout;
  private final BandAxis axis;
  private final int samples;
  private final double scale;
  private final OptionalDouble ignore;
  private final int[] badBands;
  private final ByteBuffer line;
  private final boolean storedAsFloatBip;
  private final boolean storedAsDnBil;

  EnviValues(EnviHeader header) {
    this.name = header.name();
    this.layout = header.layout();
    this.axis = header.axis();
    this.samples = layout.shape().samples();
    this.scale = header.scaleFactor();
    this.ignore = header.ignoreValue();
    this.badBands = header.badBands().stream().toArray();
    this.line = ByteBuffer.allocate(layout.lineBytes()).order(layout.byteOrder());
    boolean bip = layout.interleave() == Interleave.BIP;
    this.storedAsFloatBip = bip && layout.type() == EnviType.FLOAT32 && axis.isInOrder();
    this.storedAsDnBil = !bip && layout.type() == EnviType.UINT16 && axis.isInOrder();
  }

  /** An empty buffer that takes the bytes of one line. */
  ByteBuffer lineBuffer() {
    return line.clear();
  }

  /** A line as DN, [band][sample]; the line's number is for messages. */
  void dnLine(ByteBuffer stored, int lineNumber, short[] bil, int offset) {
    if (storedAsDnBil) {
      stored.asShortBuffer().get(bil, offset, samples * axis.count());
      return;
    }
    if (layout.type().isFloating()) {
      throw new FormatException(
          "%s holds %s values, raw data are whole numbers: name the raw file"
              .formatted(name, layout.type()));
    }
    for (int band = 0; band < axis.storedCount(); band++) {
      int position = axis.position(band);
      for (int sample = 0; sample < samples && position != BandAxis.LEFT_OUT; sample++) {
        double value = layout.type().value(stored, index(sample, band));
        if (!(value >= 0 && value <= DN_MAX)) {
          throw new FormatException(
              "%s: value %.0f in line %d is not a DN of 16 bits: name the raw file"
                  .formatted(name, value, lineNumber));
        }
        bil[offset + position * samples + sample] = (short) (int) value;
      }
    }
  }

  /** A line as reflectance, [sample][band]. */
  void reflectanceLine(ByteBuffer stored, float[] bip, int offset) {
    if (storedAsFloatBip) {
      stored.asFloatBuffer().get(bip, offset, samples * axis.count());
    } else {
      convert(stored, bip, offset);
    }
    if (ignore.isPresent()) {
      dropIgnored(bip, offset);
    }
    if (scale != 1) {
      for (int i = offset; i < offset + samples * axis.count(); i++) {
        bip[i] = (float) (bip[i] / scale);
      }
    }
    for (int band : badBands) {
      for (int sample = 0; sample < samples; sample++) {
        bip[offset + sample * axis.count() + band] = Float.NaN;
      }
    }
  }

  private void convert(ByteBuffer stored, float[] bip, int offset) {
    EnviType type = layout.type();
    for (int band = 0; band < axis.storedCount(); band++) {
      int position = axis.position(band);
      for (int sample = 0; sample < samples && position != BandAxis.LEFT_OUT; sample++) {
        bip[offset + sample * axis.count() + position] =
            (float) type.value(stored, index(sample, band));
      }
    }
  }

  private void dropIgnored(float[] bip, int offset) {
    float ignored = (float) ignore.getAsDouble();
    float tolerance = (float) (Math.abs(ignored) * IGNORE_TOLERANCE);
    for (int i = offset; i < offset + samples * axis.count(); i++) {
      if (Math.abs(bip[i] - ignored) <= tolerance) {
        bip[i] = Float.NaN;
      }
    }
  }

  private int index(int sample, int band) {
    int value =
        layout.interleave() == Interleave.BIP
            ? sample * axis.storedCount() + band
            : band * samples + sample;
    return value * layout.type().bytes();
  }
}

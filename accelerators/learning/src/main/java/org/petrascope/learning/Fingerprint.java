package org.petrascope.learning;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what was learned from and predicted, as 64 lower-case hexadecimal digits. */
final class Fingerprint {
  private final MessageDigest digest = sha256();

  private Fingerprint() {}

  /** Of the rows, what their columns are, their targets and their groups. */
  static String of(Dataset data) {
    Fingerprint print = new Fingerprint();
    print.add(data.shape().toString());
    for (double centre : data.shape().centresNm()) {
      print.add(ByteBuffer.allocate(Double.BYTES).putDouble(centre).array());
    }
    print.add(data.rows());
    print.add(String.join("\n", data.target().names()));
    switch (data.target()) {
      case Labels labels -> {
        for (int row = 0; row < labels.count(); row++) {
          print.add(ByteBuffer.allocate(Integer.BYTES).putInt(labels.label(row)).array());
        }
      }
      case Compositions compositions -> {
        print.add(compositions.fractions());
        print.add(compositions.errors());
      }
    }
    print.add(String.join("\n", data.groups()));
    return print.hex();
  }

  /** Of every bit of these predictions. */
  static String of(Iterable<Rows> predictions) {
    Fingerprint print = new Fingerprint();
    predictions.forEach(print::add);
    return print.hex();
  }

  static String of(Path file) throws IOException {
    Fingerprint print = new Fingerprint();
    try (OutputStream sink =
        new DigestOutputStream(OutputStream.nullOutputStream(), print.digest)) {
      Files.copy(file, sink);
    }
    return print.hex();
  }

  private void add(byte[] bytes) {
    digest.update(bytes);
  }

  private void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(Rows rows) {
    ByteBuffer line = ByteBuffer.allocate(rows.columns() * Float.BYTES);
    for (int row = 0; row < rows.count(); row++) {
      line.clear();
      for (int column = 0; column < rows.columns(); column++) {
        line.putFloat(rows.at(row, column));
      }
      add(line.array());
    }
  }

  private String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package org.petrascope.endtoend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * A small ENVI reader that shares no code with the product, so that the product's files are checked
 * by other eyes. Reads what the product writes: little endian, types 1, 2, 4 and 12.
 */
final class EnviImage {
  final int lines;
  final int samples;
  final int bands;
  private final String interleave;
  private final int type;
  private final ByteBuffer data;
  private final TreeMap<String, String> header = new TreeMap<>();

  EnviImage(Path hdr) throws IOException {
    String text = Files.readString(hdr).replaceAll("(?s)\\{[^}]*\\}", "{}");
    String full = Files.readString(hdr);
    for (String line : text.split("\n")) {
      int at = line.indexOf('=');
      if (at > 0) {
        header.put(
            line.substring(0, at).strip().toLowerCase(Locale.ROOT), line.substring(at + 1).strip());
      }
    }
    lists(full);
    lines = Integer.parseInt(value("lines"));
    samples = Integer.parseInt(value("samples"));
    bands = Integer.parseInt(value("bands"));
    interleave = value("interleave").toLowerCase(Locale.ROOT);
    type = Integer.parseInt(value("data type"));
    if (!value("byte order").equals("0")) {
      throw new IOException(hdr + " is not little endian");
    }
    data = ByteBuffer.wrap(Files.readAllBytes(dataFile(hdr))).order(ByteOrder.LITTLE_ENDIAN);
    long expected = (long) lines * samples * bands * bytes();
    if (data.capacity() != expected) {
      throw new IOException(
          "%s claims %d bytes, the file has %d".formatted(hdr, expected, data.capacity()));
    }
  }

  private void lists(String full) {
    var lists =
        java.util.regex.Pattern.compile("(?m)^\\s*([a-zA-Z ]+?)\\s*=\\s*\\{([^}]*)\\}")
            .matcher(full);
    while (lists.find()) {
      header.put(lists.group(1).toLowerCase(Locale.ROOT), lists.group(2).strip());
    }
  }

  private static Path dataFile(Path hdr) throws IOException {
    String stem = hdr.getFileName().toString().replaceFirst("\\.hdr$", "");
    for (String name :
        List.of(
            stem,
            stem + ".img",
            stem + ".raw",
            stem + ".dat",
            stem + ".bip",
            stem + ".bil",
            stem + ".bsq")) {
      Path candidate = hdr.resolveSibling(name);
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    throw new IOException("no data file beside " + hdr);
  }

  String value(String key) {
    String value = header.get(key);
    if (value == null) {
      throw new IllegalStateException("the header has no '" + key + "'");
    }
    return value;
  }

  List<String> list(String key) {
    return Arrays.stream(value(key).split(",")).map(String::strip).toList();
  }

  private int bytes() {
    return switch (type) {
      case 1 -> 1;
      case 2, 12 -> 2;
      case 4 -> 4;
      default -> throw new IllegalStateException("data type " + type);
    };
  }

  double at(int line, int sample, int band) {
    long index =
        switch (interleave) {
          case "bip" -> ((long) line * samples + sample) * bands + band;
          case "bil" -> ((long) line * bands + band) * samples + sample;
          case "bsq" -> ((long) band * lines + line) * samples + sample;
          default -> throw new IllegalStateException("interleave " + interleave);
        };
    int offset = Math.toIntExact(index * bytes());
    return switch (type) {
      case 1 -> Byte.toUnsignedInt(data.get(offset));
      case 2 -> data.getShort(offset);
      case 12 -> Short.toUnsignedInt(data.getShort(offset));
      default -> data.getFloat(offset);
    };
  }
}

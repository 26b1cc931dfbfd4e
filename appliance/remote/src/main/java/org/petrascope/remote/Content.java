package org.petrascope.remote;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes that are put into a store; they can be read again and from anywhere, always the same. */
public interface Content {
  long bytes();

  /** The bytes from this one on. */
  InputStream open(long from) throws IOException;

  /** These many bytes from one on; fewer are an error. */
  default byte[] read(long from, int length) throws IOException {
    try (InputStream in = open(from)) {
      byte[] read = in.readNBytes(length);
      if (read.length < length) {
        throw new EOFException(
            "%d bytes from %d on, expected %d: the file has become shorter"
                .formatted(read.length, from, length));
      }
      return read;
    }
  }

  static Content of(byte[] bytes) {
    byte[] own = bytes.clone();
    return new Content() {
      @Override
      public long bytes() {
        return own.length;
      }

      @Override
      public InputStream open(long from) {
        int start = Math.toIntExact(from);
        return new ByteArrayInputStream(own, start, own.length - start);
      }
    };
  }

  /** A file as long as it is now. */
  static Content of(Path file) throws IOException {
    long bytes = Files.size(file);
    return new Content() {
      @Override
      public long bytes() {
        return bytes;
      }

      @Override
      public InputStream open(long from) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        channel.position(from);
        return Channels.newInputStream(channel);
      }
    };
  }
}

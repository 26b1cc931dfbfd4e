package org.petrascope.server;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.petrascope.server.ServerException.Kind;

/** Sends a file of any size, whole or one byte range (RFC 9110, section 14), without holding it. */
final class FileDelivery {
  private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final String UNKNOWN = "application/octet-stream";
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "png", "image/png",
          "csv", "text/csv; charset=utf-8",
          "hdr", "text/plain; charset=utf-8",
          "log", "text/plain; charset=utf-8",
          "json", "application/json",
          "xml", "application/xml");

  private FileDelivery() {}

  /** Bytes {@code [from, to)}. */
  private record Part(long from, long to) {}

  static String mediaType(String file) {
    String extension = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return MEDIA_TYPES.getOrDefault(extension, UNKNOWN);
  }

  static void send(ServerRequest request, ServerResponse response, Path file) {
    String name = String.valueOf(file.getFileName());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = Files.size(file);
      response.header("Content-Type", mediaType(name)).header("Accept-Ranges", "bytes");
      if (mediaType(name).equals(UNKNOWN)) {
        response.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
      }
      Optional<Part> part = part(request.headers().first(HeaderNames.RANGE).orElse(""), size);
      part.ifPresent(
          p ->
              response
                  .status(206)
                  .header("Content-Range", "bytes %d-%d/%d".formatted(p.from, p.to - 1, size)));
      stream(channel, part.orElse(new Part(0, size)), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one range that is asked for; the whole file when none is, or several are. */
  private static Optional<Part> part(String range, long size) {
    Matcher asked = ONE_RANGE.matcher(range.strip());
    if (!asked.matches() || asked.group(1).length() > 18 || asked.group(2).length() > 18) {
      return Optional.empty();
    }
    boolean suffix = asked.group(1).isEmpty();
    if (suffix && asked.group(2).isEmpty()) {
      return Optional.empty();
    }
    long first =
        suffix
            ? Math.max(0, size - Long.parseLong(asked.group(2)))
            : Long.parseLong(asked.group(1));
    long last =
        suffix || asked.group(2).isEmpty()
            ? size - 1
            : Math.min(size - 1, Long.parseLong(asked.group(2)));
    if (first >= size || last < first) {
      throw new ServerException(
          Kind.RANGE, "%s lies outside the file, which has %d bytes".formatted(range, size));
    }
    return Optional.of(new Part(first, last + 1));
  }

  private static void stream(FileChannel channel, Part part, ServerResponse response)
      throws IOException {
    response.contentLength(part.to - part.from);
    if (part.to == part.from) {
      response.send();
      return;
    }
    try (OutputStream out = response.outputStream();
        WritableByteChannel sink = Channels.newChannel(out)) {
      long at = part.from;
      while (at < part.to) {
        at += channel.transferTo(at, part.to - at, sink);
      }
    }
  }
}

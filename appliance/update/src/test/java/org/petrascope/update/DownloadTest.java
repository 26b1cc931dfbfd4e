package org.petrascope.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.DurableFiles;

class DownloadTest {
  private static final int BYTES = 300_000;
  private static final String PATH = "payloads/p.zip";
  private static final Download.Progress UNSEEN = (bytes, total) -> {};

  @TempDir private Path folder;
  private byte[] bytes;
  private String sha256;

  @BeforeEach
  void makeThePayload() throws IOException {
    bytes = new byte[BYTES];
    new SplittableRandom(11).nextBytes(bytes);
    Path file = folder.resolve("original");
    Files.write(file, bytes);
    sha256 = DurableFiles.sha256(file);
  }

  /** A link that is cut after some bytes of each answer; from where it was asked is remembered. */
  private static final class Link implements ReleaseSource {
    private final byte[] bytes;
    private final int cutAfter;
    private final List<Long> askedFrom = new ArrayList<>();

    Link(byte[] bytes, int cutAfter) {
      this.bytes = bytes;
      this.cutAfter = cutAfter;
    }

    @Override
    public String name() {
      return "the link";
    }

    @Override
    public InputStream open(String path, long from) throws IOException {
      if (!path.equals(PATH)) {
        throw new NoSuchFileException(path);
      }
      askedFrom.add(from);
      int start = Math.toIntExact(from);
      int end = Math.min(bytes.length, start + cutAfter);
      InputStream some = new ByteArrayInputStream(Arrays.copyOfRange(bytes, start, end));
      return end == bytes.length ? some : new SequenceInputStream(some, new Broken());
    }
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      throw new IOException("connection reset");
    }
  }

  private Download download(long unpackedBytes) {
    return new Download(
        folder.resolve("staged"),
        new ReleaseManifest(
            new ReleaseName(ReleaseName.Kind.SOFTWARE, "petrascope", "1.1.0"),
            List.of("x86_64"),
            5,
            0,
            new ReleaseManifest.Payload(PATH, BYTES, sha256, unpackedBytes)));
  }

  private static String refusal(Download download, ReleaseSource source) {
    return assertThrows(UpdateException.class, () -> download.from(source, UNSEEN)).getMessage();
  }

  @Test
  void interruptedDownloadGoesOnFromWhereItEnded() throws IOException {
    Link link = new Link(bytes, 110_000);
    Download download = download(BYTES);
    String why = refusal(download, link);
    assertTrue(why.contains("connection reset"), why);
    assertTrue(why.contains("goes on from there"), why);
    assertFalse(download.whole());
    refusal(download(BYTES), link);
    download(BYTES).from(link, UNSEEN);
    assertEquals(List.of(0L, 110_000L, 220_000L), link.askedFrom);
    assertArrayEquals(bytes, Files.readAllBytes(download.payload()));
    download.requireUnchanged();
    download.from(link, UNSEEN);
    assertEquals(3, link.askedFrom.size(), "what is whole is not brought again");
  }

  @Test
  void payloadThatIsNotTheSignedOneIsDeletedAndBroughtAnew() throws IOException {
    byte[] corrupt = bytes.clone();
    corrupt[123_456] ^= 1;
    Link bad = new Link(corrupt, BYTES);
    String why = refusal(download(BYTES), bad);
    assertTrue(why.contains("is not the one that was signed"), why);
    assertTrue(why.contains(sha256), why);
    try (var left = Files.list(folder.resolve("staged"))) {
      assertEquals(0, left.count());
    }
    Link good = new Link(bytes, BYTES);
    download(BYTES).from(good, UNSEEN);
    assertEquals(List.of(0L), good.askedFrom);
  }

  @Test
  void payloadThatNeverEndsIsReadToItsSignedSizeOnly() {
    long[] read = new long[1];
    ReleaseSource endless =
        new ReleaseSource() {
          @Override
          public String name() {
            return "a hose";
          }

          @Override
          public InputStream open(String path, long from) {
            return new InputStream() {
              @Override
              public int read() {
                read[0]++;
                return 7;
              }

              @Override
              public int read(byte[] into, int at, int length) {
                read[0] += length;
                Arrays.fill(into, at, at + length, (byte) 7);
                return length;
              }
            };
          }
        };
    String why = refusal(download(BYTES), endless);
    assertTrue(why.contains("is not the one that was signed"), why);
    assertEquals(BYTES, read[0]);
  }

  @Test
  void diskThatIsTooSmallIsSaidBeforeAnythingIsAsked() {
    Link link = new Link(bytes, BYTES);
    String why = refusal(download(1L << 60), link);
    assertTrue(why.contains("delete or export old scans first"), why);
    assertEquals(List.of(), link.askedFrom);
  }

  @Test
  void sourceWithoutThePayloadIsNamed() {
    ReleaseSource empty = new FolderSource(folder);
    String why = refusal(download(BYTES), empty);
    assertTrue(why.contains("lacks the payload of petrascope 1.1.0"), why);
  }

  @Test
  void payloadThatChangedSinceIsNotInstalled() throws IOException {
    Download download = download(BYTES);
    download.from(new Link(bytes, BYTES), UNSEEN);
    Files.write(download.payload(), new byte[] {1});
    assertThrows(UpdateException.class, download::requireUnchanged);
  }
}

package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.fleet.Quorum;
import org.petrascope.fleet.ReleaseOrder;
import org.petrascope.fleet.Repository;
import org.petrascope.remote.S3Server;
import org.petrascope.remote.ShortLink;
import org.petrascope.update.ReleaseName;
import org.petrascope.update.Ring;
import software.amazon.awssdk.services.s3.S3Client;

/** A release comes to a box from an S3 server, over a link that is cut again and again. */
class StoredReleasesTest {
  private static final String BUCKET = "releases";
  private static final String PREFIX = "fleet";
  private static final int CONTENT_BYTES = 2_000_000;
  private static final int CONNECTION_BYTES = 1_500_000;

  /** Metadata and headers of all attempts. */
  private static final int BESIDE_MAX = 200_000;

  @TempDir Path folder;

  @Test
  void cutDownloadFromAnS3ServerGoesOnFromWhereItWas() throws Exception {
    Path repository = signed();
    try (S3Server server = S3Server.start(folder).with(BUCKET);
        ShortLink link = new ShortLink(server.port(), CONNECTION_BYTES)) {
      upload(repository, server);
      Path config = configuration(repository, link.port());
      int cut = 0;
      Appliance.Ended ended = download(config);
      while (ended.exit() != 0) {
        assertTrue(ended.sentence().contains("broke off"), ended.err());
        cut++;
        ended = download(config);
      }
      assertEquals("petrascope 1.1.0: downloaded", ended.out().strip());
      assertEquals(CONTENT_BYTES / CONNECTION_BYTES, cut);
      long beside = link.answered() - CONTENT_BYTES;
      assertTrue(beside > 0 && beside < BESIDE_MAX, "nothing twice: " + link.answered());
      assertArrayEquals(payload(repository.resolve("payloads")), payload(folder.resolve("home")));
    }
  }

  private static Appliance.Ended download(Path config) throws Exception {
    return Appliance.run(
        List.of("-XX:TieredStopAtLevel=1"),
        Appliance.AT_MOST,
        "update",
        "download",
        "--config",
        config.toString());
  }

  private static byte[] payload(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".zip")).toList();
      assertEquals(1, found.size(), found.toString());
      return Files.readAllBytes(found.getFirst());
    }
  }

  private Path signed() throws IOException {
    Path content = Files.createDirectories(folder.resolve("content/bin"));
    byte[] bytes = new byte[CONTENT_BYTES];
    new SplittableRandom(3).nextBytes(bytes);
    Files.write(content.resolve("petrascope"), bytes);
    Path repository = folder.resolve("repository");
    Path keys = folder.resolve("keys");
    Repository.create(repository, keys, new Quorum(1, 1), Clock.systemUTC());
    Repository opened = Repository.open(repository, List.of(keys), Clock.systemUTC());
    ReleaseName release = new ReleaseName(ReleaseName.Kind.SOFTWARE, "petrascope", "1.1.0");
    opened.release(new ReleaseOrder(release, List.of("x86_64"), 1, folder.resolve("content")));
    opened.publish(release, Map.of(Ring.ALL, 100));
    return repository;
  }

  private static void upload(Path repository, S3Server server) throws IOException {
    try (S3Client client = server.client();
        Stream<Path> files = Files.walk(repository)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = PREFIX + "/" + repository.relativize(file);
        client.putObject(r -> r.bucket(BUCKET).key(key), file);
      }
    }
  }

  private Path configuration(Path repository, int port) throws IOException {
    Files.createDirectories(folder.resolve("home/releases/1.0.0"));
    Files.createSymbolicLink(folder.resolve("home/current"), Path.of("releases/1.0.0"));
    S3Server.credentials(folder);
    return Files.writeString(
        folder.resolve("petrascope.yaml"),
        """
        version: 1
        data: data
        stations:
          - id: core
            camera: {address: 127.0.0.1}
        update:
          home: home
          root: %s
          repository: s3://%s/%s?endpoint=http://127.0.0.1:%d
          credentials: credentials
          hardware: x86_64
          box: box-1
        """
            .formatted(repository.resolve("1.root.json"), BUCKET, PREFIX, port));
  }
}

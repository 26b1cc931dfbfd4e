package org.petrascope.remote;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server (S3Proxy on a folder) as a process of its own, on loopback. */
public final class S3Server implements AutoCloseable {
  public static final Credentials CREDENTIALS = new Credentials("box", "a-secret-of-tests");
  public static final String REGION = "us-east-1";
  private static final int TRIES = 600;
  private static final int TRY_MS = 100;

  private final Path folder;
  private final int port;
  private Process process;

  private S3Server(Path folder, int port) throws IOException, InterruptedException {
    this.folder = folder;
    this.port = port;
    this.process = begin();
  }

  /** Starts it on a free port; its data and log lie in the folder. */
  public static S3Server start(Path folder) throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("objects"));
    int port = freePort();
    Files.writeString(
        folder.resolve("s3proxy.conf"),
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(port, CREDENTIALS.accessKeyId(), CREDENTIALS.secretAccessKey(), data));
    return new S3Server(folder, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process begin() throws IOException, InterruptedException {
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                quietClassPath(),
                "org.gaul.s3proxy.Main",
                "--properties",
                folder.resolve("s3proxy.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("s3proxy.log").toFile()))
            .start();
    for (int i = 0; i < TRIES && !answers(); i++) {
      if (started.waitFor(TRY_MS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            "S3Proxy ended: " + Files.readString(folder.resolve("s3proxy.log")));
      }
    }
    return started;
  }

  /** S3Proxy logs what is printed: with a log that prints, neither ends. */
  private static String quietClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> !jar.contains("slf4j-jdk14"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TRY_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The credentials in a file as the product reads it. */
  public static Path credentials(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("credentials"),
        "accessKeyId=%s\nsecretAccessKey=%s\n"
            .formatted(CREDENTIALS.accessKeyId(), CREDENTIALS.secretAccessKey()));
  }

  public RemoteAddress.Bucket bucket(String name) {
    return new RemoteAddress.Bucket(name, "", Optional.of(endpoint()), REGION);
  }

  /** A client of tests, which makes buckets and looks at what is left behind. */
  public S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.of(REGION))
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    CREDENTIALS.accessKeyId(), CREDENTIALS.secretAccessKey())))
        .build();
  }

  public S3Server with(String bucket) {
    try (S3Client client = client()) {
      client.createBucket(b -> b.bucket(bucket));
    }
    return this;
  }

  /** Uploads that were begun and neither completed nor given up. */
  public List<String> openUploads(String bucket) {
    try (S3Client client = client()) {
      return client.listMultipartUploads(b -> b.bucket(bucket)).uploads().stream()
          .map(upload -> upload.key())
          .toList();
    }
  }

  /** Ends it as a power cut would, and starts it again on the same port. */
  public void restart() {
    try {
      close();
      process = begin();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.petrascope.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemoteAddressTest {
  @Test
  void addressesAreReadAsPeopleWriteThem() {
    assertEquals(
        new RemoteAddress.Bucket("cores", "", Optional.empty(), "us-east-1"),
        RemoteAddress.parse("s3://cores"));
    assertEquals(
        new RemoteAddress.Bucket(
            "cores", "mine-7/", Optional.of(URI.create("http://10.0.0.1:9000")), "eu-west-1"),
        RemoteAddress.parse("s3://cores/mine-7/?endpoint=http://10.0.0.1:9000&region=eu-west-1"));
    assertEquals(
        new RemoteAddress.Folder(Path.of("/media/usb")), RemoteAddress.parse("file:/media/usb"));
  }

  @Test
  void whatIsNoAddressIsRefusedWithTheForm() {
    for (String text :
        List.of("cores", "http://cores", "s3:cores", "s3://cores?user=me", "s3://c?x", "a b")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> RemoteAddress.parse(text), text);
      assertEquals(
          text
              + " is no store: write s3://BUCKET?endpoint=http://HOST:PORT&region=NAME or file:/FOLDER",
          refused.getMessage());
    }
  }
}

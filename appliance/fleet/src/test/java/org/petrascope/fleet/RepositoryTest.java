package org.petrascope.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigstore.tuf.Fetcher;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.update.BoxProfile;
import org.petrascope.update.FolderSource;
import org.petrascope.update.Offer;
import org.petrascope.update.ReleaseManifest;
import org.petrascope.update.ReleaseName;
import org.petrascope.update.ReleaseName.Kind;
import org.petrascope.update.Ring;
import org.petrascope.update.RolloutPlan;
import org.petrascope.update.UpdateException;
import org.petrascope.update.Updates;

class RepositoryTest {
  @TempDir private Path folder;
  private Shed shed;

  @BeforeEach
  void publishARelease() throws IOException {
    shed = Shed.make(folder.resolve("shed"), new Quorum(3, 2));
    shed.publish("1.1.0");
  }

  private FolderSource source() {
    return new FolderSource(shed.repositoryFolder());
  }

  /** Files as a web server would give them. */
  private record Plain(Path folder) implements Fetcher {
    @Override
    public String getSource() {
      return folder.toString();
    }

    @Override
    public byte[] fetchResource(String name, int lengthMax) throws IOException {
      Path file = folder.resolve(name);
      return Files.exists(file) ? Files.readAllBytes(file) : null;
    }
  }

  @Test
  void existingClientAcceptsTheRepositoryUnmodified() throws Exception {
    Path local = Files.createDirectories(folder.resolve("client"));
    FileSystemTufStore files = FileSystemTufStore.newFileSystemStore(local);
    Updater client =
        Updater.builder()
            .setClock(shed.clock())
            .setTrustedRootPath(
                RootProvider.fromFile(shed.repositoryFolder().resolve("1.root.json")))
            .setTrustedMetaStore(
                TrustedMetaStore.newTrustedMetaStore(
                    PassthroughCacheMetaStore.newPassthroughMetaCache(files)))
            .setMetaFetcher(MetaFetcher.newFetcher(new Plain(shed.repositoryFolder())))
            .setTargetFetcher(new Plain(shed.repositoryFolder().resolve("targets")))
            .setTargetStore(files)
            .build();
    for (Role role : Role.values()) {
      shed.repository().rotate(role);
    }
    shed.publish("1.2.0");
    client.update();
    RolloutPlan plan = RolloutPlan.read(files.readTarget(RolloutPlan.TARGET));
    assertEquals(
        List.of(Shed.software("1.1.0"), Shed.software("1.2.0")),
        plan.rollouts().stream().map(RolloutPlan.Rollout::release).toList());
    ReleaseManifest manifest =
        ReleaseManifest.read(files.readTarget(Shed.software("1.2.0").target()));
    assertEquals(Shed.software("1.2.0"), manifest.name());
  }

  @Test
  void releaseIsBroughtAndAgreedTo() throws IOException {
    try (Updates box = shed.box()) {
      Offer offer = box.check(source()).getFirst();
      assertEquals(Offer.State.OFFERED, offer.state());
      box.download(source(), offer, (bytes, total) -> {});
      offer = box.offers().getFirst();
      assertEquals(Offer.State.DOWNLOADED, offer.state());
      assertTrue(offer.consent().isEmpty());
      assertThrows(UpdateException.class, () -> box.approve(box.offers().getFirst(), " "));
      box.approve(offer, "Mira");
      assertEquals("Mira", box.offers().getFirst().consent().orElseThrow().by());
    }
  }

  @Test
  void oneUpdateAtATimeIsUnderWay() {
    try (Updates box = shed.box()) {
      assertTrue(box.offers().isEmpty());
      String why = assertThrows(UpdateException.class, shed::box).getMessage();
      assertTrue(why.contains("another update is under way"), why);
    }
    shed.box().close();
  }

  @Test
  void releaseForOtherHardwareIsRefused() {
    try (Updates box = shed.box(new BoxProfile("box-1", "aarch64", Ring.ALL, 1))) {
      Offer offer = box.check(source()).getFirst();
      assertEquals(Offer.State.UNSUITABLE, offer.state());
      String why =
          assertThrows(
                  UpdateException.class, () -> box.download(source(), offer, (bytes, total) -> {}))
              .getMessage();
      assertTrue(why.contains("is for x86_64, this box is aarch64"), why);
      assertThrows(UpdateException.class, () -> box.approve(offer, "Mira"));
    }
  }

  @Test
  void releaseThatNeedsOtherUnitsIsRefusedBeforeItIsDownloaded() throws IOException {
    shed.release("1.2.0", 2);
    shed.repository().publish(Shed.software("1.2.0"), Shed.EVERYBODY);
    try (Updates box = shed.box()) {
      Offer offer = box.check(source()).getFirst();
      assertEquals(2, offer.manifest().units());
      assertEquals(Offer.State.UNSUITABLE, offer.state());
      String why =
          assertThrows(
                  UpdateException.class, () -> box.download(source(), offer, (bytes, total) -> {}))
              .getMessage();
      assertEquals(
          "petrascope 1.2.0 needs units 2, this box has 1: install the package of 1.2.0 once", why);
      assertThrows(UpdateException.class, () -> box.approve(offer, "Mira"));
    }
    try (Updates later = shed.box(new BoxProfile("box-1", "x86_64", Ring.ALL, 2))) {
      assertEquals(Offer.State.OFFERED, later.check(source()).getFirst().state());
    }
  }

  @Test
  void pausedReleaseIsOfferedToNobodyUntilItGoesOn() {
    shed.repository().pause(Shed.software("1.1.0"), true);
    assertEquals(List.of(), shed.check(source()));
    shed.repository().pause(Shed.software("1.1.0"), false);
    assertEquals(List.of("1.1.0"), shed.check(source()));
  }

  @Test
  void boxesGoBackOnlyWhereThatIsMeant() throws IOException {
    shed.release("0.9.0");
    shed.repository().publish(Shed.software("0.9.0"), Shed.EVERYBODY);
    assertEquals(List.of(), shed.check(source()));
    shed.repository().back(Shed.software("0.9.0"));
    try (Updates box = shed.box()) {
      Offer offer = box.check(source()).getFirst();
      assertEquals("0.9.0", offer.manifest().name().version());
      assertTrue(offer.back());
    }
  }

  @Test
  void ringsAreReachedOneAfterTheOther() throws IOException {
    shed.release("1.2.0");
    shed.repository().publish(Shed.software("1.2.0"), Map.of(Ring.CANARY, 100));
    assertEquals(List.of("1.1.0"), shed.check(source()));
    try (Updates box = shed.box(new BoxProfile("box-1", "x86_64", Ring.CANARY, 1))) {
      assertEquals(List.of("1.2.0"), Shed.versions(box.check(source())));
    }
    shed.repository().publish(Shed.software("1.2.0"), Shed.EVERYBODY);
    assertEquals(List.of("1.2.0"), shed.check(source()));
  }

  @Test
  void librariesTravelTheSameWayAndAreUnpackedWithConsentOnly() throws IOException {
    ReleaseName library = new ReleaseName(Kind.LIBRARY, "usgs", "7");
    Path content = Files.createDirectories(folder.resolve("library"));
    Files.writeString(content.resolve("minerals.csv"), "name,500\nkaolinite,0.5\n");
    shed.repository().release(new ReleaseOrder(library, List.of("x86_64"), 0, content));
    shed.repository().publish(library, Shed.EVERYBODY);
    Path place = folder.resolve("libraries/usgs");
    try (Updates box = shed.box()) {
      List<Offer> offers = box.check(source());
      Offer offer =
          offers.stream()
              .filter(o -> o.manifest().name().equals(library))
              .findFirst()
              .orElseThrow();
      box.download(source(), offer, (bytes, total) -> {});
      assertThrows(UpdateException.class, () -> box.deliver(offer, (manifest, payload) -> {}));
      assertFalse(Files.exists(place));
      box.approve(offer, "Mira");
      Offer agreed =
          box.offers().stream()
              .filter(o -> o.manifest().name().equals(library))
              .findFirst()
              .orElseThrow();
      box.deliver(
          agreed,
          (manifest, payload) ->
              Updates.unpack(payload, place, manifest.payload().unpackedBytes()));
      assertTrue(Files.readString(place.resolve("minerals.csv")).contains("kaolinite"));
      assertEquals(List.of("1.1.0"), Shed.versions(box.offers()), "it is offered once");
    }
  }

  @Test
  void sameFolderIsPackedIntoTheSameBytes() throws IOException {
    Path content = Files.createDirectories(folder.resolve("same/lib"));
    Files.writeString(content.resolve("a"), "a".repeat(10_000));
    Path one = folder.resolve("one.zip");
    Path two = folder.resolve("two.zip");
    assertEquals(10_000, PayloadArchive.pack(content.getParent(), one));
    PayloadArchive.pack(content.getParent(), two);
    assertEquals(-1, Files.mismatch(one, two));
  }

  @Test
  void releaseNeverChanges() {
    String why = assertThrows(FleetException.class, () -> shed.release("1.1.0")).getMessage();
    assertTrue(why.contains("is released already and never changes"), why);
    assertThrows(
        FleetException.class,
        () -> shed.repository().publish(Shed.software("9.9.9"), Shed.EVERYBODY));
  }

  @Test
  void keysAreForTheirOwnerAloneAndAreNeverReplaced() throws IOException {
    Path key = shed.keys().resolve("root-1-1.pem");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    String before = Files.readString(key);
    assertThrows(FleetException.class, () -> SigningKey.make(key));
    assertEquals(before, Files.readString(key));
    assertEquals(SigningKey.read(key).id(), SigningKey.read(key).id());
    Files.writeString(key, "no key");
    String why = assertThrows(FleetException.class, () -> SigningKey.read(key)).getMessage();
    assertTrue(why.contains("holds no signing key"), why);
  }

  @Test
  void metadataHaveOneForm() throws IOException {
    String root = Files.readString(shed.repositoryFolder().resolve("1.root.json"));
    assertTrue(root.startsWith("{\"signatures\":[{\"keyid\":\""), root);
    assertFalse(root.contains(" "), root);
    byte[] form =
        CanonicalJson.bytes(
            new ObjectMapper().readTree("{\"b\": [1, true, \"q\\\"\\\\\"], \"a\": {}}"));
    assertEquals(
        "{\"a\":{},\"b\":[1,true,\"q\\\"\\\\\"]}", new String(form, StandardCharsets.US_ASCII));
  }
}

package org.petrascope.gige;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.petrascope.camera.CameraException;

/** The camera profiles that are known: those that come with the driver and any that are added. */
public final class CameraProfiles {
  private static final List<String> BUILT_IN =
      List.of("petrascope-swir-640", "specim-fx10e", "specim-fx17e", "generic-swir-1000-2500");

  private final List<CameraProfile> profiles;

  private CameraProfiles(List<CameraProfile> profiles) {
    this.profiles = List.copyOf(profiles);
  }

  /** The profiles that come with the driver. */
  public static CameraProfiles builtIn() {
    return new CameraProfiles(BUILT_IN.stream().map(CameraProfiles::builtIn).toList());
  }

  /** These and one more, which wins over the others. */
  public CameraProfiles with(CameraProfile profile) {
    List<CameraProfile> more = new ArrayList<>();
    more.add(profile);
    more.addAll(profiles);
    return new CameraProfiles(more);
  }

  /** Names of all profiles. */
  public List<String> names() {
    return profiles.stream().map(CameraProfile::name).toList();
  }

  /** The profile in this file; a new camera model needs no more than that. */
  public static CameraProfile inFile(Path file) {
    try (InputStream json = Files.newInputStream(file)) {
      return ProfileFile.read(file.toString(), json);
    } catch (IOException e) {
      throw new CameraException(
          "camera profile %s cannot be read: name an existing file".formatted(file), e);
    }
  }

  /** The profile of this name. */
  public CameraProfile named(String name) {
    return profiles.stream()
        .filter(profile -> profile.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "camera profile %s is unknown: use one of %s"
                        .formatted(name, String.join(", ", names()))));
  }

  /** These profiles, all of one camera that this pack is for. */
  public CameraProfiles with(CalibrationPack pack) {
    return new CameraProfiles(profiles.stream().map(profile -> profile.with(pack)).toList());
  }

  /** The profile for the device that reports this vendor and model. */
  public Optional<CameraProfile> find(String vendor, String model) {
    return profiles.stream().filter(profile -> profile.isFor(vendor, model)).findFirst();
  }

  /** As above; a device without one is refused. */
  CameraProfile forDevice(GigeAddress address, String vendor, String model) {
    return find(vendor, model)
        .orElseThrow(
            () ->
                new CameraException(
                    "camera %s is a %s %s, for which there is no camera profile: name one of %s in the configuration or add a profile file"
                        .formatted(address, vendor, model, String.join(", ", names()))));
  }

  private static CameraProfile builtIn(String name) {
    String resource = "profiles/" + name + ".json";
    try (InputStream json =
        Objects.requireNonNull(CameraProfiles.class.getResourceAsStream(resource), resource)) {
      return ProfileFile.read(resource, json);
    } catch (IOException e) {
      throw new CameraException(
          "camera profile %s cannot be read: install the program again".formatted(name), e);
    }
  }
}

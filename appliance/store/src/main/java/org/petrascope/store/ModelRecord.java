package org.petrascope.store;

import java.time.Instant;

/**
 * A trained model as the database knows it.
 *
 * @param name and {@code version} together name it
 * @param task {@code classify} or {@code abundance}
 * @param createdAt when it was trained
 * @param registeredAt when it came to this appliance
 * @param sha256 of the file in its folder that lists the checksums of all others
 * @param folder relative to the data folder
 * @param resampling whether spectra of a sensor with other bands may be resampled to the model's,
 *     as was allowed when it was last made active
 */
public record ModelRecord(
    String name,
    String version,
    String task,
    Instant createdAt,
    Instant registeredAt,
    String sha256,
    String folder,
    ModelState state,
    boolean resampling) {
  /** A model that is new here, in a folder of its own. */
  public static ModelRecord candidate(
      String name,
      String version,
      String task,
      Instant createdAt,
      Instant registeredAt,
      String sha256) {
    return new ModelRecord(
        name,
        version,
        task,
        createdAt,
        registeredAt,
        sha256,
        DataFolder.modelFolder(name, version),
        ModelState.CANDIDATE,
        false);
  }

  /** The same with or without leave to resample. */
  ModelRecord allowing(boolean resampled) {
    return new ModelRecord(
        name, version, task, createdAt, registeredAt, sha256, folder, state, resampled);
  }

  /** Name and version as people write them. */
  public String label() {
    return name + " " + version;
  }
}

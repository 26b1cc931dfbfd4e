package org.petrascope.laboratory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.laboratory.PatchDatabase.OtherBands;
import org.petrascope.spectral.Wavelengths;

class PatchDatabaseTest {
  @TempDir Path folder;

  private static List<Patch> all(Path file) {
    try (PatchDatabase database = PatchDatabase.open(file)) {
      return database.patches(PatchQuery.all()).toList();
    }
  }

  private static String sum(Path file) {
    try (PatchDatabase database = PatchDatabase.open(file)) {
      return database.sha256();
    }
  }

  private static List<Patch> bySide(List<Patch> patches) {
    return patches.stream().sorted((a, b) -> Integer.compare(a.side(), b.side())).toList();
  }

  @Test
  void whatIsPutInComesOutAsItWasInBlocksOfOneSide() {
    List<Patch> patches = Samples.patches("scan-1", 25, 1);
    assertEquals(bySide(patches), all(Samples.database(folder.resolve("a.h5"), patches)));
  }

  @Test
  void emptyDatabaseIsOneAndMayGrow() {
    Path file = folder.resolve("a.h5");
    PatchDatabase.create(file, Samples.BANDS);
    assertEquals(List.of(), all(file));
    List<Patch> patches = Samples.patches("scan-1", 8, 1);
    PatchDatabase.append(file, patches.subList(0, 3)::forEach);
    PatchDatabase.append(file, patches.subList(3, 8)::forEach);
    try (PatchDatabase database = PatchDatabase.open(file)) {
      assertEquals(8, database.size());
      assertEquals(Samples.BANDS, database.wavelengths());
      assertEquals(List.of(Samples.source("scan-1")), database.sources());
      assertEquals(List.of("Kaolinite", "Quartz"), List.copyOf(database.components()));
      assertEquals(
          new HashSet<>(patches), new HashSet<>(database.patches(PatchQuery.all()).toList()));
    }
  }

  @Test
  void longListsOfPatchesAreCutIntoBlocks() {
    SplittableRandom random = new SplittableRandom(3);
    int bands = 2000;
    Wavelengths many =
        Wavelengths.ofNanometres(IntStream.range(0, bands).mapToDouble(i -> 400 + i).toArray());
    Path file = folder.resolve("a.h5");
    PatchDatabase.create(file, many);
    PatchDatabase.append(
        file,
        sink -> {
          for (int i = 0; i < 90; i++) {
            float[] values = new float[5 * 5 * bands];
            values[0] = i;
            values[values.length - 1] = (float) random.nextDouble();
            sink.accept(
                Patch.of(
                    5, values, Samples.record(Samples.source("s"), i, new PatchTruth.Unknown())));
          }
        });
    try (PatchDatabase database = PatchDatabase.open(file)) {
      assertEquals(2, database.blocks().size());
      List<Float> firsts =
          database.patches(PatchQuery.all()).map(patch -> patch.values()[0]).toList();
      for (int i = 0; i < 90; i++) {
        assertEquals((float) i, firsts.get(i));
      }
    }
  }

  @Test
  void queriesFindByHoleFormationLabelAndComponent() {
    Path file = Samples.database(folder.resolve("a.h5"), Samples.patches("scan-1", 24, 1));
    try (PatchDatabase database = PatchDatabase.open(file)) {
      PatchQuery all = PatchQuery.all();
      assertEquals(8, database.records(all.ofHole("DH-1")).count());
      assertEquals(24, database.records(all.ofFormation("Upper")).count());
      assertEquals(0, database.records(all.ofFormation("Lower")).count());
      assertEquals(6, database.records(all.ofLabel("Alunite")).count());
      assertEquals(2, database.records(all.ofLabel("Alunite").ofHole("DH-2")).count());
      assertEquals(6, database.records(all.ofComponent("Quartz")).count());
      assertEquals(0, database.records(all.ofComponent("Talc")).count());
      assertEquals(
          database.records(all.ofLabel("Alunite")).toList(),
          database.patches(all.ofLabel("Alunite")).map(Patch::about).toList());
    }
  }

  @Test
  void mergingIsAssociative() {
    List<Path> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      parts.add(
          Samples.database(
              folder.resolve("part" + i + ".h5"), Samples.patches("scan-" + i, 10 + i, i)));
    }
    Path left = folder.resolve("left.h5");
    PatchDatabase.merge(parts.subList(0, 2), left, OtherBands.REFUSED);
    PatchDatabase.merge(List.of(left, parts.get(2)), left, OtherBands.REFUSED);
    Path right = folder.resolve("right.h5");
    PatchDatabase.merge(parts.subList(1, 3), right, OtherBands.REFUSED);
    PatchDatabase.merge(List.of(parts.get(0), right), right, OtherBands.REFUSED);
    assertEquals(sum(left), sum(right));
    assertEquals(33, all(left).size());
  }

  @Test
  void patchIsAddedOnceOnly() {
    List<Patch> patches = Samples.patches("scan-1", 6, 1);
    Path file = Samples.database(folder.resolve("a.h5"), patches);
    String before = sum(file);
    String message =
        assertThrows(
                LaboratoryException.class,
                () -> PatchDatabase.append(file, patches.subList(4, 5)::forEach))
            .getMessage();
    assertEquals(
        "the patch of scan scan-1, region \"R0\", line 4, sample 7 is in database %s already: add each once"
            .formatted(file),
        message);
    assertEquals(before, sum(file));
  }

  /** A database of one patch, a slope, of 151 bands. */
  private Path fineDatabase() {
    Wavelengths fine =
        Wavelengths.ofNanometres(
            IntStream.rangeClosed(0, 150).mapToDouble(i -> 980 + 10.0 * i).toArray());
    Path file = folder.resolve("fine.h5");
    PatchDatabase.create(file, fine);
    float[] slope = new float[fine.count()];
    for (int band = 0; band < slope.length; band++) {
      slope[band] = (float) (fine.centreNm(band) / 4000);
    }
    Patch patch =
        Patch.of(
            1, slope, Samples.record(Samples.source("scan-2"), 0, new PatchTruth.Labelled("Talc")));
    PatchDatabase.append(file, sink -> sink.accept(patch));
    return file;
  }

  private String mergeRefusal(List<Path> parts, OtherBands otherBands) {
    return assertThrows(
            LaboratoryException.class,
            () -> PatchDatabase.merge(parts, folder.resolve("merged.h5"), otherBands))
        .getMessage();
  }

  @Test
  void otherBandsAreRefusedUnlessResamplingIsAskedFor() {
    Path first = Samples.database(folder.resolve("first.h5"), Samples.patches("scan-1", 4, 1));
    Path fine = fineDatabase();
    assertEquals(
        "patch database %s has 151 bands, 980.0 to 2480.0 nm, the first has 6 bands, 1000.0 to 2250.0 nm: ask for resampling, or merge databases of one sensor"
            .formatted(fine),
        mergeRefusal(List.of(first, fine), OtherBands.REFUSED));
    assertTrue(
        mergeRefusal(List.of(fine, first), OtherBands.RESAMPLED)
            .contains("which do not reach band 141 (2380.0 nm) of the first"));
  }

  @Test
  void resampledPatchesHaveTheBandsOfTheFirstAndTheirSourceSaysSo() {
    Path first = Samples.database(folder.resolve("first.h5"), Samples.patches("scan-1", 4, 1));
    Path target = folder.resolve("merged.h5");
    PatchDatabase.merge(List.of(first, fineDatabase()), target, OtherBands.RESAMPLED);
    try (PatchDatabase merged = PatchDatabase.open(target)) {
      assertEquals(
          "resampled from 151 bands, 980.0 to 2480.0 nm", merged.sources().getLast().processing());
      Patch resampled = merged.patches(PatchQuery.all().ofLabel("Talc")).findFirst().orElseThrow();
      assertEquals(1500 / 4000f, resampled.values()[2], 1e-4);
    }
  }

  @Test
  void failedAppendLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Samples.database(folder.resolve("a.h5"), Samples.patches("scan-1", 5, 1));
    String before = sum(file);
    Patch narrow =
        Patch.of(1, new float[3], Samples.record(Samples.source("s"), 1, new PatchTruth.Unknown()));
    assertEquals(
        "a patch of region \"R1\" has 3 bands, database %s has 6: resample it first"
            .formatted(file),
        assertThrows(
                LaboratoryException.class,
                () -> PatchDatabase.append(file, sink -> sink.accept(narrow)))
            .getMessage());
    assertEquals(before, sum(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}

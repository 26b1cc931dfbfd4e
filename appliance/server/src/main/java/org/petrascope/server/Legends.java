package org.petrascope.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviReader;
import org.petrascope.scan.ScanFiles;
import org.petrascope.spectral.MapClass;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanSummary;
import org.petrascope.store.Store;

/** The legend of a scan's mineral map, during the scan and after it. */
final class Legends {
  private final Store store;
  private final ScanCalibrations calibrations;
  private final Mappers mappers;

  /**
   * One class of a map.
   *
   * @param fraction of the rock; null for what is not rock or not in the scan
   */
  record Entry(int index, String name, String group, String colour, @Nullable Double fraction) {}

  Legends(Store store, ScanCalibrations calibrations, Mappers mappers) {
    this.store = store;
    this.calibrations = calibrations;
    this.mappers = mappers;
  }

  List<Entry> of(ScanRecord scan) {
    Path header = store.folder(scan).resolve("products/minerals.hdr");
    return Files.exists(header) ? stored(scan, EnviHeader.read(header)) : growing(scan);
  }

  /** A finished map says itself what its classes are; a group is known by its colour. */
  private List<Entry> stored(ScanRecord scan, EnviHeader header) {
    Map<String, Double> fractions =
        store.scans().summary(scan.id()).map(ScanSummary::minerals).orElse(List.of()).stream()
            .collect(
                Collectors.toMap(
                    ScanSummary.MineralShare::name,
                    ScanSummary.MineralShare::fraction,
                    Double::sum));
    List<String> names = header.names(EnviHeader.Names.CLASSES);
    int[] colours = header.classColours();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int rgb = i < colours.length ? colours[i] : MineralGroup.INVALID.rgb();
      entries.add(
          new Entry(
              i, names.get(i), group(rgb), ScanView.colour(rgb), fractions.get(names.get(i))));
    }
    return entries;
  }

  private static String group(int rgb) {
    return Arrays.stream(MineralGroup.values())
        .filter(group -> group.rgb() == rgb)
        .findFirst()
        .orElse(MineralGroup.UNGROUPED)
        .label();
  }

  private List<Entry> growing(ScanRecord scan) {
    ScanFiles files = new ScanFiles(store.folder(scan), scan.id().value());
    if (Files.notExists(files.raw())) {
      throw new ServerException(
          ServerException.Kind.NOT_FOUND,
          "scan %s has no lines yet: ask again after its first".formatted(scan.id()));
    }
    try (EnviReader raw = EnviReader.recover(files.raw())) {
      return mappers.of(scan, calibrations.of(scan, raw)).classes().stream()
          .map(Legends::entry)
          .toList();
    }
  }

  private static Entry entry(MapClass mineral) {
    return new Entry(
        mineral.index(),
        mineral.name(),
        mineral.group().label(),
        ScanView.colour(mineral.rgb()),
        null);
  }
}

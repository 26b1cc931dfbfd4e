package org.petrascope.scenes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The rock of the hole, as a function of the way along it and the place across the core, both in
 * pixels: zones with wavy, narrow contacts, clots, and veins that cross at an angle. Immutable.
 */
final class Geology {
  /** Half the width over which two zones grade into each other, in pixels. */
  private static final double CONTACT_HALF = 2.5;

  private static final double CLOT_SIZE = 14;
  private static final double CLOT_THRESHOLD = 0.42;
  private static final double CLOT_EDGE = 0.035;
  private static final double CLOT_SHARE = 0.92;
  private static final double ACCESSORY_SHARE_MAX = 0.12;

  private record Contact(double along, double dip, ZoneMaterials below) {}

  private record ZoneMaterials(int host, int clot, int vein) {}

  private record Vein(double along, double dip, double half, int material) {}

  private final List<Contact> contacts = new ArrayList<>();
  private final List<Vein> veins = new ArrayList<>();
  private final ValueNoise waves;
  private final ValueNoise clots;
  private final ValueNoise accessories;

  /**
   * @param length pixels along the whole hole
   * @param library materials by whose order pixels are numbered
   */
  Geology(double length, List<String> library, SplittableRandom random) {
    waves = new ValueNoise(random.nextLong());
    clots = new ValueNoise(random.nextLong());
    accessories = new ValueNoise(random.nextLong());
    List<Zone> zones = shuffled(random);
    double[] ends = ends(zones.size(), length, random);
    for (int zone = 0; zone < zones.size(); zone++) {
      ZoneMaterials materials = materials(zones.get(zone), library);
      double start = zone == 0 ? Double.NEGATIVE_INFINITY : ends[zone - 1];
      contacts.add(new Contact(start, random.nextDouble(-0.5, 0.5), materials));
      addVeins(materials, zone == 0 ? 0 : start, ends[zone], random);
    }
    veins.sort(Comparator.comparingDouble(Vein::along));
  }

  private static List<Zone> shuffled(SplittableRandom random) {
    List<Zone> zones = new ArrayList<>(Zone.CATALOGUE);
    for (int i = zones.size() - 1; i > 0; i--) {
      zones.set(i, zones.set(random.nextInt(i + 1), zones.get(i)));
    }
    return zones.subList(0, random.nextInt(10, zones.size() + 1));
  }

  private static double[] ends(int count, double length, SplittableRandom random) {
    double[] ends = new double[count];
    double sum = 0;
    for (int zone = 0; zone < count; zone++) {
      sum += random.nextDouble(0.6, 1.8);
      ends[zone] = sum;
    }
    double scale = length / sum;
    return Arrays.stream(ends).map(end -> end * scale).toArray();
  }

  private static ZoneMaterials materials(Zone zone, List<String> library) {
    return new ZoneMaterials(
        library.indexOf(zone.host()), library.indexOf(zone.clot()), library.indexOf(zone.vein()));
  }

  private void addVeins(ZoneMaterials zone, double from, double to, SplittableRandom random) {
    int count = random.nextInt(1, 4);
    for (int vein = 0; vein < count; vein++) {
      double along = random.nextDouble(from, to);
      double half = Math.exp(random.nextDouble(Math.log(1.5), Math.log(7)));
      veins.add(new Vein(along, random.nextDouble(-1.2, 1.2), half, zone.vein()));
    }
  }

  /**
   * Fills in what is there; {@code along} counts through all rows, {@code across} from the axis.
   */
  void mix(double along, double across, Mixture mixture) {
    double wave = 6 * waves.at(along / 37, across / 37) + 1.2 * waves.at(along / 5, across / 5);
    int zone = zoneAt(along, across, wave);
    Contact contact = contacts.get(zone);
    mixture.fill(contact.below().host());
    double past = along - contactPlace(contact, across, wave);
    double before = zone + 1 < contacts.size() ? beforeNext(zone, along, across, wave) : past;
    if (past < CONTACT_HALF) {
      ZoneMaterials above = contacts.get(zone - 1).below();
      mixture.cover(1, above.host(), 0.5 - past / (2 * CONTACT_HALF));
    } else if (before < CONTACT_HALF) {
      ZoneMaterials below = contacts.get(zone + 1).below();
      mixture.cover(1, below.host(), 0.5 - before / (2 * CONTACT_HALF));
    } else {
      mixture.cover(1, contact.below().clot(), clotShare(along, across));
    }
    coverVeins(along, across, wave, mixture);
  }

  private int zoneAt(double along, double across, double wave) {
    int zone = 0;
    while (zone + 1 < contacts.size()
        && along >= contactPlace(contacts.get(zone + 1), across, wave)) {
      zone++;
    }
    return zone;
  }

  private double beforeNext(int zone, double along, double across, double wave) {
    return contactPlace(contacts.get(zone + 1), across, wave) - along;
  }

  private static double contactPlace(Contact contact, double across, double wave) {
    return contact.along() + contact.dip() * across + wave;
  }

  private double clotShare(double along, double across) {
    double warp = 5 * clots.at(along / 9 + 300, across / 9);
    double x = (along + 0.6 * across) / CLOT_SIZE;
    double y = (across - 0.6 * along + warp) / CLOT_SIZE;
    double height = clots.at(x, y) + 0.25 * clots.at(along / 4 + 100, across / 4);
    double clot = Math.clamp((height - CLOT_THRESHOLD) / CLOT_EDGE, 0, 1);
    double accessory = 0.5 + 0.5 * accessories.at(along / 23, across / 23);
    return clot * CLOT_SHARE + (1 - clot) * ACCESSORY_SHARE_MAX * accessory;
  }

  private void coverVeins(double along, double across, double wave, Mixture mixture) {
    for (Vein vein : veins) {
      double away = Math.abs(along - vein.along() - vein.dip() * across - 0.7 * wave);
      double share = Math.clamp((vein.half() - away) / 1.5 + 0.5, 0, 1);
      if (share > 0) {
        mixture.cover(2, vein.material(), share);
        return;
      }
    }
  }
}

package org.petrascope.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.petrascope.scan.Identification;
import org.petrascope.spectral.MineralMapper;
import org.petrascope.spectral.Wavelengths;

/**
 * The mappers that questions about single pixels need, opened once for every sensor. May be used by
 * any thread.
 */
final class Mappers {
  private static final int SENSORS_MAX = 8;

  private final Identification identification;
  private final Map<Wavelengths, MineralMapper> bySensor = new LinkedHashMap<>();

  Mappers(Identification identification) {
    this.identification = identification;
  }

  synchronized MineralMapper on(Wavelengths sensor) {
    MineralMapper known = bySensor.get(sensor);
    if (known != null) {
      return known;
    }
    if (bySensor.size() >= SENSORS_MAX) {
      bySensor.remove(bySensor.keySet().iterator().next());
    }
    MineralMapper mapper =
        MineralMapper.open(identification.library(), sensor, identification.method());
    bySensor.put(sensor, mapper);
    return mapper;
  }
}

package org.petrascope.server;

import org.petrascope.simulator.FaultPlan;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --faults}. */
final class FaultsOption implements ITypeConverter<FaultPlan> {
  @Override
  public FaultPlan convert(String specification) {
    try {
      return FaultPlan.parse(specification);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}

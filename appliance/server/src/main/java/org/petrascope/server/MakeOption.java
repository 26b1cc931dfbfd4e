package org.petrascope.server;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --profile} of the simulated camera. */
final class MakeOption implements ITypeConverter<SimulatedMake> {
  @Override
  public SimulatedMake convert(String profile) {
    return SimulatedMake.named(profile)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "no simulated camera has the profile %s: use one of %s"
                        .formatted(profile, String.join(", ", SimulatedMake.profiles()))));
  }
}

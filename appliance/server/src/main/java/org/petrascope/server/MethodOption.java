package org.petrascope.server;

import org.petrascope.spectral.MapMethod;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --method}. */
final class MethodOption implements ITypeConverter<MapMethod> {
  @Override
  public MapMethod convert(String label) {
    try {
      return ConfigurationFile.method(label);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}

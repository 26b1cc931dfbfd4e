package org.petrascope.server;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --task}. */
final class LearningTaskOption implements ITypeConverter<LearningTask> {
  @Override
  public LearningTask convert(String label) {
    try {
      return LearningTask.of(label);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}

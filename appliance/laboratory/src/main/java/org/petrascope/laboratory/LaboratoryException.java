package org.petrascope.laboratory;

import java.util.List;

/**
 * Laboratory data, regions or patches that cannot be used as given; the message says where, what is
 * wrong and the remedy. A table's problems come together, one sentence each.
 */
public final class LaboratoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public LaboratoryException(String message) {
    super(message);
    this.problems = List.of(message);
  }

  LaboratoryException(String message, Throwable cause) {
    super(message, cause);
    this.problems = List.of(message);
  }

  LaboratoryException(String name, List<String> problems) {
    super(
        problems.size() == 1
            ? "%s, %s".formatted(name, problems.getFirst())
            : "%s has %d problems:%n  %s"
                .formatted(
                    name, problems.size(), String.join(System.lineSeparator() + "  ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** The sentences, each naming row and column where there is one. */
  public List<String> problems() {
    return problems;
  }
}

package org.petrascope.server;

/**
 * One line of the doctor's report.
 *
 * @param detail what was found
 * @param remedy what mends it, a command where there is one; empty if nothing is wrong
 */
record Finding(String topic, Verdict verdict, String detail, String remedy) {
  /** How a finding is to be taken. */
  enum Verdict {
    OK,
    WARNING,
    BROKEN
  }

  static Finding ok(String topic, String detail) {
    return new Finding(topic, Verdict.OK, detail, "");
  }

  static Finding warning(String topic, String detail, String remedy) {
    return new Finding(topic, Verdict.WARNING, detail, remedy);
  }

  static Finding broken(String topic, String detail, String remedy) {
    return new Finding(topic, Verdict.BROKEN, detail, remedy);
  }

  /** Of a sentence that says what is wrong and, behind its last colon, what mends it. */
  static Finding broken(String topic, String sentence) {
    int colon = sentence.lastIndexOf(": ");
    return colon < 0
        ? broken(topic, sentence, "")
        : broken(topic, sentence.substring(0, colon), sentence.substring(colon + 2));
  }

  boolean fails() {
    return verdict == Verdict.BROKEN;
  }

  @Override
  public String toString() {
    return "%-7s %-10s %s%s"
        .formatted(verdict, topic, detail, remedy.isEmpty() ? "" : ": " + remedy);
  }
}

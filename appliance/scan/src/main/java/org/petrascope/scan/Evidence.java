package org.petrascope.scan;

/**
 * What was found when one thing about a stored scan was looked at.
 *
 * @param of signature, file, model or pixels
 * @param sentence for a person
 */
public record Evidence(String of, boolean holds, String sentence) {
  static Evidence good(String of, String sentence) {
    return new Evidence(of, true, sentence);
  }

  static Evidence bad(String of, String sentence) {
    return new Evidence(of, false, sentence);
  }
}

package org.petrascope.sync;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where things of a box lie in the store: everything below the name that follows from the box's
 * key, files by their content. Neither what people call the box nor its clock has a part in it.
 */
record RemoteNames(String box) {
  static final String BOXES = "boxes/";

  private static final Pattern MANIFEST =
      Pattern.compile("boxes/([^/]+)/scans/([^/]+)/manifest\\.json");

  private static final Pattern NUMBERED =
      Pattern.compile("boxes/[^/]+/(?:orders|letters)/(\\d{12})\\.json");

  /** A scan whose list of files is in the store. */
  record ScanName(String box, String scan) {}

  /** Of a file with this name in its envelope. */
  String object(String name) {
    return BOXES + box + "/objects/" + name.substring(0, 2) + "/" + name;
  }

  String manifest(String scan) {
    return BOXES + box + "/scans/" + scan + "/manifest.json";
  }

  /** Of the document by which the box asks to be taken into a fleet. */
  String enrolment() {
    return BOXES + box + "/enrolment.json";
  }

  /** Of a letter of the box; numbers count from 1. */
  String letter(long number) {
    return letters() + "%012d.json".formatted(number);
  }

  /** Below which the letters of the box lie. */
  String letters() {
    return BOXES + box + "/letters/";
  }

  /** Below which the orders for the box lie. */
  String orders() {
    return BOXES + box + "/orders/";
  }

  String order(long number) {
    return orders() + "%012d.json".formatted(number);
  }

  /** The numbers of all orders or letters among these keys, ascending. */
  static List<Long> numbers(List<String> keys) {
    return keys.stream()
        .map(RemoteNames::numberOf)
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .sorted()
        .toList();
  }

  /** The number of an order or letter; empty where the key is of something else. */
  private static OptionalLong numberOf(String key) {
    Matcher matcher = NUMBERED.matcher(key);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /** Whose manifest lies under a key; empty where it is something else. */
  static Optional<ScanName> scanOf(String key) {
    Matcher matcher = MANIFEST.matcher(key);
    return matcher.matches()
        ? Optional.of(new ScanName(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}

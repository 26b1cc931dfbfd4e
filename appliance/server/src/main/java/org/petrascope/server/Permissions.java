package org.petrascope.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.petrascope.store.Role;

/**
 * Which role every operation needs: the one place that says so. What is not named here is the
 * administrators' alone, except the files of the page, which everybody may read to sign in.
 */
final class Permissions {
  private static final String API = HttpEndpoint.API;

  /** Answered before anybody signed in. */
  private static final List<Operation> OPEN =
      List.of(
          new Operation("GET", API + "/session"),
          new Operation("POST", API + "/session"),
          new Operation("DELETE", API + "/session"));

  private static final List<Operation> TECHNICIANS =
      List.of(
          new Operation("POST", API + "/stations/{station}/references"),
          new Operation("POST", API + "/stations/{station}/lamp"),
          new Operation("POST", API + "/stations/{station}/wavelengths"),
          new Operation("POST", API + "/scans"),
          new Operation("POST", API + "/scans/{scan}/cancel"),
          new Operation("POST", API + "/scans/{scan}/finish"),
          new Operation("POST", API + "/scans/{scan}/verify"),
          new Operation("GET", API + "/stations"),
          new Operation("GET", API + "/stations/{station}/camera"),
          new Operation("GET", API + "/stations/{station}/references"),
          new Operation("GET", API + "/stations/{station}/lamp"),
          new Operation("GET", API + "/stations/{station}/wavelengths"),
          new Operation("GET", API + "/scans"),
          new Operation("GET", API + "/scans/{scan}"),
          new Operation("GET", API + "/scans/{scan}/products"),
          new Operation("GET", API + "/scans/{scan}/products/{file}"),
          new Operation("GET", API + "/scans/{scan}/legend"),
          new Operation("GET", API + "/scans/{scan}/map"),
          new Operation("GET", API + "/scans/{scan}/downhole"),
          new Operation("GET", API + "/scans/{scan}/pixels/{line}/{sample}"),
          new Operation("POST", API + "/joins"),
          new Operation("GET", API + "/joins/{file}"),
          new Operation("GET", API + "/models"),
          new Operation("GET", API + "/models/{name}/{version}"),
          new Operation("GET", API + "/models/{name}/{version}/card"),
          new Operation("GET", API + "/models/{name}/{version}/report"),
          new Operation("GET", API + "/models/{name}/{version}/explanations"),
          new Operation("GET", API + "/trainings"),
          new Operation("GET", API + "/trainings/{training}"),
          new Operation("GET", API + "/minerals"),
          new Operation("GET", API + "/sync"),
          new Operation("GET", API + "/events"),
          new Operation("GET", "/openapi"),
          new Operation("GET", "/observe/health"),
          new Operation("GET", "/observe/metrics"));

  private static final List<Operation> GEOLOGISTS =
      List.of(
          new Operation("POST", API + "/models"),
          new Operation("POST", API + "/models/{name}/{version}/activate"),
          new Operation("POST", API + "/models/{name}/{version}/retire"),
          new Operation("POST", API + "/trainings/{training}/cancel"),
          new Operation("POST", API + "/laboratory/tables"),
          new Operation("POST", API + "/laboratory/patches"),
          new Operation("GET", API + "/laboratory/databases"),
          new Operation("GET", API + "/laboratory/databases/{database}"),
          new Operation("GET", API + "/laboratory/databases/{database}/file"));

  private static final List<Operation> ADMINISTRATORS =
      List.of(
          new Operation("GET", API + "/accounts"),
          new Operation("POST", API + "/accounts"),
          new Operation("DELETE", API + "/accounts/{account}"),
          new Operation("POST", API + "/accounts/{account}/secret"),
          new Operation("GET", API + "/audit"));

  /** Names of plain files; nothing that could be read as another address. */
  private static final Pattern FILE_OF_THE_PAGE =
      Pattern.compile("/|(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+");

  private static final Pattern NOT_OF_THE_PAGE = Pattern.compile("/(api|observe|openapi)([/.].*)?");

  private Permissions() {}

  /**
   * A method of an address; parts in braces stand for any one part.
   *
   * @param template as in the OpenAPI document
   */
  record Operation(String method, String template) {
    boolean is(String asked, String path) {
      return method.equals(asked) && path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"));
    }
  }

  /** Every operation that is named here. */
  static List<Operation> all() {
    return Stream.of(OPEN, TECHNICIANS, GEOLOGISTS, ADMINISTRATORS).flatMap(List::stream).toList();
  }

  /** Whether an address is answered before anybody signed in. */
  static boolean open(String method, String path) {
    return named(OPEN, method, path) || (reading(method) && ofThePage(path));
  }

  private static boolean ofThePage(String path) {
    return FILE_OF_THE_PAGE.matcher(path).matches()
        && !NOT_OF_THE_PAGE.matcher(path.toLowerCase(Locale.ROOT)).matches();
  }

  private static boolean reading(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** The least role that may do this. */
  static Role needed(String method, String path) {
    return stated(method.equals("HEAD") ? "GET" : method, path).orElse(Role.ADMINISTRATOR);
  }

  /** The role that is stated for this; empty for what is answered to all or stated nowhere. */
  static Optional<Role> stated(String method, String path) {
    if (named(TECHNICIANS, method, path)) {
      return Optional.of(Role.TECHNICIAN);
    }
    if (named(GEOLOGISTS, method, path)) {
      return Optional.of(Role.GEOLOGIST);
    }
    return named(ADMINISTRATORS, method, path) ? Optional.of(Role.ADMINISTRATOR) : Optional.empty();
  }

  private static boolean named(List<Operation> operations, String method, String path) {
    return operations.stream().anyMatch(operation -> operation.is(method, path));
  }
}

package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.store.Role;

/** Every operation of the API has its role, and nobody of a lower one gets through. */
class PermissionsTest {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  @TempDir private static Path folder;
  private static GuardedAppliance guarded;

  @BeforeAll
  static void start() throws Exception {
    guarded = GuardedAppliance.withAccounts(folder, "");
  }

  @AfterAll
  static void stop() {
    guarded.close();
  }

  /** Of the OpenAPI document, "METHOD /path". */
  private static Set<String> operations() throws Exception {
    JsonNode paths =
        new YAMLMapper()
            .readTree(Files.readAllBytes(Path.of("src/main/resources/META-INF/openapi.yaml")))
            .path("paths");
    Set<String> operations = new LinkedHashSet<>();
    for (String path : (Iterable<String>) paths::fieldNames) {
      for (String method : METHODS) {
        if (paths.path(path).has(method)) {
          operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
        }
      }
    }
    return operations;
  }

  @Test
  void tableAndOpenApiDocumentNameTheSameOperations() throws Exception {
    Set<String> stated = new TreeSet<>();
    for (Permissions.Operation operation : Permissions.all()) {
      if (operation.template().startsWith("/api/")) {
        assertTrue(
            stated.add(operation.method() + " " + operation.template()), operation + " twice");
      }
    }
    assertEquals(new TreeSet<>(operations()), stated);
  }

  @Test
  void nobodyGets401AndALowerRole403() throws Exception {
    String technician = guarded.cookie("anna");
    String geologist = guarded.cookie("rita");
    int tried = 0;
    for (String operation : operations()) {
      String method = operation.substring(0, operation.indexOf(' '));
      String path = operation.substring(method.length() + 1).replaceAll("\\{[a-z]+}", "0");
      if (Permissions.open(method, path)) {
        continue;
      }
      tried++;
      assertEquals(401, guarded.ask("", method, path).statusCode(), operation);
      Role needed = Permissions.stated(method, path).orElseThrow();
      if (needed != Role.TECHNICIAN) {
        assertEquals(403, guarded.ask(technician, method, path).statusCode(), operation);
      }
      if (needed == Role.ADMINISTRATOR) {
        assertEquals(403, guarded.ask(geologist, method, path).statusCode(), operation);
      }
    }
    assertTrue(tried > 40, tried + " operations");
  }

  /** Said once more by hand, for the table itself could be wrong. */
  @Test
  void modelsAreTheGeologistsAndAccountsTheAdministrators() throws Exception {
    String technician = guarded.cookie("anna");
    String geologist = guarded.cookie("rita");
    for (String operation :
        List.of(
            "POST /models",
            "POST /models/0/0/activate",
            "POST /models/0/0/retire",
            "POST /laboratory/tables")) {
      assertEquals(403, asked(technician, operation), operation);
      assertTrue(asked(geologist, operation) != 403, operation);
    }
    for (String operation :
        List.of("GET /accounts", "POST /accounts", "DELETE /accounts/anna", "GET /audit")) {
      assertEquals(403, asked(technician, operation), operation);
      assertEquals(403, asked(geologist, operation), operation);
    }
  }

  private static int asked(String cookie, String operation) throws Exception {
    String[] parts = operation.split(" ", 2);
    return guarded.ask(cookie, parts[0], "/api/v1" + parts[1]).statusCode();
  }

  @Test
  void everyRoleMayDoItsOwn() throws Exception {
    String technician = guarded.cookie("anna");
    assertEquals(200, guarded.ask(technician, "GET", "/api/v1/stations").statusCode());
    assertEquals(200, guarded.ask(technician, "GET", "/openapi").statusCode());
    assertEquals(
        200,
        guarded.ask(guarded.cookie("rita"), "GET", "/api/v1/laboratory/databases").statusCode());
    String chief = guarded.cookie("chief");
    assertEquals(200, guarded.ask(chief, "GET", "/api/v1/accounts").statusCode());
    assertTrue(guarded.ask(chief, "GET", "/api/v1/audit").body().contains("/api/v1/session"));
  }

  @Test
  void pageIsReadByEverybodyAndNothingIsReachedThroughIt() throws Exception {
    assertEquals(200, guarded.ask("", "GET", "/").statusCode());
    assertEquals(401, guarded.ask("", "GET", "/openapi").statusCode());
    for (String path :
        List.of(
            "/api/v1/scans/",
            "//api/v1/scans",
            "/x/../api/v1/scans",
            "/api/v1/../v1/scans",
            "/%61pi/v1/scans",
            "/API/v1/scans",
            "/api;x/v1/scans",
            "/assets/..%2f..%2fapi/v1/scans",
            "/observe/info",
            "/observe")) {
      int status = guarded.ask("", "GET", path).statusCode();
      assertTrue(status == 401 || status == 400 || status == 404, path + " gives " + status);
    }
  }

  @Test
  void openAddressesAreFewAndKnown() {
    assertTrue(Permissions.open("GET", "/assets/index-a1B2.js"));
    assertTrue(Permissions.open("POST", "/api/v1/session"));
    for (String path :
        List.of(
            "/api",
            "/api/",
            "/Api/v1/scans",
            "/observe/health",
            "/openapi",
            "/openapi.json",
            "//x",
            "/..")) {
      assertFalse(Permissions.open("GET", path), path);
    }
    assertFalse(Permissions.open("POST", "/"));
    assertEquals(Role.ADMINISTRATOR, Permissions.needed("PUT", "/api/v1/scans"));
    assertEquals(Role.TECHNICIAN, Permissions.needed("HEAD", "/api/v1/scans"));
  }

  @Test
  void healthIsToldToThisMachineWithoutSignIn() throws Exception {
    assertEquals(200, guarded.ask("", "GET", "/observe/metrics").statusCode());
    int health = guarded.ask("", "GET", "/observe/health").statusCode();
    assertTrue(health == 200 || health == 503, "health answered " + health);
  }
}

package org.petrascope.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ModuleBoundaryTest {
  private static JavaClasses ours;

  @BeforeAll
  static void importOurClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.petrascope");
    assertTrue(
        ours.size() > 100, "only " + ours.size() + " classes were found: is the class path whole?");
  }

  @TestFactory
  Iterable<DynamicTest> modulesUseOnlyWhatTheTableAllows() {
    return ModuleTable.MAY_USE.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      String[] strangers =
                          ModuleTable.MAY_USE.keySet().stream()
                              .filter(
                                  m -> !m.equals(entry.getKey()) && !entry.getValue().contains(m))
                              .map(m -> ModuleTable.packageOf(m) + "..")
                              .toArray(String[]::new);
                      noClasses()
                          .that()
                          .resideInAPackage(ModuleTable.packageOf(entry.getKey()) + "..")
                          .should()
                          .dependOnClassesThat()
                          .resideInAnyPackage(strangers)
                          .allowEmptyShould(strangers.length == 0)
                          .check(ours);
                    }))
        .collect(Collectors.toList());
  }

  @Test
  void everyModuleStandsInTheTable() {
    var found =
        ours.stream()
            .map(c -> c.getPackageName().split("\\.")[2])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(ModuleTable.MAY_USE.keySet()), found);
  }

  @Test
  void aModuleIsOneFlatPackage() {
    classes()
        .that()
        .resideOutsideOfPackage("org.petrascope.gige.aravis..") // generated from the Aravis headers
        .and()
        .resideOutsideOfPackage("org.petrascope.gige.presets..")
        .should()
        .resideInAnyPackage(
            ModuleTable.MAY_USE.keySet().stream()
                .map(ModuleTable::packageOf)
                .toArray(String[]::new))
        .check(ours);
  }

  @Test
  void helidonStaysInTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.petrascope.server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.helidon..")
        .check(ours);
  }

  @Test
  void sqlStaysInTheStore() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.petrascope.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
        .check(ours);
  }

  @Test
  void socketsStayInTheirModules() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.petrascope.gige..", "org.petrascope.simulator..", "org.petrascope.server..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.net\\.(.*Socket|http\\..*|URLConnection)|java\\.nio\\.channels\\.(.*SocketChannel|DatagramChannel)")
        .check(ours);
  }

  @Test
  void nativeCodeStaysInTheDrivers() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.petrascope.gige..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..")
        .check(ours);
  }

  @Test
  void domainTypesCarryNoJsonAnnotations() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.petrascope.spectral..",
            "org.petrascope.camera..",
            "org.petrascope.scan..",
            "org.petrascope.laboratory..",
            "org.petrascope.store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson.annotation..")
        .check(ours);
  }

  @Test
  void clockRandomEnvironmentAndConsoleAreInjected() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.petrascope.server..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callConstructor(java.util.Random.class)
        .orShould()
        .accessField(System.class, "out")
        .check(ours);
  }
}

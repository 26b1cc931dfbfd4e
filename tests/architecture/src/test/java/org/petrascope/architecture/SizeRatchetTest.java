package org.petrascope.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Methods fit a screen and classes a sitting. What is over the soft limit stands by name in {@code
 * over-soft-limit.txt}; the list may only become shorter, and nothing passes the hard limit.
 */
class SizeRatchetTest {
  private static final int METHOD_SOFT = 40;
  private static final int METHOD_HARD = 70;
  private static final int CLASS_SOFT = 300;
  private static final int CLASS_HARD = 500;
  private static final int PARAMETERS_MAX = 4;

  private record Size(String what, int lines, int soft, int hard) {}

  private record Source(CompilationUnitTree unit, Trees trees) {
    int lines(Tree tree) {
      var positions = trees.getSourcePositions();
      var lineMap = unit.getLineMap();
      return (int)
          (lineMap.getLineNumber(positions.getEndPosition(unit, tree))
              - lineMap.getLineNumber(positions.getStartPosition(unit, tree))
              + 1);
    }
  }

  @Test
  void nothingPassesTheHardLimit() throws IOException {
    List<String> over =
        sizes().stream()
            .filter(size -> size.lines > size.hard)
            .map(
                size ->
                    size.what + " has " + size.lines + " lines, at most " + size.hard + " may be")
            .toList();
    assertEquals(List.of(), over, "split these");
  }

  @Test
  void theListOfWhatIsOverTheSoftLimitOnlyShrinks() throws IOException {
    TreeSet<String> over =
        sizes().stream()
            .filter(size -> size.lines > size.soft)
            .map(size -> size.what)
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> listed =
        new TreeSet<>(
            Files.readAllLines(
                Checkout.root()
                    .resolve("tests/architecture/src/test/resources/over-soft-limit.txt")));
    listed.removeIf(String::isBlank);
    assertEquals(
        String.join("\n", listed),
        String.join("\n", over),
        "shorten what is new here, and take what is no longer over the limit from over-soft-limit.txt");
  }

  @Test
  void methodsTakeAtMostFourParameters() throws IOException {
    List<String> tooMany = new ArrayList<>();
    scan(
        (source, path) ->
            new TreeScanner<Void, String>() {
              @Override
              public Void visitClass(ClassTree tree, String owner) {
                boolean kernels = path.toString().contains("accelerators/kernels");
                return kernels || tree.getKind() == Tree.Kind.RECORD
                    ? null
                    : super.visitClass(tree, owner);
              }

              @Override
              public Void visitMethod(MethodTree tree, String owner) {
                boolean constructor = tree.getReturnType() == null;
                boolean hidden =
                    tree.getModifiers()
                        .getFlags()
                        .contains(javax.lang.model.element.Modifier.PRIVATE);
                if (!constructor && !hidden && tree.getParameters().size() > PARAMETERS_MAX) {
                  tooMany.add(
                      Checkout.root().relativize(path)
                          + " "
                          + tree.getName()
                          + " takes "
                          + tree.getParameters().size());
                }
                return super.visitMethod(tree, owner);
              }
            }.scan(source.unit, ""));
    assertEquals(List.of(), tooMany, "a record of the field's own says it better");
  }

  @Test
  void pageSourcesKeepToTheHardLimit() throws IOException {
    Path page = Checkout.root().resolve("web-ui/src");
    try (Stream<Path> files = Files.walk(page)) {
      List<String> over = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(ts|svelte)")).toList()) {
        if (Files.readAllLines(file).size() > CLASS_HARD) {
          over.add(file.toString());
        }
      }
      assertEquals(List.of(), over);
    }
  }

  private static List<Size> sizes() throws IOException {
    List<Size> sizes = new ArrayList<>();
    scan(
        (source, path) ->
            new TreeScanner<Void, String>() {
              @Override
              public Void visitClass(ClassTree tree, String owner) {
                String name = owner + "." + tree.getSimpleName();
                sizes.add(new Size("class " + name, source.lines(tree), CLASS_SOFT, CLASS_HARD));
                return super.visitClass(tree, name);
              }

              @Override
              public Void visitMethod(MethodTree tree, String owner) {
                String name = owner + "#" + tree.getName();
                sizes.add(new Size("method " + name, source.lines(tree), METHOD_SOFT, METHOD_HARD));
                return super.visitMethod(tree, owner);
              }
            }.scan(
                source.unit,
                source.unit.getPackageName() == null
                    ? ""
                    : source.unit.getPackageName().toString()));
    assertTrue(sizes.size() > 300, "only " + sizes.size() + " classes and methods were found");
    return sizes;
  }

  private interface Visit {
    void source(Source source, Path path);
  }

  private static void scan(Visit visit) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> paths = Checkout.javaSources();
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  d -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(paths));
      Trees trees = Trees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        visit.source(new Source(unit, trees), Path.of(unit.getSourceFile().toUri()));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}

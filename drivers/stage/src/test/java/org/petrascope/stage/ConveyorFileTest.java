package org.petrascope.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConveyorFileTest {
  @TempDir private Path folder;

  @Test
  void theLatestMoveIsRead() throws IOException {
    Path file = folder.resolve("conveyor.txt");
    for (Motion motion :
        List.of(
            new Motion(-500, 1000.25, 60, 500, 81_273_645_123L),
            new Motion(1e-7, 1e10, 1.0 / 3, 500, -5),
            Motion.rest(12.5, 7))) {
      ConveyorFile.write(file, motion);
      assertEquals(Optional.of(motion), ConveyorFile.read(file));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aConveyorThatWasNotBuiltYetHasNoMove() {
    assertEquals(Optional.empty(), ConveyorFile.read(folder.resolve("conveyor.txt")));
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Path file = folder.resolve("notes.txt");
    Files.writeString(file, "nothing moves");
    StageException refused = assertThrows(StageException.class, () -> ConveyorFile.read(file));
    assertTrue(refused.getMessage().contains("notes.txt holds no move"), refused.getMessage());
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path file = folder.resolve("nowhere").resolve("conveyor.txt");
    StageException refused =
        assertThrows(StageException.class, () -> ConveyorFile.write(file, Motion.rest(0, 0)));
    assertTrue(refused.getMessage().contains("nowhere"), refused.getMessage());
  }
}

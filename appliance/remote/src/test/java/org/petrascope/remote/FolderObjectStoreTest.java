package org.petrascope.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderObjectStoreTest extends ObjectStoreContract {
  @TempDir Path stick;

  @Override
  protected ObjectStore store() {
    return reopened();
  }

  @Override
  protected ObjectStore reopened() {
    return new FolderObjectStore(new RemoteAddress.Folder(stick));
  }

  @Test
  void stickThatIsNotPluggedInIsNeverMade() {
    Path missing = stick.resolve("media");
    ObjectStore store = new FolderObjectStore(new RemoteAddress.Folder(missing));
    Outcome outcome = store.put("a", Content.of(new byte[1]), Pace.FREE);
    assertTrue(
        assertInstanceOf(Outcome.Deferred.class, outcome).reason().contains("plug the stick in"));
    assertFalse(store.reach().reachable());
    assertFalse(Files.exists(missing));
  }

  @Test
  void restOfAnotherFileIsNotGoneOnWith() throws Exception {
    Files.write(stick.resolve(".a.partial"), bytes(7, 100));
    Content right = Content.of(bytes(8, 200));
    Outcome first = store().put("a", right, Pace.FREE);
    assertInstanceOf(Outcome.Deferred.class, first, "read back with other bytes");
    assertInstanceOf(Outcome.Stored.class, store().put("a", right, Pace.FREE));
    assertEquals(200, Files.size(stick.resolve("a")));
  }
}

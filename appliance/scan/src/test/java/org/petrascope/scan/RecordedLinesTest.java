package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrascope.camera.PixelFormat;
import org.petrascope.spectral.CubeShape;

class RecordedLinesTest {
  private static final CubeShape LINE = new CubeShape(1, 2, 3);
  private static final int BLOCK_LINES = 5;

  @Test
  void fastReaderGetsBlocksFromMemory() throws InterruptedException {
    RecordedLines recorded = new RecordedLines();
    LineBlock block = block(0, 3);
    assertTrue(recorded.publish(block));
    RecordedLines.Stretch stretch = recorded.next(0, 100).orElseThrow();
    assertEquals(Optional.of(block), stretch.block());
    assertEquals(3, stretch.lines());
  }

  @Test
  void slowReaderGetsEveryLineOnceAndInOrder() throws InterruptedException {
    RecordedLines recorded = new RecordedLines();
    int published = 0;
    for (int i = 0; i < 10; i++) {
      boolean kept = recorded.publish(block(published, BLOCK_LINES));
      assertEquals(i < RecordedLines.BLOCKS_MAX, kept, "block " + i);
      published += BLOCK_LINES;
    }
    int position = read(recorded, 0, 7);
    assertTrue(recorded.publish(block(published, BLOCK_LINES)), "memory is free again");
    recorded.complete();
    assertEquals(published + BLOCK_LINES, readAll(recorded, position));
  }

  @Test
  void blockWithoutLinesIsNotGivenToTheReader() throws InterruptedException {
    RecordedLines recorded = new RecordedLines();
    assertFalse(recorded.publish(block(0, 0)));
    recorded.complete();
    assertEquals(Optional.empty(), recorded.next(0, 100));
  }

  @Test
  void nothingIsPublishedTwiceFromMemoryAndFile() throws InterruptedException {
    RecordedLines recorded = RecordedLines.of(12, new BitSet());
    assertEquals(new RecordedLines.Stretch(0, 10, Optional.empty()), next(recorded, 0, 10));
    assertEquals(new RecordedLines.Stretch(10, 2, Optional.empty()), next(recorded, 10, 10));
    assertEquals(Optional.empty(), recorded.next(12, 10));
  }

  @Test
  void handOffNeverHoldsMoreThanItsCapacity() throws InterruptedException {
    HandOff<String> handOff = new HandOff<>(2);
    assertTrue(handOff.offer("a"));
    assertTrue(handOff.offer("b"));
    assertFalse(handOff.offer("c"));
    handOff.close();
    assertEquals(Optional.of("a"), handOff.take());
    assertEquals(Optional.of("b"), handOff.take());
    assertEquals(Optional.empty(), handOff.take());
  }

  @Test
  void blockGivenBackTwiceIsAFault() throws InterruptedException {
    BlockPool pool = new BlockPool(LINE, PixelFormat.MONO8, 100, 1);
    LineBlock block = pool.take();
    pool.giveBack(block);
    assertThrows(IllegalStateException.class, () -> pool.giveBack(block));
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void captureThatIsStoppedWhileItWaitsHandsNothingOnTwice() throws Exception {
    FakeCamera camera = new FakeCamera(Bench.LIBRARY, Bench.SAMPLES, FakeCamera.Mishaps.NONE);
    CubeShape shape = new CubeShape(1000, Bench.SAMPLES, Bench.BANDS);
    BlockPool pool = new BlockPool(shape.withLines(1), PixelFormat.MONO12, 20, 1);
    HandOff<LineBlock> captured = new HandOff<>(5);
    CameraKeeper keeper = new CameraKeeper(() -> camera, () -> {}, CameraKeeper.PATIENCE);
    CameraLink link = CameraLink.start(keeper, FakeCamera.settings(), shape);
    Capture capture = new Capture(link, shape, pool, captured, new ScanCounters());
    Thread thread =
        Thread.ofPlatform().start(() -> assertThrows(InterruptedException.class, capture::run));
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();
    assertEquals(pool.blockLines(), captured.take().orElseThrow().lines());
    assertEquals(Optional.empty(), captured.take());
  }

  @Test
  void blocksOfSlowScansAreShort() {
    assertEquals(5, BlockPool.blockLines(new CubeShape(1, 640, 224), 20));
    assertEquals(14, BlockPool.blockLines(new CubeShape(1, 640, 224), 527));
    assertEquals(1, BlockPool.blockLines(new CubeShape(1, 640, 224), 1));
  }

  private static int readAll(RecordedLines recorded, int from) throws InterruptedException {
    int position = from;
    for (Optional<RecordedLines.Stretch> next = recorded.next(position, 7);
        next.isPresent();
        next = recorded.next(position, 7)) {
      assertEquals(position, next.get().firstLine());
      position += next.get().lines();
    }
    return position;
  }

  private static int read(RecordedLines recorded, int from, int stretches)
      throws InterruptedException {
    int position = from;
    for (int i = 0; i < stretches; i++) {
      position += next(recorded, position, 7).lines();
    }
    return position;
  }

  private static RecordedLines.Stretch next(RecordedLines recorded, int from, int max)
      throws InterruptedException {
    return recorded.next(from, max).orElseThrow();
  }

  private static LineBlock block(int firstLine, int lines) {
    LineBlock block = new LineBlock(LINE.withLines(BLOCK_LINES), PixelFormat.MONO8);
    block.begin(firstLine);
    for (int line = 0; line < lines; line++) {
      block.add(ByteBuffer.allocate(LINE.lineValues()));
    }
    return block;
  }
}

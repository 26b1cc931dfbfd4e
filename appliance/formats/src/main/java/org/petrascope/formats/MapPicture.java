package org.petrascope.formats;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The picture of a class map with its legend: the classes that occur, most frequent first, with
 * their share. Takes blocks as they come; long scans are thinned out. For one thread at a time.
 */
public final class MapPicture {
  /** Lines that never came. */
  private static final int BLACK = 0;

  private static final int BACKGROUND = 0xffffff;
  private static final int INK = 0x202020;
  private static final int MARGIN = 12;
  private static final int PATCH = 14;
  private static final int ENTRY_HEIGHT = 22;
  private static final int ENTRIES_MAX = 40;

  /**
   * One class.
   *
   * @param label what the legend calls it
   * @param rgb 0xRRGGBB
   */
  public record Entry(String label, int rgb) {}

  private final int samples;
  private final LineGrid grid;
  private final List<Entry> palette;
  private final int[] colours;
  private final long[] counts;

  /** An empty picture of classes 0 to n - 1. */
  public MapPicture(int lines, int samples, List<Entry> palette) {
    this.samples = samples;
    this.grid = LineGrid.of(lines);
    this.palette = List.copyOf(palette);
    this.colours = new int[Math.multiplyExact(grid.height(), samples)];
    this.counts = new long[palette.size()];
  }

  /**
   * Paints lines in their places.
   *
   * @param classes one class a pixel, [line][sample]; below 0 is no class
   */
  public void add(int firstLine, int lines, int[] classes) {
    for (int i = 0; i < lines; i++) {
      for (int sample = 0; sample < samples; sample++) {
        int index = classes[i * samples + sample];
        if (index >= 0) {
          counts[index]++;
        }
        if (grid.shows(firstLine + i)) {
          colours[grid.row(firstLine + i) * samples + sample] =
              index >= 0 ? palette.get(index).rgb() : BLACK;
        }
      }
    }
  }

  /** Writes map and legend as PNG. */
  public void write(Path file) {
    List<String> labels = new ArrayList<>();
    List<Integer> patches = new ArrayList<>();
    legend(labels, patches);
    int legendWidth =
        2 * MARGIN
            + PATCH
            + MARGIN / 2
            + labels.stream().mapToInt(PictureText::width).max().orElse(0);
    int height = Math.max(grid.height(), 2 * MARGIN + ENTRY_HEIGHT * labels.size());
    BufferedImage image =
        new BufferedImage(samples + legendWidth, height, BufferedImage.TYPE_INT_RGB);
    fill(image, new Area(0, 0, image.getWidth(), height), BACKGROUND);
    image.setRGB(0, 0, samples, grid.height(), colours, 0, samples);
    PictureText text = new PictureText(image, INK);
    int left = samples + MARGIN;
    for (int i = 0; i < labels.size(); i++) {
      int top = MARGIN + i * ENTRY_HEIGHT;
      fill(image, new Area(left, top, PATCH, PATCH), INK);
      fill(image, new Area(left + 1, top + 1, PATCH - 2, PATCH - 2), patches.get(i));
      text.draw(labels.get(i), left + PATCH + MARGIN / 2, top);
    }
    PngFile.write(image, file);
  }

  /** Labels that occur, most frequent first; classes of one label and colour are one entry. */
  private void legend(List<String> labels, List<Integer> patches) {
    long total = 0;
    TreeMap<String, Long> byLabel = new TreeMap<>();
    TreeMap<String, Integer> rgb = new TreeMap<>();
    for (int index = 0; index < counts.length; index++) {
      total += counts[index];
      if (counts[index] > 0) {
        byLabel.merge(palette.get(index).label(), counts[index], Long::sum);
        rgb.put(palette.get(index).label(), palette.get(index).rgb());
      }
    }
    double all = Math.max(1, total);
    byLabel.entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
        .limit(ENTRIES_MAX)
        .forEach(
            entry -> {
              labels.add("%s  %.1f %%".formatted(entry.getKey(), 100 * entry.getValue() / all));
              patches.add(rgb.getOrDefault(entry.getKey(), BLACK));
            });
  }

  private record Area(int left, int top, int width, int height) {}

  private static void fill(BufferedImage image, Area area, int rgb) {
    int[] row = new int[area.width()];
    Arrays.fill(row, rgb);
    // A scan size of 0 repeats the one row.
    image.setRGB(area.left(), area.top(), area.width(), area.height(), row, 0, 0);
  }
}

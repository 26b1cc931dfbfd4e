package org.petrascope.laboratory;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.petrascope.formats.EnviReader;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Wavelengths;

/** The good bands of a reflectance cube. For one thread. */
final class CubeScene implements SceneLines {
  private final EnviReader cube;
  private final int[] good;

  CubeScene(EnviReader cube) {
    this.cube = cube;
    BitSet bad = cube.header().badBands();
    this.good = IntStream.range(0, cube.shape().bands()).filter(b -> !bad.get(b)).toArray();
  }

  @Override
  public String name() {
    return cube.data().toString();
  }

  @Override
  public CubeShape shape() {
    return new CubeShape(cube.shape().lines(), cube.shape().samples(), good.length);
  }

  @Override
  public Wavelengths wavelengths() {
    Wavelengths all = cube.requireWavelengths();
    return good.length == all.count()
        ? all
        : Wavelengths.ofNanometres(
            IntStream.of(good).mapToDouble(all::centreNm).toArray(),
            IntStream.of(good).mapToDouble(all::fwhmNm).toArray());
  }

  @Override
  public int blockLines() {
    return cube.blockLines();
  }

  @Override
  public void read(int firstLine, int lines, float[] bip) {
    CubeShape stored = cube.shape();
    if (good.length == stored.bands()) {
      cube.values(firstLine, lines, bip);
      return;
    }
    float[] all = new float[Math.multiplyExact(lines, stored.lineValues())];
    cube.values(firstLine, lines, all);
    int pixels = lines * stored.samples();
    for (int i = 0; i < pixels * good.length; i++) {
      bip[i] = all[i / good.length * stored.bands() + good[i % good.length]];
    }
  }
}

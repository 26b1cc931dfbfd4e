import { describe, expect, it } from 'vitest';
import { decodeClasses } from './events';
import { Raster } from './raster';

const part = (firstLine: number, classes: number[], samples = 2, step = 1) => ({
  firstLine,
  lines: classes.length / samples,
  samples,
  step,
  classes: Uint8Array.from(classes),
});

describe('a growing map', () => {
  it('keeps every line in its place, whatever the order of arrival', () => {
    const raster = new Raster(5, 2);
    raster.put(part(2, [5, 6]));
    raster.put(part(0, [1, 2]));
    expect([raster.at(0, 0), raster.at(0, 1), raster.at(2, 1)]).toEqual([1, 2, 6]);
  });

  it('knows nothing of lines that did not come and of places outside', () => {
    const raster = new Raster(5, 2);
    raster.put(part(2, [5, 6]));
    expect([raster.at(1, 0), raster.at(5, 0), raster.at(2, 2), raster.at(-1, 0)]).toEqual(Array(4).fill(undefined));
  });

  it('ignores lines beyond the scan', () => {
    const raster = new Raster(2, 2);
    raster.put(part(1, [1, 2, 3, 4]));
    expect([raster.at(1, 1), raster.at(2, 0)]).toEqual([2, undefined]);
  });

  it('thins out a scan that is too long to draw, from whole and from thinned parts alike', () => {
    const [whole, thinned] = [new Raster(4000, 2), new Raster(4000, 2)];
    expect([whole.step, whole.rows, whole.columns]).toEqual([2, 2000, 1]);
    whole.put(part(1, [1, 2, 3, 4, 5, 6, 7, 8]));
    thinned.put(part(2, [3, 7], 1, 2));
    for (const raster of [whole, thinned]) {
      expect([raster.at(0, 0), raster.at(2, 0), raster.at(3, 1), raster.at(4, 0)]).toEqual([undefined, 3, 3, 7]);
    }
  });

  it('counts the classes of the lines that came', () => {
    const raster = new Raster(3, 2);
    raster.put(part(1, [4, 4, 0, 9]));
    const counts = raster.counts();
    expect([counts[0], counts[4], counts[9]]).toEqual([1, 2, 1]);
  });

  it('draws lines along x and samples along y, and nothing where nothing is known', () => {
    const raster = new Raster(3, 2);
    raster.put(part(0, [1, 0, 1, 1]));
    const palette = new Uint32Array(256).fill(0xff0000ff);
    palette[0] = 0xff00ff00;
    const words = [...new Uint32Array(raster.picture(palette).buffer)];
    expect(words).toEqual([0xff0000ff, 0xff0000ff, 0, 0xff00ff00, 0xff0000ff, 0]);
  });
});

it('decodes the classes of a live event', () => {
  expect([...decodeClasses('AAH/')]).toEqual([0, 1, 255]);
});

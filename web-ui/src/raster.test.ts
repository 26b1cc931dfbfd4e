import { describe, expect, it } from 'vitest';
import { decodeClasses } from './events';
import { palette, Raster } from './raster';

const part = (firstLine: number, classes: number[], samples = 2, step = 1) => ({
  firstLine,
  lines: classes.length / samples,
  samples,
  step,
  classes: Uint8Array.from(classes),
});

describe('a growing map', () => {
  it('keeps every line in its place, whatever the order of arrival', () => {
    const raster = new Raster();
    raster.put(part(2, [5, 6]));
    raster.put(part(0, [1, 2, 3, 4]));
    expect(raster.lines).toBe(3);
    expect([raster.at(0, 0), raster.at(1, 1), raster.at(2, 1)]).toEqual([1, 4, 6]);
    expect(raster.at(3, 0)).toBeUndefined();
  });

  it('starts anew for a scan of another width', () => {
    const raster = new Raster();
    raster.put(part(0, [1, 2, 3, 4]));
    raster.put(part(0, [7, 8, 9], 3));
    expect([raster.lines, raster.samples]).toEqual([1, 3]);
  });

  it('draws lines along x and samples along y in the legend’s colours', () => {
    const raster = new Raster();
    raster.put(part(0, [1, 0, 1, 1]));
    const colours = palette([
      { index: 0, name: 'none', group: 'INVALID', colour: '#888888', fraction: 0 },
      { index: 1, name: 'kaolinite', group: 'KAOLIN', colour: '#FF0000', fraction: 1 },
    ]);
    const picture = raster.picture(colours);
    expect([...picture.slice(0, 4)]).toEqual([255, 0, 0, 255]);
    expect([...picture.slice(8, 12)]).toEqual([0x88, 0x88, 0x88, 255]);
  });
});

it('decodes the classes of a live event', () => {
  expect([...decodeClasses('AAH/')]).toEqual([0, 1, 255]);
});

import { describe, expect, it } from 'vitest';
import type { LegendEntry } from './api';
import { palette, shades } from './colours';

const entry = (index: number, group: string, colour: string): LegendEntry => ({
  index,
  name: `mineral ${index}`,
  group,
  colour,
  fraction: null,
});

describe('colours of the map', () => {
  it('a mineral alone in its group has the group’s colour', () => {
    expect(shades([entry(3, 'EPIDOTE', '#00FFFF')]).get(3)).toBe('#00ffff');
  });

  it.each(['#FF0000', '#0000FF', '#FFFBBD', '#68601C', '#20006A', '#00FF00'])('twelve minerals of a group of %s differ', (colour) => {
    const legend = Array.from({ length: 12 }, (_, index) => entry(index, 'GROUP', colour));
    expect(new Set(shades(legend).values()).size).toBe(12);
  });

  it('do not depend on the order of the legend', () => {
    const legend = [entry(1, 'KAOLIN', '#FF0000'), entry(2, 'KAOLIN', '#FF0000'), entry(5, 'CHLORITE', '#00FF00')];
    expect(shades(legend.toReversed()).get(2)).toBe(shades(legend).get(2));
  });

  it('an unreadable colour is grey', () => {
    expect(shades([entry(0, 'X', 'red')]).get(0)).toBe('#888888');
  });

  it('are opaque RGBA words, grey for a class without a legend', () => {
    const words = palette([entry(1, 'EPIDOTE', '#00FF7F')]);
    expect([words[1], words[9]]).toEqual([0xff7fff00, 0xff888888]);
  });

  it('one class can stand out against the dimmed others', () => {
    const legend = [entry(1, 'KAOLIN', '#FF0000'), entry(2, 'EPIDOTE', '#00FFFF')];
    const words = palette(legend, 2);
    expect([words[1], words[2]]).toEqual([0xff000033, 0xffffff00]);
  });
});

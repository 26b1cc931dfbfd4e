import { describe, expect, it } from 'vitest';
import type { LegendEntry } from './api';
import { sharesOf } from './shares';

const legend: LegendEntry[] = [
  { index: 0, name: 'Aspectral', group: 'INVALID', colour: '#888888', fraction: null },
  { index: 1, name: 'Kaolinite', group: 'KAOLIN', colour: '#FF0000', fraction: 0.25 },
  { index: 2, name: 'Calcite', group: 'CARBONATE', colour: '#0000FF', fraction: 0.75 },
  { index: 3, name: 'Wood', group: 'NOTAROK', colour: '#AAAFAF', fraction: null },
];

const counts = (byIndex: Record<number, number>) => {
  const all = new Uint32Array(256);
  Object.entries(byIndex).forEach(([index, count]) => (all[Number(index)] = count));
  return all;
};

describe('shares in the legend', () => {
  it('are counted on the map while the scan runs, of the rock alone', () => {
    const { rock, rest } = sharesOf(legend, null, counts({ 1: 30, 2: 10, 3: 60 }));
    expect(rock.map((one) => [one.entry.name, one.share])).toEqual([
      ['Kaolinite', 0.75],
      ['Calcite', 0.25],
    ]);
    expect(rest.map((one) => [one.entry.name, one.share])).toEqual([['Wood', 0.6]]);
  });

  it('come with their intervals from the summary once the scan is finished', () => {
    const minerals = [{ name: 'Calcite', group: 'CARBONATE', colour: '#0000FF', fraction: 0.75, lower: 0.6, upper: 0.9, inferred: false }];
    const { rock } = sharesOf(legend, { lines: 1, lines_lost: 0, wall_s: 1, minerals }, counts({ 1: 1 }));
    expect(rock).toEqual([{ entry: legend[2], share: 0.75, interval: [0.6, 0.9] }]);
  });

  it('leave what the model does not know out of the rock', () => {
    const unknown = { index: 4, name: 'Unknown', group: 'UNKNOWN', colour: '#FFFFFF', fraction: null };
    const { rock, rest } = sharesOf([...legend, unknown], null, counts({ 1: 30, 4: 70 }));
    expect(rock.map((one) => [one.entry.name, one.share])).toEqual([['Kaolinite', 1]]);
    expect(rest.map((one) => [one.entry.name, one.share])).toEqual([['Unknown', 0.7]]);
  });

  it('say which minerals the camera cannot see', () => {
    const minerals = [{ name: 'Calcite', group: 'CARBONATE', colour: '#0000FF', fraction: 0.75, lower: null, upper: null, inferred: true }];
    const { rock } = sharesOf(legend, { lines: 1, lines_lost: 0, wall_s: 1, minerals }, counts({ 1: 1 }));
    expect(rock[0]?.inferred).toBe(true);
  });

  it('are none before the first line', () => {
    expect(sharesOf(legend, null, counts({}))).toEqual({ rock: [], rest: [] });
  });
});

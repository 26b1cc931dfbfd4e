import { describe, expect, it } from 'vitest';
import { depthAt, nextOrder, rowsOf } from './box';

const box = {
  fromM: 100,
  toM: 104,
  linesExpected: 1000,
  samples: 20,
  rows: [
    [0, 8],
    [12, 20],
  ] as [number, number][],
};

describe('a box of core', () => {
  it('has each row carry its share of the depth', () => {
    expect(depthAt(box, 0, 0)).toBeCloseTo(100.001, 9);
    expect(depthAt(box, 999, 7)).toBeCloseTo(101.999, 9);
    expect(depthAt(box, 0, 12)).toBeCloseTo(102.001, 9);
  });

  it('has no depth beside the core', () => {
    expect(depthAt(box, 500, 10)).toBeUndefined();
  });

  it('shows where its rows lie and which depths they hold', () => {
    expect(rowsOf(box)).toEqual([
      { top: 0, height: 40, fromM: 100, toM: 102 },
      { top: 60, height: 40, fromM: 102, toM: 104 },
    ]);
  });
});

describe('the next box', () => {
  it('goes on where the last one ended, with the next number', () => {
    const last = { hole: 'DD1', box: 'B-09', fromM: 100, toM: 103.6 };
    expect(nextOrder(last)).toEqual({ hole: 'DD1', box: 'B-10', fromM: 103.6, toM: 107.2 });
  });

  it('has depths in whole millimetres', () => {
    const { fromM, toM } = nextOrder({ hole: 'DD1', box: '1', fromM: 0, toM: 1.0000005 });
    expect([fromM, toM]).toEqual([1, 2]);
  });

  it('has no name where the last one had no number', () => {
    expect(nextOrder({ hole: 'DD1', box: 'top', fromM: 0, toM: 4 }).box).toBe('');
  });
});

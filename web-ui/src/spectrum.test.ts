import { describe, expect, it } from 'vitest';
import { brightnessFactor, scaled } from './spectrum';

describe('a library record beside a measurement', () => {
  it('is brought to the brightness of the measurement', () => {
    expect(brightnessFactor([0.2, 0.4, 0.6], [0.1, 0.2, 0.3])).toBeCloseTo(0.5, 12);
  });

  it('is compared only where both have a value', () => {
    expect(brightnessFactor([0.2, null, 9], [0.4, 7, null])).toBeCloseTo(2, 12);
  });

  it('stays as it is where there is nothing to compare', () => {
    expect(brightnessFactor([null, 0.3], [0.4, null])).toBe(1);
  });

  it('keeps its gaps', () => {
    expect(scaled([0.5, null], 2)).toEqual([1, null]);
  });
});

/** Where things are in a box of core, and which box comes next. */

import type { Scan, ScanOrder } from './api';

type Box = Pick<Scan, 'fromM' | 'toM' | 'rows' | 'linesExpected'>;

/** A row of the box: where it lies on the map, in per cent of its height, and its depths. */
export interface Row {
  top: number;
  height: number;
  fromM: number;
  toM: number;
}

/** Depth of the middle of a pixel; undefined beside the core. */
export function depthAt(box: Box, line: number, sample: number): number | undefined {
  const row = box.rows.findIndex(([from, to]) => sample >= from && sample < to);
  return row < 0
    ? undefined
    : box.fromM + ((box.toM - box.fromM) * (row + (line + 0.5) / box.linesExpected)) / box.rows.length;
}

export function rowsOf(box: Box & Pick<Scan, 'samples'>): Row[] {
  const lengthM = (box.toM - box.fromM) / box.rows.length;
  return box.rows.map(([from, to], i) => ({
    top: (from / box.samples) * 100,
    height: ((to - from) / box.samples) * 100,
    fromM: box.fromM + i * lengthM,
    toM: box.fromM + (i + 1) * lengthM,
  }));
}

/** The box after the last one: same hole, same length, the next number where the box has a number. */
export function nextOrder(last: Pick<Scan, 'hole' | 'box' | 'fromM' | 'toM'>): ScanOrder {
  const number = /^(.*?)(\d+)$/.exec(last.box);
  const box = number ? number[1] + String(Number(number[2]) + 1).padStart(number[2]!.length, '0') : '';
  return { hole: last.hole, box, fromM: millimetres(last.toM), toM: millimetres(2 * last.toM - last.fromM) };
}

function millimetres(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}

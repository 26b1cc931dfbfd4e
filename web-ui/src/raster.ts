/** A mineral map as it grows: class indices by line and sample, and the picture made of them. */

import type { MapPart } from './api';

/** More lines or samples than this are not drawn: every step-th is. */
const DRAWN_MAX = 2000;
const STEP_MAX = 64;
const CLASSES = 256;

export class Raster {
  readonly step: number;
  /** Lines and samples that are drawn. */
  readonly rows: number;
  readonly columns: number;
  private readonly classes: Uint8Array;
  private readonly filled: Uint8Array;

  /** An empty map of a scan of so many lines and samples. */
  constructor(lines: number, samples: number) {
    this.step = Math.min(STEP_MAX, Math.max(1, Math.ceil(Math.max(lines, samples) / DRAWN_MAX)));
    this.rows = Math.ceil(lines / this.step);
    this.columns = Math.ceil(samples / this.step);
    this.classes = new Uint8Array(this.rows * this.columns);
    this.filled = new Uint8Array(this.rows);
  }

  /** Takes a part in, its lines in their places; it may be finer than the raster by a whole factor. */
  put(part: MapPart): void {
    const stride = this.step / part.step;
    for (let i = 0; i < part.lines; i++) {
      const row = (part.firstLine + i * part.step) / this.step;
      if (!Number.isInteger(row) || row >= this.rows) {
        continue;
      }
      for (let column = 0; column < this.columns; column++) {
        this.classes[row * this.columns + column] = part.classes[i * part.samples + column * stride] ?? 0;
      }
      this.filled[row] = 1;
    }
  }

  /** The class of a pixel of the scan; undefined where nothing is known. */
  at(line: number, sample: number): number | undefined {
    const [row, column] = [Math.floor(line / this.step), Math.floor(sample / this.step)];
    const inside = row >= 0 && row < this.rows && column >= 0 && column < this.columns;
    return inside && this.filled[row] ? this.classes[row * this.columns + column] : undefined;
  }

  /** How many drawn pixels each class has. */
  counts(): Uint32Array {
    const counts = new Uint32Array(CLASSES);
    for (let row = 0; row < this.rows; row++) {
      if (this.filled[row]) {
        for (const index of this.classes.subarray(row * this.columns, (row + 1) * this.columns)) {
          counts[index] = (counts[index] ?? 0) + 1;
        }
      }
    }
    return counts;
  }

  /** RGBA pixels, lines along x and samples along y: core runs from left to right on the screen. */
  picture(palette: Uint32Array): Uint8ClampedArray<ArrayBuffer> {
    const pixels = new Uint32Array(this.rows * this.columns);
    for (let row = 0; row < this.rows; row++) {
      if (this.filled[row]) {
        for (let column = 0; column < this.columns; column++) {
          pixels[column * this.rows + row] = palette[this.classes[row * this.columns + column] ?? 0] ?? 0;
        }
      }
    }
    return new Uint8ClampedArray(pixels.buffer);
  }
}

/** A mineral map as it grows: class indices by line and sample, and the picture made of them. */

import type { LegendEntry, MapPart } from './api';

export class Raster {
  samples = 0;
  lines = 0;
  step = 1;
  private classes = new Uint8Array(0);

  /** Takes a part in; its place follows from its first line. A part of another width or step starts the raster anew. */
  put(part: MapPart): void {
    if (part.samples !== this.samples || part.step !== this.step) {
      this.samples = part.samples;
      this.step = part.step;
      this.lines = 0;
      this.classes = new Uint8Array(0);
    }
    const first = Math.floor(part.firstLine / part.step);
    const end = (first + part.lines) * part.samples;
    if (end > this.classes.length) {
      const grown = new Uint8Array(Math.max(end, this.classes.length * 2));
      grown.set(this.classes);
      this.classes = grown;
    }
    this.classes.set(part.classes.subarray(0, part.lines * part.samples), first * part.samples);
    this.lines = Math.max(this.lines, first + part.lines);
  }

  /** The class at a place of the raster, or undefined outside it. */
  at(line: number, sample: number): number | undefined {
    if (line < 0 || line >= this.lines || sample < 0 || sample >= this.samples) {
      return undefined;
    }
    return this.classes[line * this.samples + sample];
  }

  /** RGBA pixels, lines along x and samples along y: core runs from left to right on the screen. */
  picture(palette: Uint32Array): Uint8ClampedArray<ArrayBuffer> {
    const pixels = new Uint32Array(this.lines * this.samples);
    for (let line = 0; line < this.lines; line++) {
      for (let sample = 0; sample < this.samples; sample++) {
        const index = this.classes[line * this.samples + sample] ?? 0;
        pixels[sample * this.lines + line] = palette[index] ?? 0xff000000;
      }
    }
    return new Uint8ClampedArray(pixels.buffer);
  }
}

/** Little-endian RGBA words by class index. */
export function palette(legend: LegendEntry[]): Uint32Array {
  const words = new Uint32Array(256).fill(0xff888888);
  for (const entry of legend) {
    const rgb = parseInt(entry.colour.slice(1), 16);
    const [red, green, blue] = [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255];
    words[entry.index] = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
  return words;
}

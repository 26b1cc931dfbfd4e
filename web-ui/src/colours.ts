/** Colours of the map: a group has TSG's colour, the minerals of one group are lighter and darker shades of it. */

import type { LegendEntry } from './api';

type Rgb = [number, number, number];

/** Neighbouring shades differ by at most this share of the way to white or black, all of a group together by the span. */
const SHADE_MAX = 0.3;
const SPAN = 0.45;
const UNKNOWN: Rgb = [0x88, 0x88, 0x88];
const GROUND: Rgb = [0, 0, 0];

function rgb(colour: string): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) {
    return UNKNOWN;
  }
  const value = parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function hex(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function mix(colour: Rgb, other: Rgb, share: number): Rgb {
  return [0, 1, 2].map((i) => Math.round(colour[i]! + (other[i]! - colour[i]!) * share)) as Rgb;
}

/** Brightness as the eye sees it, 0 to 1. */
function brightness([red, green, blue]: Rgb): number {
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

/** The k-th of n shades: the first is the colour itself; light colours go darker, dark ones lighter, others both ways. */
function shade(colour: Rgb, k: number, n: number): Rgb {
  if (k === 0) {
    return colour;
  }
  const light = brightness(colour) > 0.6;
  const dark = brightness(colour) < 0.35;
  const bothWays = !light && !dark;
  const place = bothWays ? Math.ceil(k / 2) : k;
  const places = bothWays ? Math.ceil((n - 1) / 2) : n - 1;
  const share = place * Math.min(SHADE_MAX, SPAN / places);
  return light || (bothWays && k % 2 === 0) ? mix(colour, [0, 0, 0], share) : mix(colour, [255, 255, 255], share);
}

/** The colour of every class, by its index. */
export function shades(legend: LegendEntry[]): Map<number, string> {
  const groups = new Map<string, LegendEntry[]>();
  for (const entry of legend) {
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  }
  const colours = new Map<number, string>();
  for (const members of groups.values()) {
    members
      .toSorted((a, b) => a.index - b.index)
      .forEach((entry, k) => colours.set(entry.index, hex(shade(rgb(entry.colour), k, members.length))));
  }
  return colours;
}

/** Little-endian RGBA words by class index; when one class is to stand out, the others are dimmed. */
export function palette(legend: LegendEntry[], standingOut?: number): Uint32Array {
  const words = new Uint32Array(256).fill(word(UNKNOWN));
  for (const [index, colour] of shades(legend)) {
    const dimmed = standingOut !== undefined && standingOut !== index;
    words[index] = word(dimmed ? mix(rgb(colour), GROUND, 0.8) : rgb(colour));
  }
  return words;
}

function word([red, green, blue]: Rgb): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

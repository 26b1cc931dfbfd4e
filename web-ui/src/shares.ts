/** What the legend says: each class with its share, of the rock or, for what is no rock, of the picture. */

import type { LegendEntry, ScanSummary } from './api';

const NOT_ROCK = new Set(['NOTAROK', 'INVALID', 'UNKNOWN']);

/** A share below this is not worth a line of the legend. */
const SHARE_MIN = 0.0005;

export interface Share {
  entry: LegendEntry;
  share: number;
  /** Ends of the 90 % interval, once the scan is finished. */
  interval?: [number, number];
  /** Not visible to the camera. */
  inferred?: boolean;
}

export interface Shares {
  rock: Share[];
  rest: Share[];
}

const listed = (shares: Share[]) =>
  shares.filter((one) => one.share >= SHARE_MIN).toSorted((a, b) => b.share - a.share);

/**
 * Shares of the rock come from the summary of a finished scan; while it runs, they are counted on the map so far.
 * @param counts pixels by class index
 */
export function sharesOf(legend: LegendEntry[], summary: ScanSummary | null, counts: Uint32Array): Shares {
  const count = (entries: LegendEntry[]) => entries.reduce((sum, entry) => sum + (counts[entry.index] ?? 0), 0);
  const rock = legend.filter((entry) => !NOT_ROCK.has(entry.group));
  const rest = legend.filter((entry) => NOT_ROCK.has(entry.group));
  const counted = (entries: LegendEntry[], all: number) =>
    entries.map((entry) => ({ entry, share: all > 0 ? (counts[entry.index] ?? 0) / all : 0 }));
  return {
    rock: listed(summary ? rock.map((entry) => summed(entry, summary)) : counted(rock, count(rock))),
    rest: listed(counted(rest, count(legend))),
  };
}

function summed(entry: LegendEntry, summary: ScanSummary): Share {
  const mineral = summary.minerals.find((one) => one.name === entry.name);
  const interval = mineral && mineral.lower !== null && mineral.upper !== null;
  return {
    entry,
    share: mineral?.fraction ?? 0,
    ...(mineral?.inferred ? { inferred: true } : {}),
    ...(interval ? { interval: [mineral.lower, mineral.upper] as [number, number] } : {}),
  };
}

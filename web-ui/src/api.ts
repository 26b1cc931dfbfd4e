/** The appliance's HTTP API as the page uses it. Shapes follow /openapi; a refusal is a {@link Problem}. */

export interface CameraState {
  vendor: string;
  model: string;
  serial: string;
  samples: number;
  bands: number;
  firstNm: number;
  lastNm: number;
  transport: string;
  connected: boolean;
  message: string;
}

export interface Station {
  id: string;
  name: string;
  state: string;
  camera: CameraState;
}

export interface Reference {
  id: string;
  kind: 'dark' | 'white';
  at: string;
  exposureUs: number;
  valid: boolean;
  message: string;
}

export interface MineralFraction {
  name: string;
  group: string;
  fraction: number;
  lower: number;
  upper: number;
}

export interface ScanSummary {
  lines: number;
  lines_lost: number;
  wall_s: number;
  minerals: MineralFraction[];
}

export interface Scan {
  id: string;
  hole: string;
  box: string;
  fromM: number;
  toM: number;
  state: string;
  linesExpected: number;
  received: number;
  lost: number;
  lagMm: number;
  startedAt: string;
  message: string;
  summary: ScanSummary | null;
}

export interface ScanOrder {
  hole: string;
  box: string;
  fromM: number;
  toM: number;
  rows?: number;
}

export interface LegendEntry {
  index: number;
  name: string;
  group: string;
  colour: string;
  fraction: number;
}

export interface DownholeInterval {
  depthFromM: number;
  depthToM: number;
  group: string;
  fractions: Record<string, number>;
  flags: string;
}

export interface Pixel {
  line: number;
  sample: number;
  depthM: number | null;
  mineral: string;
  group: string;
  score: number | null;
  second: string;
  flags: string[];
  abundances: { name: string; group: string; fraction: number }[];
  wavelengthsNm: number[];
  reflectance: (number | null)[];
  match: { name: string; record: string; reflectance: (number | null)[] } | null;
}

/** Class indices of a part of the map: lines x samples, row by row, every step-th line and sample. */
export interface MapPart {
  firstLine: number;
  lines: number;
  samples: number;
  step: number;
  classes: Uint8Array;
}

/** A refusal by the appliance; its message is fit to be read by a person. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

async function ask(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(`/api/v1${path}`, init);
  if (!response.ok) {
    const problem = (await response.json().catch(() => null)) as { detail?: string; title?: string } | null;
    throw new Problem(response.status, problem?.detail ?? problem?.title ?? response.statusText);
  }
  return response;
}

async function read<T>(path: string): Promise<T> {
  return (await (await ask(path)).json()) as T;
}

async function send<T>(path: string, body: unknown): Promise<T> {
  const response = await ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

export const stations = (): Promise<Station[]> => read('/stations');
export const references = (station: string): Promise<Reference[]> => read(`/stations/${station}/references`);
export const takeReference = (station: string, kind: 'dark' | 'white'): Promise<Reference> =>
  send(`/stations/${station}/references`, { kind });
export const scans = (): Promise<Scan[]> => read('/scans?limit=50');
export const scan = (id: string): Promise<Scan> => read(`/scans/${id}`);
export const startScan = (order: ScanOrder): Promise<Scan> => send('/scans', order);
export const cancelScan = (id: string): Promise<Scan> => send(`/scans/${id}/cancel`, {});
export const finishScan = (id: string): Promise<Scan> => send(`/scans/${id}/finish`, {});
export const legend = (id: string): Promise<LegendEntry[]> => read(`/scans/${id}/legend`);
export const downhole = (id: string): Promise<DownholeInterval[]> => read(`/scans/${id}/downhole`);
export const pixel = (id: string, line: number, sample: number): Promise<Pixel> =>
  read(`/scans/${id}/pixels/${line}/${sample}`);
export const productAddress = (id: string, file: string): string => `/api/v1/scans/${id}/products/${file}`;

export async function map(id: string, step: number): Promise<MapPart> {
  const response = await ask(`/scans/${id}/map?step=${step}`);
  const classes = new Uint8Array(await response.arrayBuffer());
  return {
    firstLine: 0,
    lines: Number(response.headers.get('X-Lines')),
    samples: Number(response.headers.get('X-Samples')),
    step,
    classes,
  };
}

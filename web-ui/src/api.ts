/** The appliance's HTTP API as the page uses it. Shapes follow /openapi; a refusal is a {@link Problem}. */

export interface CameraState {
  vendor: string;
  model: string;
  serial: string;
  samples: number;
  bands: number;
  firstNm: number | null;
  lastNm: number | null;
  transport: string;
  connected: boolean;
  message: string;
}

export type StationState = 'idle' | 'referencing' | 'scanning' | 'finishing' | 'failed';

export interface Station {
  id: string;
  name: string;
  state: StationState;
  message: string;
  camera: CameraState;
  /** What its wavelengths are checked on; null without one. */
  wavelengthTile: string | null;
  /** Whether scans use the wavelengths of the latest check. */
  correctsWavelengths: boolean;
  wavelengthCheck: WavelengthCheck | null;
  lamp: Lamp;
  /** What moves its core; null where the station has none. */
  stage: Stage | null;
}

export interface Stage {
  name: string;
  connected: boolean;
  /** What is wrong, with the remedy; empty while all is well. */
  message: string;
  /** Null while it is not connected, as what follows. */
  state: 'idle' | 'moving' | 'held' | 'alarm' | null;
  positionMm: number | null;
  speedMmPerS: number | null;
}

export interface WavelengthCheck {
  at: string;
  tile: string;
  /** How much further the camera sees than it states. */
  shiftNm: number;
  standardErrorNm: number;
}

export type LampEvent = 'on' | 'off' | 'replaced';

export interface Lamp {
  /** Null before anybody said so. */
  on: boolean | null;
  message: string;
  warnings: string[];
}

export type ReferenceKind = 'dark' | 'white';

export interface Reference {
  id: string;
  kind: ReferenceKind;
  at: string;
  exposureUs: number;
  meanDn: number;
  valid: boolean;
  message: string;
  /** What a white told of bad pixels and noisy bands; empty for a dark. */
  detector: string;
  warnings: string[];
}

export interface MineralShare {
  name: string;
  group: string;
  colour: string;
  fraction: number;
  lower: number | null;
  upper: number | null;
  /** Not visible to the camera: told from what it usually comes with. */
  inferred: boolean;
}

export interface ScanSummary {
  lines: number;
  lines_lost: number;
  wall_s: number;
  minerals: MineralShare[];
}

export type ScanState = 'scanning' | 'finishing' | 'interrupted' | 'cancelled' | 'failed' | 'finished';

/** What a scan's minerals are told by: a trained model, or else a library by one of its methods. */
export interface ToldBy {
  name: string;
  version: string;
  method: string;
}

/** What was done about lost and saturated lines. */
export interface Healing {
  /** All of it in one sentence. */
  message: string;
  /** Stretches that stay as they were, a sentence each with the reason. */
  unhealed: string[];
}

export interface Scan {
  id: string;
  station: string;
  hole: string;
  box: string;
  fromM: number;
  toM: number;
  /** Where the rows of core lie, as [first sample, sample after the last], the shallowest first. */
  rows: [number, number][];
  state: ScanState;
  message: string;
  startedAt: string;
  linesExpected: number;
  received: number;
  lost: number;
  samples: number;
  lagMm: number;
  /** Null for scans of before this was remembered. */
  toldBy: ToldBy | null;
  /** Null where nothing had to be done. */
  healing: Healing | null;
  summary: ScanSummary | null;
}

export interface ScanOrder {
  hole: string;
  box: string;
  fromM: number;
  toM: number;
}

export interface LegendEntry {
  index: number;
  name: string;
  group: string;
  colour: string;
  /** Of the rock; null for what is not rock, and while the scan runs. */
  fraction: number | null;
}

export interface DownholeInterval {
  depthFromM: number;
  depthToM: number;
  group: string;
  fractions: Record<string, number | null>;
  flags: string;
}

export interface Match {
  name: string;
  record: string;
  reflectance: (number | null)[];
}

/** Where in the spectrum a model's answer comes from, and the absorptions it falls on, the densest first. */
export interface Attribution {
  name: string;
  wavelengthsNm: number[];
  shares: number[];
  features: { name: string; fromNm: number; toNm: number; share: number; density: number }[];
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
  match: Match | null;
  attribution: Attribution | null;
}

export type ModelState = 'candidate' | 'active' | 'retired';

export interface Model {
  name: string;
  version: string;
  task: 'classify' | 'abundance';
  state: ModelState;
  resample: boolean;
  createdAt: string;
}

export interface Training {
  id: string;
  model: string;
  state: 'running' | 'finished' | 'cancelled' | 'failed';
  done: number;
  doing: string;
  secondsLeft: number | null;
  message: string;
}

export interface Product {
  file: string;
  bytes: number;
  href: string;
}

/** Class indices of a part of the map: lines x samples, line by line, every step-th line and sample of the scan. */
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

/** The appliance gave no answer at all. */
export class Unreachable extends Error {}

async function ask(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(`/api/v1${path}`, init).catch((cause: unknown) => {
    throw new Unreachable(path, { cause });
  });
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

async function mapPart(id: string, step: number): Promise<MapPart> {
  const response = await ask(`/scans/${id}/map?step=${step}`);
  return {
    firstLine: Number(response.headers.get('X-First-Line')),
    lines: Number(response.headers.get('X-Lines')),
    samples: Number(response.headers.get('X-Samples')),
    step: Number(response.headers.get('X-Step')),
    classes: new Uint8Array(await response.arrayBuffer()),
  };
}

/** What the page asks of an appliance. */
export interface Api {
  stations(): Promise<Station[]>;
  references(station: string): Promise<Reference[]>;
  takeReference(station: string, kind: ReferenceKind): Promise<Reference>;
  checkWavelengths(station: string): Promise<WavelengthCheck>;
  noteLamp(station: string, event: LampEvent): Promise<Lamp>;
  scans(): Promise<Scan[]>;
  startScan(order: ScanOrder): Promise<Scan>;
  cancelScan(id: string): Promise<Scan>;
  finishScan(id: string): Promise<Scan>;
  legend(id: string): Promise<LegendEntry[]>;
  map(id: string, step: number): Promise<MapPart>;
  downhole(id: string): Promise<DownholeInterval[]>;
  products(id: string): Promise<Product[]>;
  pixel(id: string, line: number, sample: number): Promise<Pixel>;
  models(): Promise<Model[]>;
  activate(model: Model, resample: boolean): Promise<Model>;
  retire(model: Model): Promise<Model>;
  trainings(): Promise<Training[]>;
  cancelTraining(id: string): Promise<Training>;
}

/** The list of scans goes back this far. */
const SCANS_LISTED_MAX = 500;

const modelPath = ({ name, version }: Model) => `/models/${encodeURIComponent(name)}/${encodeURIComponent(version)}`;

/** The appliance that served the page. */
export const appliance: Api = {
  stations: () => read('/stations'),
  references: (station) => read(`/stations/${station}/references`),
  takeReference: (station, kind) => send(`/stations/${station}/references`, { kind }),
  checkWavelengths: (station) => send(`/stations/${station}/wavelengths`, {}),
  noteLamp: (station, event) => send(`/stations/${station}/lamp`, { event }),
  scans: () => read(`/scans?limit=${SCANS_LISTED_MAX}`),
  startScan: (order) => send('/scans', order),
  cancelScan: (id) => send(`/scans/${id}/cancel`, {}),
  finishScan: (id) => send(`/scans/${id}/finish`, {}),
  legend: (id) => read(`/scans/${id}/legend`),
  map: mapPart,
  downhole: (id) => read(`/scans/${id}/downhole`),
  products: (id) => read(`/scans/${id}/products`),
  pixel: (id, line, sample) => read(`/scans/${id}/pixels/${line}/${sample}`),
  models: () => read('/models'),
  activate: (model, resample) => send(`${modelPath(model)}/activate`, { resample }),
  retire: (model) => send(`${modelPath(model)}/retire`, {}),
  trainings: () => read('/trainings'),
  cancelTraining: (id) => send(`/trainings/${id}/cancel`, {}),
};

export const falseColourAddress = (id: string): string => `/api/v1/scans/${id}/products/false-colour.png`;

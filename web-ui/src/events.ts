/** The appliance's live events: one connection for the page, which the browser reopens by itself. */

export interface ScanProgress {
  id: string;
  state: string;
  received: number;
  lost: number;
  lagMm: number;
  linesExpected: number;
  message?: string;
}

export interface MapProgress {
  scanId: string;
  firstLine: number;
  lines: number;
  samples: number;
  step: number;
  classes: string;
}

export interface Listener {
  connected(live: boolean): void;
  station(): void;
  scan(progress: ScanProgress): void;
  map(progress: MapProgress): void;
}

/** Listens until the returned function is called. */
export function listen(listener: Listener): () => void {
  const source = new EventSource('/api/v1/events');
  source.onopen = () => listener.connected(true);
  source.onerror = () => listener.connected(false);
  source.addEventListener('station', () => listener.station());
  source.addEventListener('scan', (event) => listener.scan(JSON.parse(event.data) as ScanProgress));
  source.addEventListener('map', (event) => listener.map(JSON.parse(event.data) as MapProgress));
  return () => source.close();
}

/** The class indices of a map event, decoded. */
export function decodeClasses(base64: string): Uint8Array {
  const text = atob(base64);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

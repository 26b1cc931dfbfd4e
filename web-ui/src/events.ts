/** The appliance's live events: one connection for the page, opened again whenever it breaks. */

import type { MapPart, ScanState, Stage, Training } from './api';

export interface ScanProgress {
  id: string;
  state: ScanState;
  received: number;
  lost: number;
  lagMm: number;
  linesExpected: number;
}

/** A scan goes on, and where the stage is meanwhile, if the station has one. */
interface ScanEvent extends ScanProgress {
  stage?: Stage;
}

interface MapEvent extends Omit<MapPart, 'classes'> {
  scanId: string;
  classes: string;
}

export interface Listener {
  connected(live: boolean): void;
  station(): void;
  scan(progress: ScanProgress): void;
  stage(stage: Stage): void;
  map(scanId: string, part: MapPart): void;
  training(training: Training): void;
}

/** A browser reopens a broken connection by itself, but gives one up that was refused. */
const REOPEN_MS = 3000;

/** Listens until the returned function is called. */
export function listen(listener: Listener): () => void {
  let source: EventSource;
  let reopening: ReturnType<typeof setTimeout> | undefined;

  function open() {
    source = new EventSource('/api/v1/events');
    source.onopen = () => listener.connected(true);
    source.onerror = () => {
      listener.connected(false);
      if (source.readyState === EventSource.CLOSED) {
        reopening = setTimeout(open, REOPEN_MS);
      }
    };
    source.addEventListener('station', () => listener.station());
    source.addEventListener('scan', (event) => {
      const { stage, ...progress } = JSON.parse(event.data) as ScanEvent;
      listener.scan(progress);
      if (stage) listener.stage(stage);
    });
    source.addEventListener('training', (event) => listener.training(JSON.parse(event.data) as Training));
    source.addEventListener('map', (event) => {
      const map = JSON.parse(event.data) as MapEvent;
      listener.map(map.scanId, { ...map, classes: decodeClasses(map.classes) });
    });
  }

  open();
  return () => {
    clearTimeout(reopening);
    source.close();
  };
}

/** The class indices of a map event, decoded. */
export function decodeClasses(base64: string): Uint8Array {
  const text = atob(base64);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

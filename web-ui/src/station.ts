/** What a station needs next: always one thing. */

import type { Reference, ReferenceKind, Station } from './api';

export type NextStep = 'camera' | 'dark' | 'white' | 'scan' | 'wait';

/** The newest reference of a kind, whether it still fits or not; references come newest first. */
export function newest(references: Reference[], kind: ReferenceKind): Reference | undefined {
  return references.find((reference) => reference.kind === kind && reference.valid) ??
    references.find((reference) => reference.kind === kind);
}

export function nextStep(station: Station, references: Reference[], busy: boolean): NextStep {
  if (busy || station.state === 'referencing' || station.state === 'scanning' || station.state === 'finishing') {
    return 'wait';
  }
  if (!station.camera.connected) {
    return 'camera';
  }
  if (!newest(references, 'dark')?.valid) {
    return 'dark';
  }
  return newest(references, 'white')?.valid ? 'scan' : 'white';
}

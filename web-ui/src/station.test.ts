import { describe, expect, it } from 'vitest';
import type { Reference, Station } from './api';
import { newest, nextStep } from './station';

const station: Station = {
  id: 'swir',
  name: 'SWIR',
  state: 'idle',
  message: '',
  camera: {
    vendor: 'V',
    model: 'M',
    serial: '1',
    samples: 640,
    bands: 224,
    firstNm: 1000,
    lastNm: 2500,
    transport: '',
    connected: true,
    message: '',
  },
  wavelengthTile: null,
  correctsWavelengths: false,
  wavelengthCheck: null,
  lamp: { on: null, message: '', warnings: [] },
  stage: null,
};
const unplugged: Station = { ...station, camera: { ...station.camera, connected: false } };
const reference = (kind: 'dark' | 'white', valid = true, id = kind as string): Reference => ({
  id,
  kind,
  at: '2026-03-14T09:15:00Z',
  exposureUs: 1500,
  meanDn: 220,
  valid,
  message: '',
  detector: '',
  warnings: [],
});

describe('the next step', () => {
  it('is the dark reference, then the white, then the scan', () => {
    expect(nextStep(station, [], false)).toBe('dark');
    expect(nextStep(station, [reference('dark')], false)).toBe('white');
    expect(nextStep(station, [reference('white'), reference('dark')], false)).toBe('scan');
  });

  it('is a new reference where the last one does not fit', () => {
    expect(nextStep(station, [reference('white', false), reference('dark')], false)).toBe('white');
  });

  it('is the camera while it is not connected', () => {
    expect(nextStep(unplugged, [reference('white'), reference('dark')], false)).toBe('camera');
  });

  it('is to wait while anything is under way, whoever began it', () => {
    expect(nextStep(station, [], true)).toBe('wait');
    expect(nextStep({ ...station, state: 'finishing' }, [], false)).toBe('wait');
  });

  it('is free again after a failed scan', () => {
    expect(nextStep({ ...station, state: 'failed' }, [], false)).toBe('dark');
  });
});

it('a reference that fits counts before a newer one that does not', () => {
  const references = [reference('dark', false, 'new'), reference('dark', true, 'old')];
  expect(newest(references, 'dark')?.id).toBe('old');
  expect(newest([reference('dark', false, 'new')], 'dark')?.id).toBe('new');
  expect(newest(references, 'white')).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import type { SyncState } from './api';
import { syncSentence, wantsSomebody } from './sync';

const state = (changes: Partial<SyncState>): SyncState => ({
  configured: true,
  state: 'sending',
  message: '',
  filesWaiting: 0,
  bytesWaiting: 0,
  filesRefused: 0,
  ...changes,
});

describe('the line about sending', () => {
  it('is calm when everything is in the store', () => {
    expect(syncSentence(state({ state: 'stopped' }))).toBe('All scans are in the store.');
    expect(wantsSomebody(state({ state: 'stopped' }))).toBe(false);
  });

  it('says what waits and why', () => {
    const offline = state({ state: 'offline', filesWaiting: 3, bytesWaiting: 2.5e6, message: 'the link is down: wait' });
    expect(syncSentence(offline)).toBe('3 files wait to be sent (2.5 MB). The link is down: wait.');
    expect(wantsSomebody(offline)).toBe(false);
  });

  it('asks for somebody when sending is stopped or files are refused', () => {
    expect(wantsSomebody(state({ state: 'stopped', filesWaiting: 1 }))).toBe(true);
    expect(syncSentence(state({ state: 'never', filesWaiting: 1 }))).toContain('has not run yet');
    expect(syncSentence(state({ filesWaiting: 2, filesRefused: 1 }))).toContain('1 of them cannot be sent');
    expect(wantsSomebody(state({ filesWaiting: 2, filesRefused: 1 }))).toBe(true);
  });
});

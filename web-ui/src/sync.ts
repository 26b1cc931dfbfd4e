/** What the page says of sending, in one line. */

import type { SyncState } from './api';
import { strings } from './strings';

const MEGA = 1e6;

/** Whether a person has to do something before all is sent. */
export const wantsSomebody = (state: SyncState): boolean =>
  state.filesRefused > 0 || (state.filesWaiting > 0 && (state.state === 'stopped' || state.state === 'never'));

export function syncSentence(state: SyncState): string {
  if (state.filesWaiting === 0) {
    return strings.sync.sent;
  }
  const parts = [strings.sync.waiting(state.filesWaiting, state.bytesWaiting / MEGA)];
  if (state.filesRefused > 0) {
    parts.push(strings.sync.refused(state.filesRefused));
  }
  if (state.state === 'never' || state.state === 'stopped') {
    parts.push(strings.sync[state.state]);
  } else if (state.message) {
    parts.push(state.message.charAt(0).toUpperCase() + state.message.slice(1) + '.');
  }
  return parts.join(' ');
}

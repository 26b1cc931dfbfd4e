/** What follows from the state of a scan. */

import type { Scan } from './api';

export const isUnderWay = (scan: Pick<Scan, 'state'>): boolean => scan.state === 'scanning' || scan.state === 'finishing';

/** Whether products can still be made from the lines that are there. */
export const canBeFinished = (scan: Pick<Scan, 'state'>): boolean => !isUnderWay(scan) && scan.state !== 'finished';

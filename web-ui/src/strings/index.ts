import { en, type Strings } from './en';

const catalogues: Record<string, Strings> = { en };

/** The catalogue of the browser's language, or English. */
export const strings: Strings = catalogues[Intl.DateTimeFormat().resolvedOptions().locale.slice(0, 2)] ?? en;

import type { Language } from './import-error.ts';

/** `refused`: the row is not taken. `mended`: taken with something else than it says. `remark`: taken as it is, but worth telling. */
export type Outcome = 'refused' | 'mended' | 'remark';
export type Reason = { outcome: Outcome } & Record<Language, string>;

export const refused = (nl: string, en: string): Reason => ({ outcome: 'refused', nl, en });
export const mended = (nl: string, en: string): Reason => ({ outcome: 'mended', nl, en });
export const remark = (nl: string, en: string): Reason => ({ outcome: 'remark', nl, en });

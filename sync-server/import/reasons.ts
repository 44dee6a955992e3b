import { fill, type Language, type Params } from './import-error.ts';
import type { Outcome } from './reason.ts';
import { LENDING_REASONS } from './reasons-of-lending.ts';
import { READING_REASONS } from './reasons-of-reading.ts';

/** Why a row was refused or mended, or what is worth telling of it: outcome and sentences by code. Codes are stable. */
export const REASONS = { ...READING_REASONS, ...LENDING_REASONS };
export type ReasonCode = keyof typeof REASONS;

export function outcomeOf(code: ReasonCode): Outcome {
  return REASONS[code].outcome;
}

/** The sentence for a note; `params` are the note's own, with its `value` and `column`. */
export function reasonSentence(code: ReasonCode, params: Params, language: Language): string {
  return fill(REASONS[code][language], params);
}

import { isText } from './utf8.ts';

/** What every tag model can say, whatever its bytes. */
export interface ItemLabel {
  /** Number of the item, or of the patron where `usage` is `card`. */
  readonly item: string;
  /** ISIL of the owner, such as `NL-0800070000`; null where the tag has none. */
  readonly owner: string | null;
  readonly usage: TagUsage;
  /** Of how many parts the item is, and which of them this is, from 1. A tag may say 0 for "not said". */
  readonly parts: number;
  readonly ordinal: number;
}

/** The classes of ISO 28560-1 that a desk treats apart; `unsaid` is every other, and no information. */
export type TagUsage =
  'acquisition' | 'circulating' | 'not-for-loan' | 'discarded' | 'card' | 'equipment' | 'unsaid';

const usages: ReadonlyMap<number, TagUsage> = new Map([
  [0, 'acquisition'],
  [1, 'circulating'],
  [2, 'not-for-loan'],
  [7, 'discarded'],
  [8, 'card'],
  [9, 'equipment'],
]);
const noInformation = 6;

/** Whether a tag can say it at all, however much room it has. */
export function isSayable({ item, parts, ordinal }: ItemLabel): boolean {
  const isByte = (count: number): boolean => Number.isInteger(count) && count >= 0 && count <= 255;
  return item !== '' && isText(item) && isByte(parts) && isByte(ordinal) && ordinal <= Math.max(1, parts);
}

export function usageOf(code: number): TagUsage {
  return usages.get(code) ?? 'unsaid';
}

/** The class's number. Where the label does not say, `before`, which the tag had, stays. */
export function codeOfUsage(usage: TagUsage, before: number = noInformation): number {
  for (const [code, name] of usages) if (name === usage) return code;
  return usageOf(before) === 'unsaid' ? before : noInformation;
}

import { z } from 'zod';
import { wedgeLimits } from '../keyboard-wedge.ts';
import { symbologies } from './symbology.ts';

const patternSchema = z
  .string()
  .min(1)
  .refine(isPattern, { error: 'is not a regular expression that can be read' });

/** What a code of one form is. `pattern` is for the whole code; `symbologies` holds only where the scanner tells one. */
export const codeRuleSchema = z.strictObject({
  kind: z.enum(['patron', 'item', 'isbn']),
  pattern: patternSchema,
  check: z.enum(['none', 'luhn', 'ean13', 'mod43']).default('none'),
  /** The check character is no part of the number in the catalogue. */
  dropCheck: z.boolean().default(false),
  symbologies: z.array(z.enum(symbologies)).min(1).optional(),
});

export type CodeRule = z.output<typeof codeRuleSchema>;

/**
 * Classic library codes of 14 digits (first 2 a card, first 3 an item, a Luhn digit at the end), Flemish items (3000, no
 * check digit promised; they stand first, for the first pattern that fits decides) and ISBN-13.
 */
export const usualCodes: readonly CodeRule[] = [
  { kind: 'item', pattern: '3000\\d{10}', check: 'none', dropCheck: false },
  { kind: 'patron', pattern: '2\\d{13}', check: 'luhn', dropCheck: false },
  { kind: 'item', pattern: '3\\d{13}', check: 'luhn', dropCheck: false },
  { kind: 'isbn', pattern: '97[89]\\d{10}', check: 'ean13', dropCheck: false },
];

const affixSchema = z.string().max(8).default('');

/** How one scanner sends its codes, whatever it is connected by. Times are ms. */
export const scannerFormatSchema = z.strictObject({
  /** What the scanner puts before and behind every code; a code without them was not read whole. */
  prefix: affixSchema,
  suffix: affixSchema,
  /** The same code again from the same scanner within this time is the same scan. */
  sameScanMs: z.int().min(0).max(5000).default(300),
});

export type ScannerFormat = z.output<typeof scannerFormatSchema>;

/** How the end of a code is known on a serial line; see `SerialLines`. */
export const serialLinesSchema = z.strictObject({
  lineEnd: z.enum(['auto', 'always', 'never']).default('auto'),
  idleMs: z.int().min(20).max(5000).default(100),
});

export type SerialLineSettings = z.output<typeof serialLinesSchema>;

/** When keys are a scanner's and not a person's; see `WedgeLimits`. */
export const wedgeSchema = z
  .strictObject({
    quick: z.int().min(5).max(200).default(wedgeLimits.quick),
    divide: z.int().min(50).max(5000).default(wedgeLimits.divide),
    shortestCode: z.int().min(2).max(20).default(wedgeLimits.shortestCode),
  })
  .refine(({ quick, divide }) => divide > quick, {
    path: ['divide'],
    error: 'has to be longer than "quick": a pause that divides is no pause inside a code',
  });

/** The whole code has to fit, also where the pattern has no `^` and `$`. */
export function wholePattern(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}

function isPattern(pattern: string): boolean {
  try {
    wholePattern(pattern);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

import { z } from 'zod';
import { fault } from '../profile/profile-problem.ts';
import { wedgeLimits } from '../keyboard-wedge.ts';
import type { CheckRule } from './check-digits.ts';
import { symbologies } from './symbology.ts';

const patternSchema = z
  .string()
  .min(1)
  .refine(isPattern, { error: fault('not-pattern') });

/** How a code of one form is checked. `pattern` is for the whole code; `symbologies` holds only where the scanner tells one. */
export const codeRuleSchema = z.strictObject({
  pattern: patternSchema,
  check: z.enum(['none', 'luhn', 'ean13', 'mod43']).default('none'),
  /** The check character is no part of the number in the catalogue. */
  dropCheck: z.boolean().default(false),
  symbologies: z.array(z.enum(symbologies)).min(1).optional(),
});

export interface CodeRule {
  readonly pattern: string;
  readonly check: CheckRule;
  readonly dropCheck: boolean;
  readonly symbologies?: readonly string[] | undefined;
}

/**
 * Classic library codes of 14 digits (first 2 a card, first 3 an item, a Luhn digit at the end), Flemish items (3000, no
 * check digit promised; they stand first, for the first pattern that fits decides) and ISBN-13.
 */
export const usualCodes: readonly z.output<typeof codeRuleSchema>[] = [
  { pattern: '3000\\d{10}', check: 'none', dropCheck: false },
  { pattern: '2\\d{13}', check: 'luhn', dropCheck: false },
  { pattern: '3\\d{13}', check: 'luhn', dropCheck: false },
  { pattern: '97[89]\\d{10}', check: 'ean13', dropCheck: false },
];

export const codeFormsShape = {
  /** The first pattern that fits decides. */
  codes: z.array(codeRuleSchema).default([...usualCodes]),
  /** What becomes of a code that no pattern fits: it is looked up as it is, or told as a misreading. */
  otherCodes: z.enum(['accepted', 'refused']).default('accepted'),
};

/** What the codes of a desk look like, alike for all its scanners. */
export interface CodeForms {
  readonly codes: readonly CodeRule[];
  readonly otherCodes: 'accepted' | 'refused';
}

const affixSchema = z.string().max(8).default('');

/** How one scanner sends its codes, whatever it is connected by. */
export const scannerFormatShape = {
  /** What the scanner puts before and behind every code; a code without them was not read whole. */
  prefix: affixSchema,
  suffix: affixSchema,
  /** The same code again from the same scanner within this time, ms, is the same scan. */
  sameScanMs: z.int().min(0).max(5000).default(300),
};

export interface ScannerFormat {
  readonly prefix: string;
  readonly suffix: string;
  readonly sameScanMs: number;
}

/** How the end of a code is known on a line of bytes; see `hearIdle`. */
export const lineEndShape = {
  lineEnd: z.enum(['auto', 'always', 'never']).default('auto'),
  /** A line is still when nothing came for so long, ms. */
  idleMs: z.int().min(20).max(5000).default(100),
};

export interface LineEndSettings {
  readonly lineEnd: 'auto' | 'always' | 'never';
  readonly idleMs: number;
}

/** When keys are a scanner's and not a person's; see `WedgeLimits`. Times are ms. */
export const wedgeShape = {
  quick: z.int().min(5).max(200).default(wedgeLimits.quick),
  divide: z.int().min(50).max(5000).default(wedgeLimits.divide),
  shortestCode: z.int().min(2).max(20).default(wedgeLimits.shortestCode),
};

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

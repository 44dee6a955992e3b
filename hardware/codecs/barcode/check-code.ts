import { expectedCheck } from './check-digits.ts';
import { type CodeForms, type CodeRule, wholePattern } from './code-settings.ts';
import type { MisreadReason } from './misread-reason.ts';
import type { Symbology } from './symbology.ts';

interface WholeCode {
  readonly code: string;
  /** Null where the scanner does not tell. */
  readonly symbology: Symbology | null;
}

/** The code as the catalogue has it: without Codabar's start and stop letters, a price, and a check character that is dropped. */
export type CheckedCode =
  { readonly ok: true; readonly code: string } | { readonly ok: false; readonly why: MisreadReason };

/**
 * Checks a code by the desk's rules. The first rule whose pattern and symbology fit decides; a failed check is a misreading and never a
 * reason to try the next rule, or each misread card would be some book. What no rule fits is as `otherCodes` says.
 */
export function checkCode(whole: WholeCode, { codes, otherCodes }: CodeForms): CheckedCode {
  const { symbology } = whole;
  const code = withoutCodabarEnds(withoutSupplement(whole));
  const rule = codes.find(
    (candidate) =>
      wholePattern(candidate.pattern).test(code) &&
      (symbology === null || (candidate.symbologies?.includes(symbology) ?? true)),
  );
  if (!rule) return otherCodes === 'accepted' ? { ok: true, code } : misread('no-pattern');
  return byRule(code, rule);
}

function byRule(code: string, { check, dropCheck }: CodeRule): CheckedCode {
  if (check === 'none') return { ok: true, code };
  const expected = expectedCheck(code, check);
  if (expected === null) return misread('check-impossible', { check });
  const found = code.slice(-1);
  if (found !== expected) return misread('check-digit', { found, expected });
  return { ok: true, code: dropCheck ? code.slice(0, -1) : code };
}

function misread(code: MisreadReason['code'], params: MisreadReason['params'] = {}): CheckedCode {
  return { ok: false, why: { code, params } };
}

/** A book's EAN-13 may carry its price behind it. */
function withoutSupplement({ code, symbology }: WholeCode): WholeCode {
  const supplemented = symbology === 'ean13' && /^\d{13}(?:\d{2}|\d{5})$/.test(code);
  return { code: supplemented ? code.slice(0, 13) : code, symbology };
}

/** Codabar begins and ends with one of A to D (also written a to d, t, n, *, e), which many scanners send along. */
function withoutCodabarEnds({ code, symbology }: WholeCode): string {
  if (symbology !== 'codabar') return code;
  return /^[A-Da-dTN*E]([\d$:/.+-]+)[A-Da-dTN*E]$/i.exec(code)?.[1] ?? code;
}

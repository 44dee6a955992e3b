import { expectedCheck } from './check-digits.ts';
import { type CodeRule, wholePattern } from './code-settings.ts';
import type { Symbology } from './symbology.ts';

type CodeProblem =
  /** The last character is not what the others ask for: misread, or typed wrong. Both are single characters. */
  | { readonly code: 'check-digit'; readonly params: { readonly found: string; readonly expected: string } }
  /** The pattern fits what its own check rule says nothing of: the library's setting is wrong. */
  | { readonly code: 'check-impossible'; readonly params: { readonly check: string } };

export interface ClassifiedCode {
  /** As the catalogue has it: without Codabar's start and stop letters, and without a check character that is dropped. */
  readonly code: string;
  readonly symbology: Symbology | null;
  /** What it would be; with `problems` it must not be taken for that. */
  readonly kind: CodeRule['kind'] | 'unknown';
  readonly problems: readonly CodeProblem[];
}

/**
 * What a code is by a library's rules. The first rule whose pattern and symbology fit decides; a failed check is a
 * problem of that code and never a reason to try the next rule, or each misread card would be some book.
 */
export function classifyCode(
  scanned: { readonly code: string; readonly symbology: Symbology | null },
  rules: readonly CodeRule[],
): ClassifiedCode {
  const { symbology } = scanned;
  const code = withoutCodabarEnds(withoutSupplement(scanned));
  const rule = rules.find(
    (candidate) =>
      wholePattern(candidate.pattern).test(code) &&
      (symbology === null || (candidate.symbologies?.includes(symbology) ?? true)),
  );
  if (!rule) return { code, symbology, kind: 'unknown', problems: [] };
  const problems = checked(code, rule);
  const dropped = rule.dropCheck && rule.check !== 'none' && problems.length === 0;
  return { code: dropped ? code.slice(0, -1) : code, symbology, kind: rule.kind, problems };
}

function checked(code: string, { check }: CodeRule): readonly CodeProblem[] {
  if (check === 'none') return [];
  const expected = expectedCheck(code, check);
  if (expected === null) return [{ code: 'check-impossible', params: { check } }];
  const found = code.slice(-1);
  return found === expected ? [] : [{ code: 'check-digit', params: { found, expected } }];
}

/** A book's EAN-13 may carry its price behind it. */
function withoutSupplement(scanned: { readonly code: string; readonly symbology: Symbology | null }): {
  readonly code: string;
  readonly symbology: Symbology | null;
} {
  const { code, symbology } = scanned;
  const supplemented = symbology === 'ean13' && /^\d{13}(?:\d{2}|\d{5})$/.test(code);
  return supplemented ? { code: code.slice(0, 13), symbology } : scanned;
}

/** Codabar begins and ends with one of A to D (also written a to d, t, n, *, e), which many scanners send along. */
function withoutCodabarEnds({
  code,
  symbology,
}: {
  readonly code: string;
  readonly symbology: Symbology | null;
}): string {
  if (symbology !== 'codabar') return code;
  return /^[A-Da-dTN*E]([\d$:/.+-]+)[A-Da-dTN*E]$/i.exec(code)?.[1] ?? code;
}

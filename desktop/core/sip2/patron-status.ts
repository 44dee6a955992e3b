import type { Visitor } from './machine-parts.ts';

/** The fourteen signs of a patron's status, in SIP2's order; what has no meaning here stays blank. */
const SIGNS: readonly ((codes: ReadonlySet<string>, of: Visitor) => boolean)[] = [
  /* charging, renewing, recalling and reserving denied */
  (codes) => codes.size > 0,
  (codes) => [...codes].some((code) => code !== 'too-many-loans'),
  () => false,
  (codes) => [...codes].some((code) => code !== 'too-many-loans'),
  /* card reported lost */
  (codes) => codes.has('card-inactive'),
  /* too many charged, overdue, renewed; too many claims; too many lost */
  (codes) => codes.has('too-many-loans'),
  (codes) => codes.has('too-many-overdue'),
  () => false,
  (_, { at, counter }) => {
    const { maximum } = counter.policy.claims;
    return maximum !== null && at.account.claims > maximum;
  },
  () => false,
  /* excessive fines and fees */
  (codes) => codes.has('owed-over-limit'),
  (codes) => codes.has('owed-over-limit') || codes.has('subscription-unpaid'),
  /* recall overdue, too many billed */
  () => false,
  () => false,
];

/** `Y` or blank for each of fourteen. */
export function patronStatus(of: Visitor): string {
  const codes = new Set(blocksOf(of).map(({ code }) => code));
  return SIGNS.map((holds) => (holds(codes, of) ? 'Y' : ' ')).join('');
}

interface Block {
  readonly code: string;
  readonly params: Visitor['view']['checks'][number]['params'];
}

/** Why nothing is lent to somebody, whatever the book. */
export function blocksOf({ view }: Visitor): readonly Block[] {
  const { loanLimit, loans } = view;
  const blocks: Block[] = view.checks.filter(({ level }) => level === 'block');
  if (loanLimit === null || loans.length < loanLimit) return blocks;
  return [...blocks, { code: 'too-many-loans', params: { count: loans.length, limit: loanLimit } }];
}

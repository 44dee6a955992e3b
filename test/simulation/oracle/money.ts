import type { AccountState } from '@balie/shared/accounts/fold-account.ts';
import type { TillState } from '@balie/shared/accounts/till-state.ts';
import { localDate } from '@balie/shared/calendar/days.ts';
import type { LateTerms } from '@balie/shared/policy/late-terms.ts';
import type { Book, BookLoan, EndedLoan } from '../world/book.ts';
import type { OpenDays } from '../world/open-days.ts';
import type { Hearing } from './hearing.ts';

const TIME_ZONE = 'Europe/Amsterdam';

/** What was handed over is what accounts and drawers say; nothing is asked without a cause, and nothing with one is left out. */
export function moneyProblems(hearing: Hearing): readonly string[] {
  const { library, world } = hearing;
  const ids = world.peopleOf(library).flatMap(({ records }) => records.map(({ id }) => id));
  return [...ids.flatMap((id) => accountProblems(hearing, id)), ...drawerProblems(hearing)];
}

function accountProblems(hearing: Hearing, id: string): readonly string[] {
  const { world, documents } = hearing;
  const members = world.merges.classOf(id);
  const state = documents.get(`account:${id}`)?.state as AccountState | undefined;
  const { lines = [], charges = [], balanceCents = 0, creditCents = 0 } = state ?? {};
  const problems: string[] = [];
  const passed = sum(world.purse.passed.filter(({ patron }) => members.includes(patron)));
  const said = -sum(lines.filter(({ reason }) => /^(pay|refund|debit)-/.test(reason)));
  if (passed !== said)
    problems.push(`${members.join('+')} handed over ${passed} cents, the account says ${said}`);
  const asked = wantedOf(hearing, members);
  const told = charges.filter(({ reason }) => reason !== 'overpaid');
  const wrong = [
    ...asked
      .filter((one) => !told.some((charge) => isSame(charge, one)))
      .map((one) => `not asked: ${textOf(one)}`),
    ...told
      .filter((charge) => !asked.some((one) => isSame(charge, one)))
      .map((charge) => `asked: ${textOf(charge)}`),
  ];
  if (told.length !== asked.length || wrong.length)
    problems.push(
      `${members.join('+')} is asked ${told.length} charges for ${asked.length}: ${wrong.join('; ')}`,
    );
  if (
    balanceCents !== sum(lines) ||
    balanceCents !== charges.reduce((n, c) => n + c.openCents, 0) - creditCents
  )
    problems.push(`the balance of ${id} is not its lines: ${JSON.stringify(state)}`);
  for (const { paidCents, waivedCents, fromCreditCents, openCents, cents, id: charge } of charges)
    if (paidCents + waivedCents + fromCreditCents + openCents !== cents || openCents < 0)
      problems.push(`${charge} of ${id} does not add up`);
  return problems;
}

interface Wanted {
  /** The charge's id, where one can know it. */
  readonly id: string | null;
  readonly reason: string;
  readonly cents: number;
}

function wantedOf({ world }: Hearing, members: readonly string[]): readonly Wanted[] {
  const isOwn = ({ patron }: { readonly patron: string }): boolean => members.includes(patron);
  return [
    ...world.purse.asked.filter(isOwn).map(({ by, reason, cents }) => ({ id: by, reason, cents })),
    ...world.wishes
      .filter((wish) => isOwn(wish) && wish.state === 'expired' && wish.uncollectedCents > 0)
      .map(({ uncollectedCents: cents }) => ({ id: null, reason: 'uncollected', cents })),
    ...world.books.flatMap((book) => [
      ...book.ended.filter(isOwn).flatMap((loan) => lateCharge(loan, world.openDays)),
      ...loansOf(book).filter(isOwn).flatMap(lossCharges),
    ]),
  ];
}

function loansOf({ ended, record: { loan } }: Book): readonly BookLoan[] {
  return loan ? [...ended, loan] : ended;
}

/** Rules M3, L3, L9, L13 as a person would say them: late is what came back late over the counter. */
function lateCharge(
  { ids, branch, terms, due, claimedAt, lostAt, how, at }: EndedLoan,
  openDays: OpenDays,
): readonly Wanted[] {
  const turnedUp = how === 'returned' && claimedAt !== null && (lostAt === null || lostAt < claimedAt);
  if (!terms?.late || turnedUp || how === 'presumed-returned') return [];
  const back = localDate(Math.min(at, claimedAt ?? at, lostAt ?? at), TIME_ZONE);
  const cents = lateCents(terms.late, openDays.daysLate(branch, terms.late.days, due, back));
  return cents > 0 ? [{ id: `late:${ids[0]!}`, reason: 'late', cents }] : [];
}

function lateCents({ rate, maximumCents }: LateTerms, days: number): number {
  if (days <= 0) return 0;
  const cents =
    rate.by === 'period'
      ? Math.ceil(days / (rate.every === 'week' ? 7 : 1)) * rate.cents
      : Math.max(0, ...rate.steps.filter(({ from }) => from <= days).map((step) => step.cents));
  return Math.min(cents, maximumCents ?? Infinity);
}

/** Rule L9: what was done for a lost book is asked, the book itself only until it is found. */
function lossCharges({ ids, loss }: BookLoan): readonly Wanted[] {
  if (!loss?.terms) return [];
  const { replacementCents, processingCents } = loss.terms;
  return [
    ...(loss.found ? [] : [{ id: `replacement:${ids[0]!}`, reason: 'replacement', cents: replacementCents }]),
    { id: `processing:${ids[0]!}`, reason: 'processing', cents: processingCents },
  ];
}

function drawerProblems({ world, machines, documents }: Hearing): readonly string[] {
  return machines.flatMap(({ till, forgot }): readonly string[] => {
    const drawer = till === null ? undefined : world.purse.drawers.get(till);
    const state = documents.get(`till:${till}`)?.state as TillState | undefined;
    if (!drawer || !state || drawer.doubtful || forgot) return [];
    const last = state.sessions.at(-1)!;
    const problems: string[] = [];
    if (state.open && last.expectedCents !== drawer.cents)
      problems.push(`drawer ${till} holds ${drawer.cents} cents, its book says ${last.expectedCents}`);
    const differences = state.sessions.flatMap(({ counts }) =>
      counts.filter((count) => count.differenceCents !== 0),
    );
    if (differences.length)
      problems.push(`drawer ${till} was counted right, its book says ${JSON.stringify(differences)}`);
    return problems;
  });
}

function isSame(charge: Wanted, wanted: Wanted): boolean {
  return (
    charge.reason === wanted.reason &&
    charge.cents === wanted.cents &&
    (wanted.id === null || charge.id === wanted.id)
  );
}

function textOf({ id, reason, cents }: Wanted): string {
  return `${reason} ${cents} ${id ?? ''}`;
}

function sum(of: readonly { readonly cents: number }[]): number {
  return of.reduce((total, { cents }) => total + cents, 0);
}

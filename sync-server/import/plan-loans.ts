import { readCents, readCount, readMoment } from './cell-values.ts';
import { branchOfRow } from './branch-of-row.ts';
import type { OpenLoan } from './import-plan.ts';
import { libraryOf, readerOf, type PlanContext, type ReaderOf } from './plan-context.ts';
import type { ItemIndex } from './plan-items.ts';
import { patronIn, type PatronIndex } from './plan-patrons.ts';

const DEFAULT_PERIOD = 21 * 86_400_000;

type Candidate = { reader: ReaderOf<'loans'>; isil: string; loan: OpenLoan };

/** Open loans, each in the library that owns the item (or, if the item is not known, that lent it). Gives what is on loan, by barcode. */
export function planLoans(
  context: PlanContext,
  items: ItemIndex,
  patrons: PatronIndex,
): Map<string, OpenLoan> {
  const latest = new Map<string, Candidate>();
  for (const exported of context.source.loans) {
    const candidate = candidateOf(context, items, patrons, readerOf(context, exported));
    if (!candidate) continue;
    const { item } = candidate.loan;
    const other = latest.get(item);
    const earlier = other && other.loan.since < candidate.loan.since ? other : candidate;
    if (other) earlier.reader.note('loan-superseded', 'item_barcode');
    if (!other || earlier === other) latest.set(item, candidate);
  }
  const onLoan = new Map<string, OpenLoan>();
  for (const { reader, isil, loan } of latest.values()) {
    const patron = patronIn(context, patrons, reader.cells.patron_card, isil, loan.branch);
    if (!patron) throw new Error(`The patron of loan ${loan.sourceKey} is gone`);
    if (patron.guest) reader.note('patron-is-guest', 'patron_card');
    if (loan.unlisted) reader.note('item-unlisted', 'item_barcode');
    loan.patron = patron.key;
    onLoan.set(loan.item, loan);
    libraryOf(context, isil).loans.push(loan);
  }
  return onLoan;
}

function candidateOf(
  context: PlanContext,
  items: ItemIndex,
  patrons: PatronIndex,
  reader: ReaderOf<'loans'>,
): Candidate | null {
  const { item_barcode: barcode, patron_card: card, returned_at: returned, stop_reason: stop } = reader.cells;
  if (!reader.key('item_barcode') || !reader.key('patron_card')) return null;
  if (returned !== '') return refuse(reader, 'already-ended', 'returned_at');
  if (!patrons.byCard.has(card)) return refuse(reader, 'patron-unknown', 'patron_card');
  const known = items.get(barcode);
  if (known && !known.taken) return refuse(reader, 'item-not-taken', 'item_barcode');
  const place = placeOf(context, reader, known?.taken ?? null);
  if (!place) return null;
  const times = timesOf(context, reader);
  if (!times) return refuse(reader, 'loan-without-dates', 'checked_out_at');
  const main = patrons.byCard.get(card)?.patron.cards[0]?.number ?? card;
  const loan: OpenLoan = {
    sourceKey: `loan:${barcode}:${main}:${times.since}`,
    item: barcode,
    unlisted: !known,
    patron: '',
    branch: place.branch,
    ...times,
    renewalsLeft: reader.use('renewals_left', readCount(reader.cells.renewals_left)),
    lost: stop.toUpperCase() === 'LOST' || known?.taken?.item.status === 'lost',
    ...(stop && { stopReason: reader.text('stop_reason', 40) }),
    finePerIntervalCents: reader.use('fine_per_interval', readCents(reader.cells.fine_per_interval)),
    maxFineCents: reader.use('max_fine', readCents(reader.cells.max_fine)),
  };
  return { reader, isil: place.isil, loan };
}

function refuse(
  reader: ReaderOf<'loans'>,
  reason: 'already-ended' | 'patron-unknown' | 'item-not-taken' | 'loan-without-dates',
  column: 'returned_at' | 'patron_card' | 'item_barcode' | 'checked_out_at',
): null {
  reader.note(reason, column);
  return null;
}

/** A loan of a known item is its owner's, though another library lent it; then the branch is the item's own. */
function placeOf(
  context: PlanContext,
  reader: ReaderOf<'loans'>,
  taken: { item: { branch: string }; isil: string } | null,
): { isil: string; branch: string } | null {
  if (!taken) {
    const lender = branchOfRow(context, reader, 'branch');
    return lender && { isil: lender.isil, branch: lender.code };
  }
  const { isil } = taken;
  const { branch } = reader.cells;
  const owner = context.tree.ownerOf(branch);
  if (owner.ok && owner.isil === isil && context.branches.has(branch)) return { isil, branch };
  if (branch === '') reader.note('branch-assumed', 'branch', { branch: taken.item.branch });
  else reader.note('loan-branch-elsewhere', 'branch', { instead: taken.item.branch });
  return { isil, branch: taken.item.branch };
}

/** Both moments follow from the row alone, so that the same row gives the same loan at every import. */
function timesOf(context: PlanContext, reader: ReaderOf<'loans'>): { since: number; due: number } | null {
  const { checked_out_at: out, due_at: dueAt } = reader.cells;
  const since = reader.use('checked_out_at', readMoment(out, context.zone));
  const due = reader.use('due_at', readMoment(dueAt, context.zone, true));
  if (since === null && due === null) return null;
  if (since === null) {
    reader.note('since-missing', 'checked_out_at');
    return { since: (due ?? 0) - DEFAULT_PERIOD, due: due ?? 0 };
  }
  if (since > context.now) reader.note('since-in-future', 'checked_out_at');
  if (due === null) {
    reader.note('due-missing', 'due_at');
    return { since, due: since + DEFAULT_PERIOD };
  }
  if (due < since) reader.note('due-before-loan', 'due_at');
  return { since, due };
}

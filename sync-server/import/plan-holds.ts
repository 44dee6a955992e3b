import { readFlag, readMoment } from './cell-values.ts';
import { branchOfRow } from './branch-of-row.ts';
import type { OpenHold, OpenLoan } from './import-plan.ts';
import { libraryOf, readerOf, type PlanContext, type ReaderOf } from './plan-context.ts';
import type { ItemIndex } from './plan-items.ts';
import { patronIn, type PatronIndex } from './plan-patrons.ts';

type Known = {
  items: ItemIndex;
  patrons: PatronIndex;
  /** Control numbers of all titles read, and of those that items name. */
  titles: ReadonlySet<string>;
  onLoan: ReadonlyMap<string, OpenLoan>;
};
type Target = OpenHold['target'];

/** Open holds, each in the library where it is to be collected. */
export function planHolds(context: PlanContext, known: Known): void {
  const seen = new Set<string>();
  const lostOnly = titlesWithLostCopiesOnly(known.items);
  const last = lastPlaced(context);
  for (const exported of context.source.holds) {
    const reader = readerOf(context, exported);
    const { target: id, patron_card: card, fulfilled_at: fulfilled, cancelled_at: cancelled } = exported.row;
    if (!reader.key('patron_card')) continue;
    if (id === '') reader.note('key-empty', 'target');
    else if (fulfilled !== '' || cancelled !== '')
      reader.note('already-ended', fulfilled !== '' ? 'fulfilled_at' : 'cancelled_at');
    else if (!known.patrons.byCard.has(card)) reader.note('patron-unknown', 'patron_card');
    else planHold(context, known, reader, { seen, lostOnly, last });
  }
}

function planHold(
  context: PlanContext,
  known: Known,
  reader: ReaderOf<'holds'>,
  { seen, lostOnly, last }: { seen: Set<string>; lostOnly: ReadonlySet<string>; last: number },
): void {
  const kind = kindOf(reader);
  if (!kind) return;
  const pickup = pickupOf(context, known, reader);
  if (!pickup) return;
  const target = targetOf(known, reader, kind, pickup.isil);
  if (!target) return;
  const { patron_card: card, placed_at: placedAt } = reader.cells;
  const main = known.patrons.byCard.get(card)?.patron.cards[0]?.number ?? card;
  const sourceKey = `hold:${target.kind}:${target.id}:${main}`;
  if (seen.has(`${pickup.isil} ${sourceKey}`)) return reader.note('hold-twice', 'target');
  seen.add(`${pickup.isil} ${sourceKey}`);
  const patron = patronIn(context, known.patrons, card, pickup.isil, pickup.code);
  if (!patron) throw new Error(`The patron of ${sourceKey} is gone`);
  if (patron.guest) reader.note('patron-is-guest', 'patron_card');
  if (target.kind === 'title' ? lostOnly.has(target.id) : isLost(known, target.id))
    reader.note('hold-on-lost-item', 'target');
  const placed = reader.use('placed_at', readMoment(placedAt, context.zone));
  if (placed === null) reader.note('placed-missing', 'placed_at');
  libraryOf(context, pickup.isil).holds.push({
    sourceKey,
    target,
    patron: patron.key,
    pickupBranch: pickup.code,
    placed: placed ?? last,
    suspended: reader.use('suspended', readFlag(reader.cells.suspended, false)),
    ...captureOf(context, known, reader, pickup.isil),
  });
}

function kindOf(reader: ReaderOf<'holds'>): Target['kind'] | null {
  const given = reader.cells.target_kind.toLowerCase();
  if (given === 'title' || given === 'item') return given;
  if (given === '') return 'title';
  reader.note('hold-kind-unknown', 'target_kind');
  return null;
}

function pickupOf(
  context: PlanContext,
  known: Known,
  reader: ReaderOf<'holds'>,
): { isil: string; code: string } | null {
  const holder = known.patrons.byCard.get(reader.cells.patron_card);
  if (reader.cells.pickup_branch !== '' || !holder?.isil)
    return branchOfRow(context, reader, 'pickup_branch');
  reader.note('branch-assumed', 'pickup_branch', { branch: holder.patron.homeBranch });
  return { isil: holder.isil, code: holder.patron.homeBranch };
}

/** What is waited for. Another library's copy cannot queue here, so such a hold waits for any copy of its title. */
function targetOf(
  known: Known,
  reader: ReaderOf<'holds'>,
  kind: Target['kind'],
  isil: string,
): Target | null {
  const id = reader.cells.target;
  if (kind === 'title') {
    if (known.titles.has(id)) return { kind, id };
    reader.note('hold-target-unknown', 'target');
    return null;
  }
  if (!reader.key('target')) return null;
  const item = known.items.get(id);
  if (item?.taken?.isil === isil) return { kind, id };
  const title = item?.reader.cells.title_control_number;
  if (title) {
    reader.note('hold-became-title', 'target', { title });
    return { kind: 'title', id: title };
  }
  if (!item && known.onLoan.get(id)?.unlisted) return { kind, id };
  reader.note('hold-target-unknown', 'target');
  return null;
}

/** The copy on the hold shelf, or the one the old system looked for. A capture without a copy of this library waits again. */
function captureOf(
  context: PlanContext,
  known: Known,
  reader: ReaderOf<'holds'>,
  isil: string,
): { captured?: number; item?: string } {
  const { captured_at: at, current_item: copy } = reader.cells;
  const ours = known.items.get(copy)?.taken?.isil === isil;
  if (at === '') return ours ? { item: copy } : {};
  const captured = reader.use('captured_at', readMoment(at, context.zone));
  if (captured !== null && ours && !known.onLoan.has(copy)) return { captured, item: copy };
  reader.note('capture-without-item', 'current_item');
  return {};
}

function isLost({ items, onLoan }: Known, barcode: string): boolean {
  return items.get(barcode)?.taken?.item.status === 'lost' || onLoan.get(barcode)?.lost === true;
}

function titlesWithLostCopiesOnly(items: ItemIndex): Set<string> {
  const lost = new Set<string>();
  const others = new Set<string>();
  for (const { taken } of items.values()) {
    if (taken?.item.title) (taken.item.status === 'lost' ? lost : others).add(taken.item.title);
  }
  return new Set([...lost].filter((title) => !others.has(title)));
}

/** A hold without a time goes to the end of the queue. */
function lastPlaced(context: PlanContext): number {
  return context.source.holds.reduce(
    (latest, { row }) => Math.max(latest, readMoment(row.placed_at, context.zone).value ?? 0),
    0,
  );
}

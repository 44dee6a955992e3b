import { readCents, readDate, readFlag, type Read } from './cell-values.ts';
import { branchOfRow } from './branch-of-row.ts';
import type { ItemStatus, OpenItem } from './import-plan.ts';
import { libraryOf, readerOf, type PlanContext, type ReaderOf } from './plan-context.ts';

/** An item row; `taken` is null where its branch or library could not be told. */
type KnownItem = { reader: ReaderOf<'items'>; taken: { item: OpenItem; isil: string } | null };
export type ItemIndex = Map<string, KnownItem>;

const STATUSES: Readonly<Record<string, ItemStatus>> = {
  available: 'available',
  'on shelf': 'available',
  aanwezig: 'available',
  reshelving: 'available',
  'on-loan': 'on-loan',
  'checked out': 'on-loan',
  uitgeleend: 'on-loan',
  lost: 'lost',
  verloren: 'lost',
  missing: 'missing',
  vermist: 'missing',
  damaged: 'damaged',
  beschadigd: 'damaged',
  withdrawn: 'withdrawn',
  afgeschreven: 'withdrawn',
  'in-process': 'in-process',
  'in behandeling': 'in-process',
  'on-order': 'on-order',
  'in bestelling': 'on-order',
  'in-transit': 'in-transit',
  onderweg: 'in-transit',
  unavailable: 'unavailable',
};

/** The items of the named libraries, by barcode. The first row with a barcode is taken. */
export function planItems(context: PlanContext, titles: ReadonlySet<string>): ItemIndex {
  const index: ItemIndex = new Map();
  const titlesRead = context.source.files.some(({ kind }) => kind === 'titles');
  for (const exported of context.source.items) {
    const reader = readerOf(context, exported);
    const { barcode, title_control_number: title, material } = exported.row;
    if (!reader.key('barcode')) continue;
    if (index.has(barcode)) {
      reader.note('barcode-twice', 'barcode');
      continue;
    }
    const known: KnownItem = { reader, taken: null };
    index.set(barcode, known);
    const owner = branchOfRow(context, reader, 'owning_branch');
    if (!owner) continue;
    if (title === '') reader.note('title-empty', 'title_control_number');
    else if (titlesRead && !titles.has(title)) reader.note('title-unknown', 'title_control_number');
    if (material === '') reader.note('material-empty', 'material', { group: context.defaultLoanGroup });
    const acquired = reader.use('created', readDate(exported.row.created));
    const item: OpenItem = {
      sourceKey: `item:${barcode}`,
      barcode,
      title: title || null,
      callNumber: reader.text('call_number', 120) || null,
      branch: owner.code,
      currentBranch: currentBranchOf(context, reader, owner),
      location: reader.text('shelf_location', 120) || null,
      status: reader.use('status', readStatus(exported.row.status)),
      loanGroup: reader.text('material', 40) || context.defaultLoanGroup,
      priceCents: reader.use('price', readCents(exported.row.price)),
      holdable: reader.use('holdable', readFlag(exported.row.holdable, true)),
      circulates: reader.use('circulates', readFlag(exported.row.circulates, true)),
      ...(acquired && { acquired }),
    };
    known.taken = { item, isil: owner.isil };
    libraryOf(context, owner.isil).items.push(item);
  }
  return index;
}

function currentBranchOf(
  context: PlanContext,
  reader: ReaderOf<'items'>,
  owner: { isil: string; code: string },
): string {
  const current = reader.cells.current_branch;
  if (current === '' || current === owner.code) return owner.code;
  if (!context.branches.has(current)) {
    reader.note('current-branch-unknown', 'current_branch', { instead: owner.code });
    return owner.code;
  }
  const at = context.tree.ownerOf(current);
  if (at.ok && at.isil !== owner.isil) reader.note('item-elsewhere', 'current_branch');
  return current;
}

/** A status that nobody knows makes the item wait for a person, for it may be anywhere. */
function readStatus(cell: string): Read<ItemStatus> {
  if (cell === '') return { value: 'available' };
  const status = STATUSES[cell.toLowerCase()];
  return status ? { value: status } : { value: 'unavailable', mend: 'item-status-unknown' };
}

/** After the loans: the loans say who has what, and a status that disagrees gives way. */
export function settleStatuses(index: ItemIndex, onLoan: ReadonlyMap<string, { lost: boolean }>): void {
  for (const { reader, taken } of index.values()) {
    if (!taken) continue;
    const { item } = taken;
    const loan = onLoan.get(item.barcode);
    if (!loan && item.status === 'on-loan') {
      reader.note('on-loan-without-loan', 'status');
      item.status = 'missing';
    } else if (loan?.lost && item.status !== 'lost') {
      reader.note('lost-by-loan', 'status');
      item.status = 'lost';
    } else if (loan && !loan.lost && item.status !== 'on-loan') {
      reader.note('on-loan-by-loan', 'status');
      item.status = 'on-loan';
    }
  }
}

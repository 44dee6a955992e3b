import { isoDay, isoMoment, localDay } from './amsterdam-time.ts';
import { closedDayRows, createCalendar, openingHourRows } from './calendar.ts';
import { BRANCHES, LIBRARIES, demoStaff, type DemoStaff } from './consortium.ts';
import { csv } from './csv.ts';
import { findHighlights, type Highlights } from './highlights.ts';
import { buildHolds, type Hold } from './holds.ts';
import { buildItems, type Item } from './items.ts';
import { buildLoans, type Loan } from './loans.ts';
import { buildPatrons, type Patron } from './patrons.ts';
import { createRandom } from './random.ts';
import { marcCollection } from './title-marc.ts';
import { buildTitles } from './titles.ts';

export type ExportFile =
  | 'branches.csv'
  | 'opening-hours.csv'
  | 'closed-days.csv'
  | 'titles.marcxml'
  | 'items.csv'
  | 'patrons.csv'
  | 'cards.csv'
  | 'loans.csv'
  | 'holds.csv';

export interface DemoExport {
  /** Whole files, UTF-8 text, by name. */
  readonly files: Readonly<Record<ExportFile, string>>;
  readonly libraries: readonly { readonly code: string; readonly isil: string; readonly name: string }[];
  readonly staff: readonly DemoStaff[];
  readonly highlights: Highlights;
}

/**
 * An invented consortium as another library system would export it. Pure: the same `seed` and `now` (ms since 1970; loans and holds lie
 * around it) give the same bytes. Column meanings are those of the real exports that `import` reads; weekday 0 is Monday.
 */
export function generateDemoExport({ seed, now }: { seed: number; now: number }): DemoExport {
  const random = createRandom(seed);
  const today = localDay(now);
  const calendar = createCalendar(now);
  const titles = buildTitles();
  const collection = buildItems(titles, today, random.fork('items'));
  const { patrons, cards } = buildPatrons(today, random.fork('patrons'));
  const loans = buildLoans(collection, patrons, calendar, now, random.fork('loans'));
  const holds = buildHolds(collection, loans, patrons, calendar, now, random.fork('holds'));
  const openLoans = new Map(loans.filter((loan) => loan.returned === null).map((loan) => [loan.item, loan]));
  const byMoment = <T>(rows: readonly T[], at: (row: T) => number) =>
    rows.toSorted((one, other) => at(one) - at(other));

  return {
    files: {
      'branches.csv': csv(['code', 'name', 'parent_code', 'kind', 'phone', 'email'], branchRows()),
      'opening-hours.csv': csv(['branch', 'weekday', 'opens', 'closes'], openingHourRows()),
      'closed-days.csv': csv(['branch', 'from', 'to', 'reason'], closedDayRows(calendar)),
      'titles.marcxml': marcCollection(titles, today),
      'items.csv': csv(
        ITEM_COLUMNS,
        collection.items.map((item) => itemRow(item, openLoans.get(item))),
      ),
      'patrons.csv': csv(PATRON_COLUMNS, patrons.map(patronRow)),
      'cards.csv': csv(
        ['card', 'patron_card', 'active'],
        cards.map(({ card, owner, active }) => ({ card, patron_card: owner.card, active: flag(active) })),
      ),
      'loans.csv': csv(LOAN_COLUMNS, byMoment(loans, (loan) => loan.checkedOut).map(loanRow)),
      'holds.csv': csv(HOLD_COLUMNS, byMoment(holds, (hold) => hold.placed).map(holdRow)),
    },
    libraries: LIBRARIES.map(({ code, isil, name }) => ({ code, isil, name })),
    staff: demoStaff(),
    highlights: findHighlights({ items: collection.items, patrons, cards, loans, holds }, now),
  };
}

function branchRows() {
  const libraries = LIBRARIES.map(({ code, name, phone }) => ({
    code,
    name,
    parent_code: '',
    kind: 'library',
    phone,
    email: emailOf(code),
  }));
  const branches = BRANCHES.map(({ code, name, parent, kind, phone }) => ({
    code,
    name,
    parent_code: parent,
    kind,
    phone,
    email: emailOf(code),
  }));
  return [...libraries, ...branches];
}

function emailOf(code: string): string {
  return `${code.toLowerCase()}@example.org`;
}

const ITEM_COLUMNS = [
  'barcode',
  'title_control_number',
  'call_number',
  'owning_branch',
  'current_branch',
  'shelf_location',
  'status',
  'material',
  'price',
  'holdable',
  'circulates',
  'created',
] as const;

function itemRow(item: Item, loan: Loan | undefined): Record<(typeof ITEM_COLUMNS)[number], string> {
  const onShelf = item.stock === 'shelved' ? 'available' : item.stock;
  return {
    barcode: item.barcode,
    title_control_number: item.title.control,
    call_number: item.call,
    owning_branch: item.owning.code,
    current_branch: item.current.code,
    shelf_location: item.shelf,
    status: loan ? (loan.stopped === 'LOST' ? 'lost' : 'on-loan') : onShelf,
    material: item.material,
    price: item.price,
    holdable: flag(item.holdable),
    circulates: flag(item.circulates),
    created: isoDay(item.created),
  };
}

const PATRON_COLUMNS = [
  'card',
  'family_name',
  'given_name',
  'second_given_name',
  'birth_date',
  'email',
  'phone',
  'street',
  'postcode',
  'city',
  'category',
  'home_branch',
  'registered',
  'expires',
  'status',
  'juvenile',
] as const;

function patronRow(patron: Patron): Record<(typeof PATRON_COLUMNS)[number], string> {
  return {
    card: patron.card,
    family_name: patron.family,
    given_name: patron.given,
    second_given_name: patron.second,
    birth_date: patron.born === null ? '' : isoDay(patron.born),
    email: patron.email,
    phone: patron.phone,
    street: patron.street,
    postcode: patron.postcode,
    city: patron.city,
    category: patron.subscription,
    home_branch: patron.home.code,
    registered: isoDay(patron.registered),
    expires: isoDay(patron.expires),
    status: patron.status,
    juvenile: flag(patron.juvenile),
  };
}

const LOAN_COLUMNS = [
  'item_barcode',
  'patron_card',
  'branch',
  'checked_out_at',
  'due_at',
  'returned_at',
  'renewals_left',
  'fine_per_interval',
  'max_fine',
  'stop_reason',
] as const;

function loanRow(loan: Loan): Record<(typeof LOAN_COLUMNS)[number], string> {
  return {
    item_barcode: loan.item.barcode,
    patron_card: loan.patron.card,
    branch: loan.branch.code,
    checked_out_at: isoMoment(loan.checkedOut),
    due_at: isoMoment(loan.due),
    returned_at: moment(loan.returned),
    renewals_left: String(loan.renewalsLeft),
    fine_per_interval: loan.finePerDay,
    max_fine: loan.maxFine,
    stop_reason: loan.stopped ?? '',
  };
}

const HOLD_COLUMNS = [
  'target_kind',
  'target',
  'patron_card',
  'pickup_branch',
  'placed_at',
  'suspended',
  'captured_at',
  'fulfilled_at',
  'cancelled_at',
  'current_item',
] as const;

function holdRow(hold: Hold): Record<(typeof HOLD_COLUMNS)[number], string> {
  return {
    target_kind: hold.copy ? 'item' : 'title',
    target: hold.copy ? hold.copy.barcode : hold.title.control,
    patron_card: hold.patron.card,
    pickup_branch: hold.pickup.code,
    placed_at: isoMoment(hold.placed),
    suspended: flag(hold.state === 'suspended'),
    captured_at: moment(hold.captured),
    fulfilled_at: moment(hold.fulfilled),
    cancelled_at: moment(hold.cancelled),
    current_item: hold.item?.barcode ?? '',
  };
}

function moment(at: number | null): string {
  return at === null ? '' : isoMoment(at);
}

function flag(value: boolean): '0' | '1' {
  return value ? '1' : '0';
}

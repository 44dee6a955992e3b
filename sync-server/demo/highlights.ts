import { localDay } from './amsterdam-time.ts';
import { BRANCHES } from './consortium.ts';
import type { Hold } from './holds.ts';
import type { Item } from './items.ts';
import type { Loan } from './loans.ts';
import type { Card, Patron } from './patrons.ts';

interface PersonHighlight {
  readonly card: string;
  readonly name: string;
  readonly branch: string;
  /** Open loans. */
  readonly loans: number;
}

interface ItemHighlight {
  readonly barcode: string;
  readonly title: string;
  readonly branch: string;
}

/** Cards and barcodes to try things with, all at `branch` where it has them. Each is there in every seed. */
export interface Highlights {
  readonly library: string;
  readonly branch: string;
  /** Two to six loans, none late, nothing reserved by others: lends and renews without a question. */
  readonly ordinaryAdult: PersonHighlight;
  /** Another one, to whom something can be charged. */
  readonly owing: PersonHighlight;
  readonly expired: PersonHighlight;
  readonly blocked: PersonHighlight;
  readonly child: PersonHighlight;
  /** A card that was replaced; `owner` is the card that counts. */
  readonly replacedCard: { readonly card: string; readonly owner: string };
  /** Three that nobody waits for. */
  readonly available: readonly [ItemHighlight, ItemHighlight, ItemHighlight];
  /** On the hold shelf, for the patron with card `reservedFor`. */
  readonly reserved: ItemHighlight & { readonly reservedFor: string };
  /** Lent to `borrower` and not late; nobody waits for it. */
  readonly onLoan: ItemHighlight & { readonly borrower: string };
  /** Lent to `borrower`, and others wait for its title. */
  readonly onLoanAndWanted: ItemHighlight & { readonly borrower: string };
}

/** Picks the highlights; throws when the data lacks one. */
export function findHighlights(
  data: {
    items: readonly Item[];
    patrons: readonly Patron[];
    cards: readonly Card[];
    loans: readonly Loan[];
    holds: readonly Hold[];
  },
  now: number,
): Highlights {
  const today = localDay(now);
  const branch = BRANCHES[0];
  if (!branch) throw new Error('demo: no branches');
  const open = data.loans.filter((loan) => loan.returned === null);
  const borrowed = new Map<Patron, Loan[]>();
  for (const loan of open) borrowed.set(loan.patron, [...(borrowed.get(loan.patron) ?? []), loan]);
  const lent = new Set(open.map((loan) => loan.item));
  const wanted = new Set(data.holds.filter(isOpenHold).map((hold) => hold.title));
  const waiting = new Set(data.holds.filter((hold) => hold.state === 'queued').map((hold) => hold.title));

  const here = data.patrons.filter((patron) => patron.home === branch);
  const isOrdinary = (patron: Patron) =>
    patron.status === 'active' && patron.expires >= today + 14 && !patron.institution;
  const hasEasyLoans = (patron: Patron, least: number) => {
    const loans = borrowed.get(patron) ?? [];
    const isEasy = (loan: Loan) => loan.due >= now && !wanted.has(loan.item.title) && loan.branch === branch;
    return loans.length >= least && loans.length <= 6 && loans.every(isEasy);
  };
  const person = (patron: Patron): PersonHighlight => ({
    card: patron.card,
    name: `${patron.given} ${patron.family}`.trim(),
    branch: patron.home.code,
    loans: borrowed.get(patron)?.length ?? 0,
  });
  const item = (of: Item): ItemHighlight => ({
    barcode: of.barcode,
    title: of.title.title,
    branch: of.current.code,
  });

  const isPlain = (each: Item) =>
    each.stock === 'shelved' && each.circulates && each.owning === branch && each.current === branch;
  const shelved = data.items.filter((each) => isPlain(each) && !lent.has(each) && !wanted.has(each.title));
  const book = must(
    'available book',
    shelved.find((each) => each.material === 'boek'),
  );
  const youth = must(
    'available youth book',
    shelved.find((each) => each.material === 'jeugdboek'),
  );
  const dvd = must(
    'available dvd',
    shelved.find((each) => each.material === 'dvd'),
  );

  const ready = must(
    'reserved item',
    data.holds.find((hold) => hold.state === 'captured' && hold.pickup === branch),
  );
  const isAdult = (patron: Patron) =>
    isOrdinary(patron) && !patron.juvenile && patron.subscription !== 'tegoed';
  const ordinary = must(
    'ordinary adult',
    here.find((patron) => isAdult(patron) && hasEasyLoans(patron, 2)),
  );
  const isOther = (loan: Loan) =>
    loan.branch === branch && loan.due >= now && isOrdinary(loan.patron) && loan.patron !== ordinary;
  const loan = must(
    'item on loan',
    open.find((each) => isOther(each) && !wanted.has(each.item.title) && each.item.holdable),
  );
  const wantedLoan = must(
    'wanted item on loan',
    open.find((each) => isOther(each) && waiting.has(each.item.title)) ??
      open.find((each) => waiting.has(each.item.title)),
  );
  const isLocal = (patron: Patron) => patron.home.library === branch.library && patron.status === 'active';
  const replaced = must(
    'replaced card',
    data.cards.find((card) => !card.active && isLocal(card.owner)),
  );

  return {
    library: branch.library.code,
    branch: branch.code,
    ordinaryAdult: person(ordinary),
    owing: person(
      must(
        'another adult',
        here.find((patron) => patron !== ordinary && isAdult(patron) && hasEasyLoans(patron, 1)),
      ),
    ),
    expired: person(
      must(
        'expired',
        here.find((patron) => patron.expires < today && patron.status === 'active'),
      ),
    ),
    blocked: person(
      must(
        'blocked',
        here.find((patron) => patron.status === 'blocked'),
      ),
    ),
    child: person(
      must(
        'child',
        here.find((patron) => patron.juvenile && isOrdinary(patron) && hasEasyLoans(patron, 1)),
      ),
    ),
    replacedCard: { card: replaced.card, owner: replaced.owner.card },
    available: [item(book), item(youth), item(dvd)],
    reserved: { ...item(must('captured copy', ready.item)), reservedFor: ready.patron.card },
    onLoan: { ...item(loan.item), borrower: loan.patron.card },
    onLoanAndWanted: { ...item(wantedLoan.item), borrower: wantedLoan.patron.card },
  };
}

function isOpenHold(hold: Hold): boolean {
  return hold.state !== 'fulfilled' && hold.state !== 'cancelled';
}

function must<T>(what: string, found: T | null | undefined): T {
  if (found === null || found === undefined) throw new Error(`demo highlights: no ${what} in this data`);
  return found;
}

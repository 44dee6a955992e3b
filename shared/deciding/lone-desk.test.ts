import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AccountState, foldAccount } from '../accounts/fold-account.ts';
import { payment } from '../accounts/payments.ts';
import { localDate } from '../calendar/days.ts';
import { ALWAYS_OPEN } from '../calendar/opening.ts';
import { NO_CALENDARS } from '../calendar/surroundings.ts';
import { foldItem } from '../circulation/fold-item.ts';
import type { ItemState } from '../circulation/item-state.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import type { QueueState } from '../holds/queue-state.ts';
import type { Facts } from '../journal/fact.ts';
import type { Draft } from '../journal/seal.ts';
import { foldPatron } from '../patrons/fold-patron.ts';
import { nationalDefault } from '../policy/national-default.ts';
import { bookingOf } from '../policy/policy.ts';
import { type Contribution, contributionsOf } from '../protocol/contribution.ts';
import { accountDoc, documentsNamedBy, itemDoc, patronDoc } from '../protocol/document-ids.ts';
import { factsOf, itemOpen, patronOpen, QuickStream } from '../testing/make-entry.ts';
import { WrittenFacts } from '../testing/written-facts.ts';
import { decideCheckin } from './decide-checkin.ts';
import { decideCheckout } from './decide-checkout.ts';
import { decideHoldChange, decidePlacing } from './decide-holds.ts';
import { decideClaiming, decideLosing, decideMarking } from './decide-item.ts';
import { decidePaying } from './decide-money.ts';
import { decideRenewal } from './decide-renewal.ts';
import { decideUndo } from './decide-undo.ts';
import type { Outcome } from './outcome.ts';
import type { Counter, ItemSituation, PatronSituation } from './situation.ts';

const ITEMS = ['boek-0001', 'boek-0002'] as const;
const PATRONS = ['anna', 'bram'] as const;
const Q = 'queue:title:t1';
const ZONE = 'Europe/Amsterdam';
const HOUR = 3_600_000;
/** What is left for a person to do after what was decided: the copy of a cancelled hold goes back to its shelf (H4). */
const TASKS = ['reshelve'];

/** A library of one desk, which decides everything and knows all that it wrote. */
class LoneDesk {
  readonly stream = new QuickStream('desk.a');
  private readonly known = new WrittenFacts();
  private now = Date.parse('2026-11-02T09:00:00+01:00');
  private session = 0;

  constructor() {
    for (const item of ITEMS) this.write({ ...itemOpen(item), after: [] } as unknown as Draft);
    for (const patron of PATRONS)
      this.write({ ...patronOpen(patron, { fields: [] }), after: [] } as unknown as Draft);
  }

  wait(hours: number): void {
    this.now += hours * HOUR;
    this.session++;
  }

  write(draft: Draft): void {
    this.now += 1000;
    const { counter } = this;
    const { branch, session } = counter;
    this.known.add(this.stream.write(draft, { at: this.now, branch, session, after: draft.after }));
  }

  get counter(): Counter {
    return {
      ...{ branch: 'centrum', now: this.now, today: localDate(this.now, ZONE), policy: nationalDefault },
      ...{ calendar: ALWAYS_OPEN, session: `s${this.session}`, staff: { id: 'demo', mayOverride: true } },
    };
  }

  facts(document: string): Facts {
    return this.known.of(document);
  }

  item(barcode: string): ItemState {
    return this.known.once(itemDoc(barcode), () => foldItem(barcode, this.facts(itemDoc(barcode))));
  }

  get queue(): QueueState {
    return this.known.once(Q, () => {
      const items = ITEMS.map((item) => [itemDoc(item), this.item(item)] as const);
      return foldQueue(Q, this.facts(Q), this.given(Q, items));
    });
  }

  account(patron: string): AccountState {
    const id = accountDoc(patron);
    const sources = [
      ...ITEMS.map((item) => [itemDoc(item), this.item(item)] as const),
      [Q, this.queue] as const,
    ];
    return this.known.once(id, () =>
      foldAccount(patron, this.facts(id), this.given(id, sources), NO_CALENDARS),
    );
  }

  private given(
    target: string,
    sources: readonly (readonly [string, ItemState | QueueState])[],
  ): Record<string, Contribution> {
    return Object.fromEntries(
      sources.flatMap(([id, state]) => {
        const own = contributionsOf(id, state).get(target);
        return own ? [[id, own]] : [];
      }),
    );
  }

  book(barcode: string): ItemSituation {
    return { item: this.item(barcode), queues: [this.queue] };
  }

  patron(id: string): PatronSituation {
    const loans = ITEMS.flatMap((barcode) => {
      const { loan } = this.item(barcode);
      return loan?.patron === id ? [{ item: barcode, loanGroup: 'boek', loan, due: loan.due }] : [];
    });
    const patron = foldPatron(id, this.facts(patronDoc(id)));
    return { patron, loans, account: this.account(id), readyHere: 0, card: null };
  }

  /** What a person would have to look at. */
  get exceptions(): readonly string[] {
    return [...ITEMS.map((item) => this.item(item)), this.queue, ...PATRONS.map((id) => this.account(id))]
      .flatMap(({ findings }) => findings)
      .flatMap(({ kind, weight }) => (weight === 'exception' && !TASKS.includes(kind) ? [kind] : []));
  }
}

/** One act of a desk, if it may be done. */
function act(desk: LoneDesk, [kind, pick]: readonly [number, number]): void {
  const barcode = ITEMS[pick % 2]!;
  const who = PATRONS[(pick >> 1) % 2]!;
  const { counter } = desk;
  const book = desk.book(barcode);
  const done = (made: Outcome): void => {
    if (made.kind === 'done') for (const draft of made.drafts) desk.write(draft);
  };
  if (kind <= 2) {
    const decision = decideCheckout(counter, desk.patron(who), book);
    if (decision.kind === 'blocked') return;
    desk.write(decision.draft);
    expect(desk.item(barcode).loan).toMatchObject({ patron: who, lost: false });
    expect(desk.item(barcode).loan!.due >= decision.draft.body.due).toBe(true);
  } else if (kind <= 4) {
    const { body, after } = decideCheckin(counter, book);
    desk.write({ kind: 'checkin', body, after });
    const { loan, at } = desk.item(barcode);
    expect({ loan, at }).toEqual({ loan: null, at: 'centrum' });
    const hold = body.captured && desk.queue.holds.find(({ id }) => id === body.captured!.hold);
    if (body.captured) expect(hold?.copy?.item).toBe(barcode);
  } else if (kind === 5 && book.item.loan) {
    const decision = decideRenewal(counter, desk.patron(book.item.loan.patron), book);
    if (decision.kind === 'blocked') return;
    desk.write(decision.draft);
    expect(desk.item(barcode).loan!.due).toBe(decision.draft.body.due);
  } else if (kind === 6) {
    const open = desk.queue.holds.filter((h) => h.patron === who && !h.ended).length;
    const target = { queue: desk.queue, copies: ITEMS.map((item) => desk.item(item)) };
    done(decidePlacing(counter, desk.patron(who), { queue: Q, pickup: 'centrum' }, target, open));
  } else if (kind === 7) {
    const hold = desk.queue.holds[pick % Math.max(1, desk.queue.holds.length)];
    if (hold) done(decideHoldChange(counter, desk.queue, hold.id, { kind: 'hold.cancel', by: 'patron' }));
  } else if (kind === 8) {
    done(pick % 2 ? decideClaiming(counter, book.item, 0) : decideLosing(book.item, 'patron-says'));
  } else if (kind === 9) {
    done(decideMarking(book.item, pick % 2 ? 'missing' : 'found'));
  } else if (kind === 10) {
    const account = desk.account(who);
    const bookFor = (reason: string) => bookingOf(nationalDefault, reason);
    const paid = payment(account.charges, { method: 'voucher', givenCents: null, bookingOf: bookFor });
    if (!paid) return;
    const { lines, cents, roundingCents } = paid;
    const money = { lines: [...lines], cents, roundingCents, till: null, terminal: null, receipt: 1 };
    done(decidePaying(account, { patron: who, method: 'voucher', ...money }, null));
    expect(desk.account(who).owedCents).toBe(0);
  } else if (kind === 11) {
    const entries = desk.stream.entries.filter((e) => e.kind !== 'undo').slice(-1 - (pick % 3));
    const { _id: id } = entries[0]!;
    const fact = factsOf(desk.stream.entries)[id]!;
    const documents = Object.fromEntries(documentsNamedBy(fact).map((name) => [name, desk.facts(name)]));
    const decision = decideUndo(counter, { id, fact, documents, till: null, timeZone: ZONE });
    if (decision.kind === 'done') desk.write(decision.draft);
  } else {
    desk.wait(pick * 50);
  }
}

test('D1 what a lone desk decides leads to the state that it said, and to no exception', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(12), fc.nat(11)), { maxLength: 16 }), (acts) => {
      const desk = new LoneDesk();
      for (const one of acts) {
        act(desk, one);
        expect(desk.exceptions).toEqual([]);
      }
    }),
    { numRuns: 2000, seed: 81 },
  );
}, 120_000);

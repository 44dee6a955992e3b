import { type AccountState, foldAccount } from '../accounts/fold-account.ts';
import { foldTill } from '../accounts/fold-till.ts';
import { nextReceipt } from '../accounts/receipts.ts';
import type { TillState } from '../accounts/till-state.ts';
import { foldItem } from '../circulation/fold-item.ts';
import type { ItemState } from '../circulation/item-state.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import type { QueueState } from '../holds/queue-state.ts';
import { relativesOf } from '../journal/classes.ts';
import type { AnyEntry } from '../journal/entry.ts';
import type { Facts } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { Draft } from '../journal/seal.ts';
import { foldPatron, type PatronState } from '../patrons/fold-patron.ts';
import { type Contribution, contributionsOf, joinContributions } from '../protocol/contribution.ts';
import { accountDoc, itemDoc, patronDoc, tillDoc } from '../protocol/document-ids.ts';
import { QuickStream } from '../testing/make-entry.ts';
import { B, Q } from '../testing/make-situation.ts';
import { WrittenFacts } from '../testing/written-facts.ts';
import type { PatronSituation } from './situation.ts';

/** Noon of the counter's day in Amsterdam. */
const NOON = 1_795_431_600_000;

export const TILL = 'kassa-1';

/** One book, its queue, a drawer and some people, at one desk that writes what is decided and folds what is written. */
export class TestLibrary {
  readonly people: readonly string[];
  private readonly desk = new QuickStream('d1.a');
  private readonly known = new WrittenFacts();
  private readonly written: AnyEntry[] = [];
  private now = NOON;

  constructor(people: readonly string[]) {
    this.people = people;
  }

  /** Another that goes on from here. */
  copy(): TestLibrary {
    const copy = new TestLibrary(this.people);
    for (const entry of this.written) {
      copy.desk.entries.push(entry);
      copy.written.push(entry);
    }
    copy.known.take(this.known);
    copy.now = this.now;
    return copy;
  }

  /** Throws what an entry of these drafts could not be read as. Returns their ids. */
  write(drafts: readonly Draft[]): readonly string[] {
    return drafts.map((draft) => {
      this.now += 60_000;
      const entry = this.desk.write(draft, { at: this.now, session: 'visit', after: draft.after });
      this.known.add(entry);
      this.written.push(entry);
      return entry._id;
    });
  }

  /** The next of this desk (M8). */
  get receipt(): number {
    return nextReceipt(this.written);
  }

  get item(): ItemState {
    return this.known.once(itemDoc(B), () => foldItem(B, this.facts(itemDoc(B))));
  }

  get queue(): QueueState {
    return this.known.once(Q, () => {
      const own = contributionsOf(itemDoc(B), this.item).get(Q);
      return foldQueue(Q, this.facts(Q), own ? { [itemDoc(B)]: own } : {});
    });
  }

  get till(): TillState {
    return this.known.once(tillDoc(TILL), () => foldTill(TILL, this.facts(tillDoc(TILL))));
  }

  patron(id: string): PatronState {
    return this.known.once(patronDoc(id), () => foldPatron(id, this.facts(patronDoc(id))));
  }

  account(id: string): AccountState {
    return this.known.once(accountDoc(id), () => this.foldAccount(id));
  }

  private foldAccount(id: string): AccountState {
    const family = [accountDoc(id), ...relativesOf(accountDoc(id), this.facts(accountDoc(id)))];
    const contributions: Record<string, Contribution> = {};
    for (const [source, state] of [[itemDoc(B), this.item] as const, [Q, this.queue] as const]) {
      const given = contributionsOf(source, state);
      const own = family.flatMap((one) => given.get(one) ?? []);
      if (own.length) contributions[source] = joinContributions(...own);
    }
    return foldAccount(id, this.facts(accountDoc(id)), contributions);
  }

  situation(id: string): PatronSituation {
    const patron = this.patron(id);
    const { loan } = this.item;
    const isTheirs = loan !== null && [patron.id, ...patron.aliases].includes(loan.patron);
    const loans = isTheirs ? [{ item: B, loanGroup: 'boek', loan, due: loan.due }] : [];
    return { patron, loans, account: this.account(id), readyHere: 0, card: null, age: 40 };
  }

  /** How many holds stand open for somebody. */
  openHolds(id: string): number {
    const { id: root, aliases } = this.patron(id);
    const ids = [root, ...aliases];
    return this.queue.holds.filter(({ patron, ended }) => !ended && ids.includes(patron)).length;
  }

  /** The facts of a document, and of those that merges joined with it. */
  facts(id: string): Facts {
    const family = new Set([id]);
    for (const member of family)
      for (const other of relativesOf(member, this.known.of(member))) family.add(other);
    if (family.size === 1) return this.known.of(id);
    return this.known.once(`facts of ${id}`, () =>
      Object.assign({}, ...[...family].map((one) => this.known.of(one))),
    );
  }

  /** Whom an entry was written of. */
  patronIn(entry: string): unknown {
    return this.written.find(({ _id }) => _id === entry)?.body['patron'];
  }

  /** What a person would have to look at. */
  exceptions(): readonly Finding[] {
    const states = [
      this.item,
      this.queue,
      this.till,
      ...this.people.flatMap((id) => [this.patron(id), this.account(id)]),
    ];
    return states.flatMap(({ findings }) => findings).filter(({ weight }) => weight === 'exception');
  }
}

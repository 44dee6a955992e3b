import type { AccountState } from '@balie/shared/accounts/fold-account.ts';
import { localDate } from '@balie/shared/calendar/days.ts';
import { queuesOf } from '@balie/shared/circulation/item-state.ts';
import { decideCheckout } from '@balie/shared/deciding/decide-checkout.ts';
import { decideRenewal } from '@balie/shared/deciding/decide-renewal.ts';
import { meaningOfScan, unlistedWord } from '@balie/shared/deciding/scan-meaning.ts';
import type { Counter, ItemSituation } from '@balie/shared/deciding/situation.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Fact } from '@balie/shared/journal/fact.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { PIN_FIELD } from '@balie/shared/patrons/pin.ts';
import { itemDoc, patronDoc } from '@balie/shared/protocol/document-ids.ts';
import type { ActOutcome, DeskCommand, HoldCommand } from '../../contract/commands.ts';
import type { ScanCommand } from '../../contract/contract.ts';
import type { Answer } from '../../contract/answers.ts';
import { Clerk } from '../clerk.ts';
import { decideHold } from '../clerk-holds.ts';
import type { ClerkParts } from '../clerk-parts.ts';
import { CounterDesk } from '../counter.ts';
import { normaliseCode } from '../look-up.ts';
import type { DeskIdentity } from '../ports.ts';
import { staffOf } from './machine-settings.ts';
import type { MachineParts, Visitor, FeeFirst, NotYours, Lending, Taken } from './machine-parts.ts';

const MOST_TITLES = 20;

/**
 * The desk as a machine uses it: the same use cases as at the counter, in the machine's own name and never past a block (L8, D2). All
 * that writes is called within `inTurn`.
 */
export class MachineDesk {
  private readonly parts: MachineParts;
  readonly staff: Counter['staff'];

  constructor(parts: MachineParts, machine: { readonly name: string }) {
    this.parts = parts;
    this.staff = { id: staffOf(machine), mayOverride: false };
  }

  get identity(): DeskIdentity {
    return this.parts.identity;
  }

  get isWhole(): boolean {
    return this.parts.isWhole();
  }

  now(): number {
    return this.parts.now();
  }

  today(): string {
    return localDate(this.now(), this.identity.timeZone);
  }

  branchName(): Promise<string> {
    return this.parts.settings.branchName(this.identity.branch);
  }

  /** Whether this is a branch of the library, whoever may collect there. */
  hasBranch(branch: string): Promise<boolean> {
    return this.parts.settings.hasBranch(branch);
  }

  /** After all acts before it and before all later ones. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    return this.parts.turns.alone(act);
  }

  /**
   * The same for what only one book and who lends or has it decide: it waits for acts on this book, its title, its work or one of these
   * people, and so goes to the disk together with what other machines do with other books.
   */
  async inTurnOf<T>(item: string, patrons: readonly string[], act: () => Promise<T>): Promise<T> {
    const code = normaliseCode(item);
    const { item: book } = await this.book(code);
    const people = [...patrons, ...(book.loan ? [book.loan.patron] : [])].map(patronDoc);
    return this.parts.turns.about([...new Set([itemDoc(code), ...queuesOf(book), ...people])], act);
  }

  counterOf(session: string): Promise<Counter> {
    return this.parts.situations.counter(session, this.staff);
  }

  /** Whose card this is, under the smallest of merged ids; null for a card that nobody here knows. */
  async holderOf(card: string): Promise<{ readonly id: string; readonly pin: string | null } | null> {
    const id = await this.parts.index.patronByCard(normaliseCode(card));
    if (id === null) return null;
    const { patron, personal } = await this.parts.situations.person(id);
    return { id: patron.id, pin: personal[PIN_FIELD] ?? null };
  }

  /** Who stands there, as a machine may be told; that it is, is logged (A3). */
  async visitor(card: string, session: string): Promise<Visitor | null> {
    const { index, situations, views } = this.parts;
    const code = normaliseCode(card);
    const id = await index.patronByCard(code);
    if (id === null) return null;
    const counter = await this.counterOf(session);
    const at = await situations.patron(id, counter, code);
    const view = await views.patron(at, counter);
    this.parts.told(view.id, session, this.staff.id);
    return { at, counter, view };
  }

  book(item: string): Promise<ItemSituation> {
    return this.parts.situations.item(normaliseCode(item));
  }

  async titleOf({ item }: ItemSituation): Promise<string> {
    const id = item.attributes?.title;
    const record = id ? (await this.parts.views.titles([id])).get(id) : undefined;
    return record?.title ?? item.barcode;
  }

  /** `renews`: a book that the patron has already may be renewed instead. */
  async lend(lending: Lending & { readonly renews: boolean }): Promise<Answer | FeeFirst | null> {
    const { card, item, session, renews } = lending;
    const holder = await this.holderOf(card);
    if (!holder) return null;
    const desk = this.counterDesk();
    desk.opens(holder.id, normaliseCode(card));
    const cents = lending.feeAccepted ? 0 : await this.priceOf(lending, holder.id);
    if (cents > 0) return { kind: 'fee-first', cents };
    const command = scanning('lend', item, holder.id, session);
    const answer = await desk.scan(command, this.staff);
    return answer.kind === 'choose' && renews
      ? desk.scan({ ...command, meant: 'renew' }, this.staff)
      : answer;
  }

  /** Of a book that this patron has; `not-yours` for any other. */
  async renew(lending: Lending): Promise<Answer | FeeFirst | NotYours | null> {
    const { card, item, session } = lending;
    const visitor = await this.visitor(card, session);
    if (!visitor) return null;
    const { at } = visitor;
    const { barcode } = (await this.book(item)).item;
    if (!at.loans.some((loan) => loan.item === barcode)) return { kind: 'not-yours' };
    const cents = lending.feeAccepted ? 0 : await this.priceOf(lending, at.patron.id);
    if (cents > 0) return { kind: 'fee-first', cents };
    const command = scanning('renew', barcode, at.patron.id, session);
    return this.counterDesk().scan(command, this.staff);
  }

  /** Whatever has a number that may be the library's is taken back (G3, L10). */
  async take(item: string, session: string): Promise<Taken> {
    const code = normaliseCode(item);
    const { policy } = await this.counterOf(session);
    const confirmedUnlisted = unlistedWord(policy, code, 'scanned') !== null;
    const command = { ...scanning('take', code, null, session), confirmedUnlisted };
    const answer = await this.counterDesk().scan(command, this.staff);
    const book = await this.book(code);
    const fact = answer.kind === 'taken' ? await this.newestOn(book) : null;
    return { answer, book, body: fact?.kind === 'checkin' ? fact.body : null };
  }

  /**
   * Takes back what this machine did last with a book, when its security could not be switched (BI). False where something else came
   * since; true as well for what was taken back already.
   */
  async cancel(item: string, act: 'checkout' | 'checkin', session: string): Promise<boolean> {
    const book = await this.book(item);
    const fact = await this.newestOn(book);
    if (fact?.staff !== this.staff.id) return false;
    if (fact.kind === 'undo') return fact.body.kind === act;
    if (fact.kind !== act) return false;
    const { barcode, newest } = book.item;
    const asking = { document: itemDoc(barcode), session, staff: this.staff };
    const answer = await this.parts.undoing.undo(newest, asking);
    return answer.kind === 'undone';
  }

  /** What staff would ask for at the counter; `card` is the one that the patron showed. `trusted`: by a right of the machine's own. */
  async act(
    command: DeskCommand,
    session: string,
    { card = null, trusted = false }: { readonly card?: string | null; readonly trusted?: boolean } = {},
  ): Promise<ActOutcome> {
    const staff = trusted ? { ...this.staff, mayOverride: true } : this.staff;
    return new Clerk(this.clerkParts(card)).do(command, session, staff);
  }

  /** What placing a hold and collecting it would cost, in cents; 0 where it cannot be placed. */
  async priceOfHold(command: HoldCommand, session: string): Promise<number> {
    const counter = await this.counterOf(session);
    const { outcome } = await decideHold(this.clerkParts(null), { counter, override: undefined }, command);
    const [draft] = outcome.kind === 'done' ? outcome.drafts : [];
    if (draft?.kind !== 'hold.place') return 0;
    return draft.body.fees.placingCents + draft.body.fees.pickupCents;
  }

  account(patron: string): Promise<AccountState> {
    return this.parts.situations.account(patron);
  }

  /** Whether this visit has written an act of a kind into a document. */
  async saidIn(session: string, document: string, kind: Fact['kind']): Promise<boolean> {
    const facts = Object.values(await this.parts.view.facts(document));
    return facts.some((fact) => fact.kind === kind && fact.session === session);
  }

  /** Who wrote a fact, in which visit. */
  fact(document: string, id: string): Promise<Fact | null> {
    return this.parts.view.fact(document, id);
  }

  titleByIsbn(isbn: string): Promise<string | null> {
    return this.parts.index.titleByIsbn(isbn);
  }

  /** The one title that has this id or is called so; null where there is none, or more than one. */
  async titleCalled(words: string): Promise<string | null> {
    const { index, views } = this.parts;
    if ((await views.titles([words])).has(words)) return words;
    const { titles } = await index.search(words, MOST_TITLES);
    const called = titles.filter(({ title }) => title.toLowerCase() === words.toLowerCase());
    return called.length === 1 ? called[0]!.id : null;
  }

  random(): string {
    return this.parts.random();
  }

  private async newestOn({ item }: ItemSituation): Promise<Fact | null> {
    return item.newest === null ? null : this.parts.view.fact(itemDoc(item.barcode), item.newest);
  }

  private async priceOf({ card, item, session }: Lending, patron: string): Promise<number> {
    const counter = await this.counterOf(session);
    const [of, book] = await Promise.all([
      this.parts.situations.patron(patron, counter, normaliseCode(card)),
      this.book(item),
    ]);
    const meaning = meaningOfScan(counter, of, book.item);
    if (meaning === 'nothing') return 0;
    const decision = meaning === 'ask' ? decideRenewal(counter, of, book) : decideCheckout(counter, of, book);
    return decision.kind === 'done' ? decision.draft.body.terms.feeCents : 0;
  }

  /** One that knows of no card that somebody else showed. */
  private counterDesk(): CounterDesk {
    const write = (draft: Draft, session: string, policy: string): Promise<AnyEntry> =>
      this.writeOne(draft, session, policy);
    return new CounterDesk({ ...this.parts, write });
  }

  private clerkParts(card: string | null): ClerkParts {
    const { identity } = this.parts;
    return {
      ...this.parts,
      // Money in a machine is in a drawer of its own (M8).
      identity: { ...identity, till: this.staff.id },
      cardOf: () => (card === null ? null : normaliseCode(card)),
      patronView: (patron, counter) => this.counterDesk().patronView(patron, counter, card),
      write: (drafts, session, policy) => this.parts.write(drafts, session, policy, this.staff.id),
    };
  }

  private async writeOne(draft: Draft, session: string, policy: string): Promise<AnyEntry> {
    return (await this.parts.write([draft], session, policy, this.staff.id)).at(-1)!;
  }
}

function scanning(
  mode: ScanCommand['mode'],
  code: string,
  patron: string | null,
  session: string,
): ScanCommand {
  return { code, by: 'scanned', mode, patron, session };
}

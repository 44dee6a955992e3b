import { daysBetween } from '@balie/shared/calendar/days.ts';
import { effectiveDue } from '@balie/shared/calendar/opening.ts';
import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import { type Check, mayOverrideAll } from '@balie/shared/deciding/check.ts';
import { checkinChecks, decideCheckin } from '@balie/shared/deciding/decide-checkin.ts';
import { type Again, decideCheckout } from '@balie/shared/deciding/decide-checkout.ts';
import { decideRenewal } from '@balie/shared/deciding/decide-renewal.ts';
import { meaningOfScan, unlistedWord } from '@balie/shared/deciding/scan-meaning.ts';
import { roleNeeded } from '@balie/shared/deciding/rights.ts';
import { renewalsLeft } from '@balie/shared/deciding/terms.ts';
import type { Counter as CounterSituation, ItemSituation } from '@balie/shared/deciding/situation.ts';
import { canonicalJson } from '@balie/shared/journal/canonical.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Fact, FactOf } from '@balie/shared/journal/fact.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { itemDoc } from '@balie/shared/protocol/document-ids.ts';
import type { ScanCommand } from '../contract/contract.ts';
import type { Answer } from '../contract/answers.ts';
import type { PatronView } from '../contract/views.ts';
import type { Acts } from './acts.ts';
import { signOf } from './describe-act.ts';
import { isbnOf, normaliseCode } from './look-up.ts';
import type { Index } from './ports.ts';
import type { PatronAtDesk, Situations } from './situations.ts';
import type { View } from './view.ts';
import type { Views } from './views.ts';

export interface CounterParts {
  readonly view: View;
  readonly index: Index;
  readonly situations: Situations;
  readonly views: Views;
  readonly acts: Acts;
  /** Resolves when the entry is on the disk and in the view; rejects when it could not be written. */
  readonly write: (draft: Draft, session: string, policy: string) => Promise<AnyEntry>;
}

interface Scene {
  readonly command: ScanCommand;
  readonly counter: CounterSituation;
  readonly book: ItemSituation;
}

/** What happens when something is scanned or typed at the counter (U1, U3, D1-D7). One command at a time. */
export class CounterDesk {
  private readonly parts: CounterParts;
  /** The card with which the newest patron was opened: a lost one blocks each of their checkouts. */
  private opened: { readonly patron: string; readonly card: string } | null = null;

  constructor(parts: CounterParts) {
    this.parts = parts;
  }

  async scan(command: ScanCommand, staff: CounterSituation['staff']): Promise<Answer> {
    const { situations, view } = this.parts;
    const code = normaliseCode(command.code);
    const counter = await situations.counter(command.session, staff);
    const item = await view.item(code);
    if (!item) {
      const patron = await this.open(code, counter);
      if (patron) return { kind: 'patron', patron };
      const offered = command.confirmedUnlisted ? null : await this.offer(code, command, counter);
      if (offered) return offered;
    }
    const scene = { command, counter, book: await situations.item(code) };
    const mode = command.meant ?? command.mode;
    if (mode === 'take') return this.take(scene);
    return mode === 'renew' ? this.renew(scene) : this.lend(scene);
  }

  /** Whom a card belongs to; null for one that nobody here knows. */
  async open(card: string, counter: CounterSituation): Promise<PatronView | null> {
    const patron = await this.parts.index.patronByCard(card);
    if (!patron) return null;
    const opened = await this.patronView(patron, counter, card);
    this.opens(opened.id, card);
    return opened;
  }

  /** Somebody showed a card, and is known already. */
  opens(patron: string, card: string): void {
    this.opened = { patron, card };
  }

  /** The card with which somebody was opened, while they are the newest. */
  cardOf(patron: string): string | null {
    return this.opened?.patron === patron ? this.opened.card : null;
  }

  async patronView(id: string, counter: CounterSituation, card: string | null = null): Promise<PatronView> {
    return this.parts.views.patron(await this.parts.situations.patron(id, counter, card), counter);
  }

  /** The copies of a title that was picked or whose ISBN was scanned (U3), or whether an unknown number is the library's (D1, L10). */
  private async offer(code: string, command: ScanCommand, counter: CounterSituation): Promise<Answer | null> {
    const isbn = isbnOf(code);
    const title = command.by === 'picked' ? command.code : isbn && (await this.parts.index.titleByIsbn(isbn));
    if (title) {
      const items = await this.parts.view.itemsOf(await this.parts.index.copiesOf(title));
      const record = (await this.parts.views.titles([title])).get(title);
      return {
        kind: 'copies',
        code,
        title: record?.title ?? '',
        copies: await this.parts.views.items(items, counter),
      };
    }
    const confirm = isbn ? null : unlistedWord(counter.policy, code, command.by);
    if (!confirm || command.mode === 'renew') return { kind: 'failed', code: 'unknown-code', params: {} };
    return { kind: 'unlisted', barcode: code, confirm };
  }

  private async lend({ command, counter, book }: Scene): Promise<Answer> {
    const { situations, views } = this.parts;
    if (!command.patron) return { kind: 'failed', code: 'no-patron', params: {} };
    const patron = await situations.patron(command.patron, counter, this.cardOf(command.patron));
    const item = await views.item(book.item, counter);
    const { loan } = book.item;
    const meaning = meaningOfScan(counter, patron, book.item);
    if (loan && meaning === 'nothing') {
      const periodDays = daysBetween(counter.today, loan.due);
      return this.lent('nothing', book.item, patron, counter, {
        promised: loan.due,
        periodDays,
        notices: [],
        overridden: [],
      });
    }
    if (meaning === 'ask' && !command.meant)
      return { kind: 'choose', item, options: ['take', 'renew', 'lend'] };
    const again: Again | undefined = command.meant === 'lend' ? 'loan' : undefined;
    const decision = decideCheckout(counter, patron, book, command.override, again, command.parts);
    if (decision.kind === 'blocked') return this.blocked('lend', decision, { command, counter, book });
    const entry = await this.parts.write(decision.draft, command.session, counter.policy.version);
    const { due } = decision.draft.body;
    const sign = decision.overridden.length ? 'look' : 'done';
    this.parts.acts.done(entry, { act: 'lent', title: item.title || item.barcode, due, sign });
    const after = (await situations.item(book.item.barcode)).item;
    const now = await situations.patron(command.patron, counter, this.cardOf(command.patron));
    const { periodDays } = decision.draft.body.terms;
    return this.lent('no', after, now, counter, { ...decision, promised: due, periodDays });
  }

  /** The loan may not stand in the view: while a copy of this machine writes too, the order of its entries is not known here yet. */
  private async lent(
    again: 'no' | 'nothing',
    item: ItemState,
    patron: PatronAtDesk,
    counter: CounterSituation,
    {
      promised,
      periodDays,
      notices,
      overridden,
    }: { promised: string; periodDays: number; notices: readonly Check[]; overridden: readonly Check[] },
  ): Promise<Answer> {
    const due = item.loan?.due ?? promised;
    return {
      kind: 'lent',
      item: await this.parts.views.item(item, counter),
      due,
      periodDays,
      renewalsLeft: renewalsLeft(counter.policy, item),
      again,
      notices: await this.parts.views.checks(notices),
      overridden: await this.parts.views.checks(overridden),
      patron: await this.parts.views.patron(patron, counter),
    };
  }

  private async renew(scene: Scene): Promise<Answer> {
    const { command, counter, book } = scene;
    const { situations, views, acts } = this.parts;
    const { loan } = book.item;
    const item = await views.item(book.item, counter);
    if (!loan) return { kind: 'failed', code: 'nothing-to-renew', params: {} };
    const patron = await situations.patron(loan.patron, counter, null);
    const before = await this.saidInThisVisit(scene);
    if (before?.kind === 'renew') return this.renewed(scene, before.body, { notices: [], overridden: [] });
    const decision = decideRenewal(counter, patron, book, command.override);
    if (decision.kind === 'blocked') return this.blocked('renew', decision, scene);
    const entry = await this.parts.write(decision.draft, command.session, counter.policy.version);
    const { due } = decision.draft.body;
    const sign = decision.overridden.length ? 'look' : 'done';
    acts.done(entry, { act: 'renewed', title: item.title || item.barcode, due, sign });
    return this.renewed(scene, decision.draft.body, decision);
  }

  private async renewed(
    { command, counter, book }: Scene,
    { due, terms }: FactOf<'renew'>['body'],
    { notices, overridden }: { readonly notices: readonly Check[]; readonly overridden: readonly Check[] },
  ): Promise<Answer> {
    const { situations, views } = this.parts;
    const after = (await situations.item(book.item.barcode)).item;
    return {
      kind: 'renewed',
      item: await views.item(after, counter),
      due,
      periodDays: terms.periodDays,
      renewalsLeft: renewalsLeft(counter.policy, after),
      notices: await views.checks(notices),
      overridden: await views.checks(overridden),
      patron: command.patron ? await this.patronView(command.patron, counter) : null,
    };
  }

  /**
   * The newest act on this book if it belongs to the visit that is open now. A scan that got no answer is repeated, and may have been
   * written all the same: a renewal then is not made twice, nor a checkin that says nothing new.
   */
  private async saidInThisVisit({ command, book: { item } }: Scene): Promise<Fact | null> {
    if (!item.newest) return null;
    const fact = await this.parts.view.fact(itemDoc(item.barcode), item.newest);
    return fact?.session === command.session ? fact : null;
  }

  private async take(scene: Scene): Promise<Answer> {
    const { command, counter, book } = scene;
    const { views, acts, situations } = this.parts;
    const draft = decideCheckin(counter, book, command.returning);
    const said = await this.saidInThisVisit(scene);
    const repeated = said?.kind === 'checkin' && saysTheSame(said.body, draft.body);
    const ended = book.item.history.find((past) => past.ended?.by === book.item.newest);
    const loan = book.item.loan ?? (repeated && ended ? ended : null);
    const { returnedAt = counter.now } = draft.body;
    const day = situations.dayOf(returnedAt);
    const late = loan ? Math.max(0, daysBetween(effectiveDue(counter.calendar, loan.due), day)) : 0;
    const before = await views.item(book.item, counter);
    const destination = await views.destination(draft.body.destination, book.item);
    if (!repeated) {
      const entry = await this.parts.write(draft, command.session, counter.policy.version);
      const title = before.title || before.barcode;
      acts.done(entry, { act: 'taken', title, destination, sign: signOf(destination) });
    }
    const after = (await situations.item(book.item.barcode)).item;
    const own = command.patron && loan?.patron === command.patron;
    return {
      kind: 'taken',
      item: await views.item(after, counter),
      destination,
      wasOnLoan: loan !== null,
      daysLate: late,
      notices: await views.checks(checkinChecks(counter, book, command.returning)),
      patron: own ? await this.patronView(command.patron, counter) : null,
    };
  }

  private async blocked(
    act: 'lend' | 'renew',
    { checks }: { checks: readonly Check[] },
    { command, counter, book }: Scene,
  ): Promise<Answer> {
    const item = await this.parts.views.item(book.item, counter);
    this.parts.acts.blocked(counter.now, command.session, item.title || item.barcode);
    const mayOverride = mayOverrideAll(counter, checks);
    const blocks = checks.filter(({ level }) => level === 'block');
    const codes = blocks.map(({ code }) => code);
    return {
      kind: 'blocked',
      act,
      item,
      checks: await this.parts.views.checks(checks),
      mayOverride,
      needs: blocks.every(({ overridable }) => overridable) ? roleNeeded(counter.policy, ...codes) : null,
      reasons: counter.policy.reasons,
    };
  }
}

function saysTheSame(a: FactOf<'checkin'>['body'], b: FactOf<'checkin'>['body']): boolean {
  return (
    a.captured?.hold === b.captured?.hold && canonicalJson(a.destination) === canonicalJson(b.destination)
  );
}

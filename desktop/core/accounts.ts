import { type AccountCharge, payableCents } from '@balie/shared/accounts/account-state.ts';
import { lateCentsOfPatron, type LateReturn } from '@balie/shared/accounts/late-charge.ts';
import { pinOutcomes } from '@balie/shared/accounts/pin-outcomes.ts';
import type { TillSession } from '@balie/shared/accounts/till-state.ts';
import { lateSoFar } from '@balie/shared/circulation/late-so-far.ts';
import type { Counter, PatronLoan } from '@balie/shared/deciding/situation.ts';
import type { Facts } from '@balie/shared/journal/fact.ts';
import { inOrder, type OrderedFact } from '@balie/shared/journal/order.ts';
import { withoutUndone } from '@balie/shared/journal/undo.ts';
import type { Contributions } from '@balie/shared/protocol/contribution.ts';
import { itemDoc, tillDoc } from '@balie/shared/protocol/document-ids.ts';
import type { AccountView, ChargeView, PaymentView, TillView } from '../contract/money.ts';
import type { Situations } from './situations.ts';
import type { View } from './view.ts';
import type { Views } from './views.ts';

interface AccountsParts {
  readonly view: View;
  readonly views: Views;
  readonly situations: Situations;
}

/** What screens are told of money: a patron's charges and payments (M1), and a drawer (M8). Reads only. */
export class Accounts {
  private readonly parts: AccountsParts;

  constructor(parts: AccountsParts) {
    this.parts = parts;
  }

  /** Of a patron of whom nothing is known an account of nothing. */
  async of(id: string, staff: Counter['staff']): Promise<AccountView> {
    const { view, situations } = this.parts;
    const counter = await situations.counter('', staff);
    const [{ patron, loans, account }, { facts, contributions = {} }] = await Promise.all([
      situations.patron(id, counter, null),
      view.accountContent(id),
    ]);
    const open = account.charges.filter(({ openCents }) => openCents > 0);
    const charges = [
      ...(await this.chargesOf(open, loans, contributions)),
      ...(await this.runningOf(loans, contributions, counter)),
    ];
    const { balanceCents, owedCents, creditCents } = account;
    return {
      ...{ patron: account.patron, balanceCents, owedCents, creditCents },
      runningCents: charges.reduce((sum, { running, cents }) => sum + (running ? cents : 0), 0),
      charges: charges.sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1)),
      payments: paymentsOf(facts, new Set([patron.id, ...patron.aliases])),
    };
  }

  async till(name: string): Promise<TillView> {
    const { view, situations } = this.parts;
    const { till, open, sessions, uncounted } = await situations.till(name);
    const last = sessions.at(-1);
    if (!open)
      return {
        ...{ till, open },
        last: last ? { person: last.person, closedAt: last.closedAt ?? last.openedAt } : null,
      };
    const { person, openedAt: since, floatCents, droppedCents, terminals, expectedCents } = open;
    const count = open.counts.at(-1);
    return {
      till,
      open: {
        ...{ person, since, floatCents, droppedCents, terminals },
        expectedCashCents: expectedCents,
        expectedCardCents: terminals.reduce((sum, { cents }) => sum + cents, 0),
        receipts: receiptsIn(open, await view.facts(tillDoc(name))),
        uncounted: uncounted.length,
        lastCount: count
          ? {
              at: count.at,
              expectedCents: count.expectedCents,
              countedCents: count.countedCents,
              differenceCents: count.differenceCents,
            }
          : null,
      },
      last: null,
    };
  }

  private async chargesOf(
    charges: readonly AccountCharge[],
    loans: readonly PatronLoan[],
    contributions: Contributions,
  ): Promise<readonly ChargeView[]> {
    const abouts = charges.map((charge) => aboutOf(charge, contributions));
    const titles = await this.parts.views.titlesOf(abouts.flatMap((about) => about ?? []));
    const claimed = new Set(loans.flatMap(({ loan }) => (loan.claimed ? [loan.id, ...loan.aliases] : [])));
    return charges.map((charge, i) => {
      const { id, reason, at: since, cents, openCents, offeredCents, pendingCents, loan } = charge;
      const about = abouts[i];
      return {
        ...{ id, reason, since, cents, openCents, offeredCents, pendingCents },
        payableCents: payableCents(charge),
        about: about === undefined ? null : { barcode: barcodeOf(about), title: titles.get(about) ?? '' },
        running: false,
        disputed: loan !== undefined && claimed.has(loan),
      };
    });
  }

  /** Late books that are not back: each as if it came back now, beside what the others of this day cost (M3). */
  private async runningOf(
    loans: readonly PatronLoan[],
    contributions: Contributions,
    { today, now }: Counter,
  ): Promise<readonly ChargeView[]> {
    const { view, views, situations } = this.parts;
    const late = loans.filter(({ due }) => due < today);
    const found = await Promise.all(
      late.map(async ({ item }) => lateSoFar(item, await view.facts(itemDoc(item)), now) ?? []),
    );
    const running = found.flat();
    const said = Object.values(contributions)
      .flatMap(({ charges = [] }) => charges)
      .filter((charge): charge is LateReturn => charge.kind === 'late');
    const all = [...said, ...running];
    const cents = lateCentsOfPatron(all, await situations.surroundings(all));
    const titles = await views.titlesOf(running.map(({ item }) => itemDoc(item)));
    return running.flatMap((charge): readonly ChargeView[] => {
      const { id, item, due } = charge;
      const asked = cents.get(id) ?? 0;
      if (asked <= 0) return [];
      return [
        {
          ...{ id, reason: 'late', since: Date.parse(due), cents: asked, openCents: asked },
          ...{ payableCents: 0, offeredCents: 0, pendingCents: 0, running: true, disputed: false },
          about: { barcode: item, title: titles.get(itemDoc(item)) ?? item },
        },
      ];
    });
  }
}

/** The copy or the queue that a charge follows from. */
function aboutOf({ id, item }: AccountCharge, contributions: Contributions): string | undefined {
  if (item !== undefined) return itemDoc(item);
  return Object.keys(contributions).find((source) =>
    contributions[source]!.charges?.some((charge) => charge.id === id),
  );
}

function barcodeOf(document: string): string | null {
  return document.startsWith(itemDoc('')) ? document.slice(itemDoc('').length) : null;
}

/** Newest first; of an act of unknown outcome only the one that tells how it ended, where one does. */
function paymentsOf(facts: Facts, patrons: ReadonlySet<string>): readonly PaymentView[] {
  const { live } = withoutUndone(inOrder(facts), new Set());
  const outcomes = pinOutcomes(live).of;
  return live
    .flatMap(({ id, fact }): readonly PaymentView[] => {
      if ((fact.kind !== 'pay' && fact.kind !== 'refund') || !patrons.has(fact.body.patron)) return [];
      const outcome = outcomes.get(id);
      if (outcome === 'void') return [];
      const { method, cents, roundingCents, receipt } = fact.body;
      return [
        {
          ...{ id, kind: fact.kind === 'pay' ? 'payment' : 'refund', at: fact.at, method, cents },
          ...{ roundingCents, receipt, outcome: outcome === 'unknown' ? 'unknown' : 'done' },
        } as const,
      ];
    })
    .reverse();
}

/** Payments and refunds that stand, from the act on that began this turn. */
function receiptsIn({ id: first }: TillSession, facts: Facts): number {
  const { live } = withoutUndone(inOrder(facts), new Set());
  const outcomes = pinOutcomes(live).of;
  const from = live.findIndex(({ id }) => id === first);
  const isReceipt = ({ id, fact }: OrderedFact): boolean =>
    (fact.kind === 'pay' || fact.kind === 'refund') && outcomes.get(id) !== 'void';
  return live.slice(Math.max(0, from)).filter(isReceipt).length;
}

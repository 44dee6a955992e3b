import { daysBetween } from '@balie/shared/calendar/days.ts';
import { type ItemState, openClaim } from '@balie/shared/circulation/item-state.ts';
import type { Check } from '@balie/shared/deciding/check.ts';
import { patronChecks } from '@balie/shared/deciding/checks-of-patron.ts';
import { loanGroupName, renewalsLeft, subscriptionName } from '@balie/shared/deciding/terms.ts';
import type { Counter } from '@balie/shared/deciding/situation.ts';
import type { FactOf } from '@balie/shared/journal/fact.ts';
import { ageOn } from '@balie/shared/patrons/fold-patron.ts';
import { titleDoc } from '@balie/shared/protocol/document-ids.ts';
import type {
  CheckView,
  DestinationView,
  HoldView,
  ItemView,
  LoanView,
  PatronView,
} from '../contract/views.ts';
import { nameOf } from './personal-fields.ts';
import type { Store, TitleRecord } from './ports.ts';
import type { Settings } from './settings.ts';
import { isReadyAt, type OpenHold, type PatronAtDesk } from './situations.ts';
import type { View } from './view.ts';

type CheckinDestination = FactOf<'checkin'>['body']['destination'];

/** Turns state into what a screen shows. Codes and figures, never sentences. */
export class Views {
  private readonly parts: { view: View; store: Pick<Store, 'getMany'>; settings: Settings };

  constructor(parts: Views['parts']) {
    this.parts = parts;
  }

  async item(item: ItemState, counter: Counter): Promise<ItemView> {
    return (await this.items([item], counter))[0]!;
  }

  async items(items: readonly ItemState[], counter: Counter): Promise<readonly ItemView[]> {
    const titles = await this.titles(items.flatMap((i) => i.attributes?.title ?? []));
    return Promise.all(
      items.map(async (item): Promise<ItemView> => {
        const { attributes } = item;
        const record = attributes?.title ? titles.get(attributes.title) : undefined;
        return {
          barcode: item.barcode,
          title: record?.title ?? '',
          author: record?.author ?? null,
          loanGroup: loanGroupName(counter.policy, item),
          listed: attributes !== null,
          branch: await this.parts.settings.branchName(attributes?.owner ?? item.at ?? counter.branch),
          shelf: attributes?.shelf ?? null,
          callNumber: attributes?.callNumber ?? null,
          state: stateOf(item),
          due: item.loan?.due ?? null,
        };
      }),
    );
  }

  async titles(ids: readonly string[]): Promise<ReadonlyMap<string, TitleRecord>> {
    if (!ids.length) return new Map();
    const found = await this.parts.store.getMany([...new Set(ids)].map(titleDoc));
    return new Map(ids.flatMap((id) => titleEntry(id, found.get(titleDoc(id)))));
  }

  /** What a copy or a queue is of; a copy whose title nobody knows has its number, anything else nothing. */
  async titleOf(document: string): Promise<string> {
    return (await this.titlesOf([document])).get(document) ?? '';
  }

  /** By document: of copies and queues. */
  async titlesOf(documents: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const wanted = await Promise.all(
      documents.map(async (document) => {
        const barcode = /^(?:queue:)?item:(.+)$/.exec(document)?.[1];
        if (barcode === undefined)
          return { document, title: /^queue:title:(.+)$/.exec(document)?.[1], other: '' };
        return { document, title: (await this.parts.view.item(barcode))?.attributes?.title, other: barcode };
      }),
    );
    const titles = await this.titles(wanted.flatMap(({ title }) => title ?? []));
    return new Map(
      wanted.map(({ document, title, other }) => [document, (title && titles.get(title)?.title) || other]),
    );
  }

  async patron(at: PatronAtDesk, counter: Counter): Promise<PatronView> {
    const { patron, personal, loans } = at;
    const items = await this.parts.view.itemsOf(loans.map((l) => l.item));
    // What the replica heard meanwhile may have ended a loan, or given its book another number.
    const shown = await this.items(items, counter);
    const books = new Map(items.map((state, i) => [state.loan?.id, { state, item: shown[i]! }]));
    const subscription = subscriptionName(counter.policy, at, counter.today);
    return {
      id: patron.id,
      name: nameOf(personal),
      age: ageOn(personal['birthDate'] ?? null, counter.today),
      kind: patron.kind,
      card: at.card ?? patron.cards.find((c) => c.active)?.number ?? patron.cards[0]?.number ?? '',
      homeBranch: patron.home ? await this.parts.settings.branchName(patron.home) : '',
      subscription: {
        code: patron.subscription,
        until: patron.expires,
        expired: patron.expires !== null && patron.expires < counter.today,
      },
      messages: at.messages,
      loans: loans.flatMap(({ loan, due }): readonly LoanView[] => {
        const book = books.get(loan.id);
        if (!book) return [];
        return [
          {
            id: loan.id,
            item: book.item,
            due,
            daysLate: Math.max(0, daysBetween(due, counter.today)),
            renewals: loan.renewals,
            renewalsLeft: renewalsLeft(counter.policy, book.state),
            thisSession: loan.session === counter.session,
            lost: loan.lost,
          },
        ];
      }),
      loanLimit: counter.policy.subscriptions[subscription]!.loans,
      holds: await this.holds(at.holds, counter),
      owedCents: at.account.balanceCents,
      owedLimitCents: counter.policy.owedLimitCents,
      checks: await this.checks(patronChecks(counter, at)),
      guest: patron.kind === 'guest',
    };
  }

  /** Branches by name: a screen knows no codes. */
  checks(checks: readonly Check[]): Promise<readonly CheckView[]> {
    return Promise.all(
      checks.map(async ({ code, level, params, overridable }): Promise<CheckView> => {
        const { branch } = params;
        const named =
          typeof branch === 'string'
            ? { ...params, branch: await this.parts.settings.branchName(branch) }
            : params;
        return { code, level, params: named, overridable };
      }),
    );
  }

  async destination(destination: CheckinDestination, item: ItemState): Promise<DestinationView> {
    switch (destination.kind) {
      case 'shelf':
        return {
          kind: 'shelf',
          shelf: item.attributes?.shelf ?? null,
          callNumber: item.attributes?.callNumber ?? null,
        };
      case 'branch':
        return { ...destination, branch: await this.parts.settings.branchName(destination.branch) };
      case 'hold-shelf':
      case 'tray':
        return destination;
      case 'ill-return':
        return { kind: 'tray', reason: 'ill-return' };
    }
  }

  private async holds(holds: readonly OpenHold[], counter: Counter): Promise<readonly HoldView[]> {
    const titles = await this.titlesOf(holds.map(({ queue }) => queue.id));
    return Promise.all(
      holds.map(async (open): Promise<HoldView> => {
        const { hold, queue } = open;
        const waiting = queue.holds.filter((h) => h.status === 'waiting');
        return {
          id: hold.id,
          queue: queue.id,
          title: titles.get(queue.id) ?? '',
          state:
            hold.status === 'waiting' ? 'waiting' : isReadyAt(open, hold.pickup) ? 'ready' : 'in-transit',
          place: hold.pickup === counter.branch ? (hold.copy?.place ?? null) : null,
          pickup: await this.parts.settings.branchName(hold.pickup),
          until: null,
          position: hold.status === 'waiting' ? waiting.indexOf(hold) + 1 : null,
        };
      }),
    );
  }
}

function titleEntry(id: string, document: object | undefined): [string, TitleRecord][] {
  return document && 'record' in document ? [[id, document.record as TitleRecord]] : [];
}

function stateOf(item: ItemState): ItemView['state'] {
  if (item.mark === 'lost' || item.loan?.lost) return 'lost';
  if (item.loan) return 'on-loan';
  if (item.mark === 'missing') return 'missing';
  if (item.mark) return 'unavailable';
  if (openClaim(item)) return 'captured';
  return item.transitTo ? 'in-transit' : 'available';
}

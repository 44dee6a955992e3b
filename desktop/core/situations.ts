import { foldAccount, type AccountState } from '@balie/shared/accounts/fold-account.ts';
import { localDate } from '@balie/shared/calendar/days.ts';
import { effectiveDue } from '@balie/shared/calendar/opening.ts';
import { foldItem } from '@balie/shared/circulation/fold-item.ts';
import { queuesOf } from '@balie/shared/circulation/item-state.ts';
import { loanGroupName } from '@balie/shared/deciding/checks.ts';
import type {
  Counter,
  ItemSituation,
  PatronLoan,
  PatronSituation,
} from '@balie/shared/deciding/situation.ts';
import type { Hold, QueueState } from '@balie/shared/holds/queue-state.ts';
import { foldPatron, type PatronState } from '@balie/shared/patrons/fold-patron.ts';
import { accountDoc, patronDoc } from '@balie/shared/protocol/document-ids.ts';
import type { Personal } from '@balie/shared/protocol/state-document.ts';
import type { DeskClock, DeskIdentity, Index } from './ports.ts';
import type { Settings } from './settings.ts';
import type { View } from './view.ts';

export interface OpenHold {
  readonly queue: QueueState;
  readonly hold: Hold;
  readonly at: string | null;
}

/** A patron as the counter needs it: the situation for deciding, and what only the screen shows. */
export interface PatronAtDesk extends PatronSituation {
  readonly personal: Readonly<Record<string, string>>;
  readonly holds: readonly OpenHold[];
}

/** Gathers from the view what `deciding` looks at. Reads only. */
export class Situations {
  private readonly parts: {
    view: View;
    index: Index;
    settings: Settings;
    clock: DeskClock;
    identity: DeskIdentity;
    now: () => number;
  };

  constructor(parts: Situations['parts']) {
    this.parts = parts;
  }

  async counter(session: string, staff: Counter['staff']): Promise<Counter> {
    const { settings, identity } = this.parts;
    const now = this.parts.now();
    const [policy, calendar] = await Promise.all([settings.policy(), settings.calendar(identity.branch)]);
    return {
      branch: identity.branch,
      now,
      today: localDate(now, identity.timeZone),
      policy,
      calendar,
      session,
      staff,
    };
  }

  /** An item that nobody knows comes as an unlisted one, without a fact (L10). */
  async item(barcode: string): Promise<ItemSituation> {
    const item = (await this.parts.view.item(barcode)) ?? foldItem(barcode, {});
    return { item, queues: await this.parts.view.queues(queuesOf(item)) };
  }

  async patron(id: string, counter: Counter, card: string | null): Promise<PatronAtDesk> {
    const { view, index, settings } = this.parts;
    const [documents, indexed, queueIds] = await Promise.all([
      view.documents([patronDoc(id), accountDoc(id)]),
      index.loansOf(id),
      index.queuesOf(id),
    ]);
    const items = await view.itemsOf([...new Set([...indexed, ...view.pendingLoansOf(id)])]);
    const loans: PatronLoan[] = [];
    for (const item of items) {
      if (item.loan?.patron !== id) continue;
      const calendar = await settings.calendar(item.loan.branch);
      const loanGroup = loanGroupName(counter.policy, item);
      loans.push({
        item: item.barcode,
        loanGroup,
        loan: item.loan,
        due: effectiveDue(calendar, item.loan.due),
      });
    }
    loans.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.item < b.item ? -1 : 1));
    const holds = await this.holdsOf(id, [...new Set([...queueIds, ...view.pendingQueuesOf(id)])]);
    const document = documents.get(patronDoc(id));
    const patron = (document?.state as PatronState | undefined) ?? foldPatron(id, {});
    const account = (documents.get(accountDoc(id))?.state as AccountState | undefined) ?? foldAccount(id, {});
    const readyHere = holds.filter((h) => isReadyAt(h, counter.branch)).length;
    return {
      patron,
      loans,
      account,
      readyHere,
      card,
      holds,
      personal: personalOf(patron, document?.personal),
    };
  }

  private async holdsOf(patron: string, queueIds: readonly string[]): Promise<readonly OpenHold[]> {
    const queues = await this.parts.view.queues(queueIds);
    const open = queues.flatMap((queue) =>
      queue.holds
        .filter((h) => h.patron === patron && (h.status === 'waiting' || h.status === 'captured'))
        .map((hold) => ({ queue, hold })),
    );
    const copies = await this.parts.view.itemsOf(open.flatMap(({ hold }) => hold.copy?.item ?? []));
    const where = new Map(copies.map((item) => [item.barcode, item.transitTo ? null : item.at]));
    return open.map(({ queue, hold }) => ({
      queue,
      hold,
      at: hold.copy ? (where.get(hold.copy.item) ?? null) : null,
    }));
  }
}

/** Captured, and the copy is on its pick-up shelf. */
export function isReadyAt({ hold, at }: OpenHold, branch: string): boolean {
  return hold.status === 'captured' && hold.pickup === branch && at === branch;
}

function personalOf(patron: PatronState, personal: Personal | undefined): Readonly<Record<string, string>> {
  return (patron.personal && personal?.[patron.personal]) || {};
}

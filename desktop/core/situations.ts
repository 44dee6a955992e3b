import type { AccountState } from '@balie/shared/accounts/fold-account.ts';
import type { DerivedCharge } from '@balie/shared/accounts/derived-charge.ts';
import { foldTill } from '@balie/shared/accounts/fold-till.ts';
import type { TillState } from '@balie/shared/accounts/till-state.ts';
import { localDate } from '@balie/shared/calendar/days.ts';
import { effectiveDue } from '@balie/shared/calendar/opening.ts';
import type { Surroundings } from '@balie/shared/calendar/surroundings.ts';
import { foldItem } from '@balie/shared/circulation/fold-item.ts';
import { queuesOf } from '@balie/shared/circulation/item-state.ts';
import type { Instant, LocalDate } from '@balie/shared/clock/instant.ts';
import { loanGroupName } from '@balie/shared/deciding/terms.ts';
import type {
  Counter,
  ItemSituation,
  PatronLoan,
  PatronSituation,
} from '@balie/shared/deciding/situation.ts';
import type { Hold, QueueState } from '@balie/shared/holds/queue-state.ts';
import { ageOn, foldPatron, type PatronState } from '@balie/shared/patrons/fold-patron.ts';
import { accountDoc, contactDoc, patronDoc, tillDoc } from '@balie/shared/protocol/document-ids.ts';
import { foldDocument } from '@balie/shared/protocol/state-document.ts';
import { messagesOf, type PersonalFields, personalFields } from './personal-fields.ts';
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
  readonly personal: PersonalFields;
  /** Notes to be read at the counter. */
  readonly messages: readonly string[];
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

  /** The day that it was at this branch. */
  dayOf(at: Instant): LocalDate {
    return localDate(at, this.parts.identity.timeZone);
  }

  /** An item that nobody knows comes as an unlisted one, without a fact (L10). */
  async item(barcode: string): Promise<ItemSituation> {
    const item = (await this.parts.view.item(barcode)) ?? foldItem(barcode, {});
    return { item, queues: await this.parts.view.queues(queuesOf(item)) };
  }

  /** Under any id of a person who has several; `card` is the one that was scanned. */
  async patron(id: string, counter: Counter, card: string | null): Promise<PatronAtDesk> {
    const { patron, personal, messages } = await this.person(id);
    const ids = [patron.id, ...patron.aliases];
    const [loans, holds, account, wardsOwedCents] = await Promise.all([
      this.loansOf(ids, counter),
      this.holdsOf(ids),
      this.account(id),
      this.owedByWards(patron),
    ]);
    const readyHere = holds.filter((h) => isReadyAt(h, counter.branch)).length;
    const age = ageOn(personal['birthDate'] ?? null, counter.today);
    return { patron, loans, account, readyHere, card, age, wardsOwedCents, holds, personal, messages };
  }

  /** Who somebody is, as far as it is known here; of an unknown id a patron of whom nobody here knows anything (D7). */
  async person(id: string): Promise<Pick<PatronAtDesk, 'patron' | 'personal' | 'messages'>> {
    const found = await this.parts.view.documents([contactDoc(id), patronDoc(id)]);
    const patron = (found.get(patronDoc(id))?.state as PatronState | undefined) ?? foldPatron(id, {});
    const documents = [...found.values()];
    return {
      patron,
      personal: personalFields(patron, documents),
      messages: messagesOf(patron, documents),
    };
  }

  async account(patron: string): Promise<AccountState> {
    const content = await this.parts.view.accountContent(patron);
    if ('state' in content) return content.state as AccountState;
    const charges = Object.values(content.contributions ?? {}).flatMap((said) => said.charges ?? []);
    return foldDocument(accountDoc(patron), content, await this.surroundings(charges)) as AccountState;
  }

  /** The calendars of the branches whose late charges these are (M3). */
  surroundings(charges: readonly DerivedCharge[]): Promise<Surroundings> {
    const branches = charges.flatMap((charge) => (charge.kind === 'late' ? [charge.branch] : []));
    return this.parts.settings.surroundings([...new Set(branches)]);
  }

  /** A drawer, also one that nobody ever opened (M8). */
  async till(name: string): Promise<TillState> {
    const document = (await this.parts.view.documents([tillDoc(name)])).get(tillDoc(name));
    return (document?.state as TillState | undefined) ?? foldTill(name, {});
  }

  /** Rule P6: what those owe whose guardian this is, in cents. */
  private async owedByWards({ links }: PatronState): Promise<number> {
    const wards = links.filter(({ role }) => role === 'is-guardian-of');
    const accounts = await Promise.all(wards.map(({ other }) => this.account(other)));
    return accounts.reduce((sum, { owedCents }) => sum + owedCents, 0);
  }

  private async loansOf(patrons: readonly string[], counter: Counter): Promise<readonly PatronLoan[]> {
    const { view, index, settings } = this.parts;
    const indexed = await Promise.all(patrons.map((id) => index.loansOf(id)));
    const pending = patrons.flatMap((id) => view.pendingLoansOf(id));
    const loans: PatronLoan[] = [];
    for (const item of await view.itemsOf([...new Set([...indexed.flat(), ...pending])])) {
      const { loan } = item;
      if (!loan || !patrons.includes(loan.patron)) continue;
      const due = effectiveDue(await settings.calendar(loan.branch), loan.due);
      loans.push({ item: item.barcode, loanGroup: loanGroupName(counter.policy, item), loan, due });
    }
    return loans.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.item < b.item ? -1 : 1));
  }

  private async holdsOf(patrons: readonly string[]): Promise<readonly OpenHold[]> {
    const { view, index } = this.parts;
    const indexed = await Promise.all(patrons.map((id) => index.queuesOf(id)));
    const placed = patrons.flatMap((id) => view.pendingQueuesOf(id));
    const queues = await view.queues([...new Set([...indexed.flat(), ...placed])]);
    const open = queues.flatMap((queue) =>
      queue.holds
        .filter((h) => patrons.includes(h.patron) && (h.status === 'waiting' || h.status === 'captured'))
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

import type { Bodies } from '@balie/shared/journal/kinds.ts';
import type { Counter, ItemSituation } from '@balie/shared/deciding/situation.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { Answer } from '../../contract/answers.ts';
import type { PatronView } from '../../contract/views.ts';
import type { Acts } from '../acts.ts';
import type { JournalBook } from '../journal-book.ts';
import type { DeskIdentity, DeskPorts, Index, Store } from '../ports.ts';
import type { Settings } from '../settings.ts';
import type { PatronAtDesk, Situations } from '../situations.ts';
import type { Turns } from '../turns.ts';
import type { Undoing } from '../undoing.ts';
import type { View } from '../view.ts';
import type { Views } from '../views.ts';

/** What a desk gives to the machines that it serves. */
export interface MachineParts {
  readonly identity: DeskIdentity;
  readonly book: JournalBook;
  readonly view: View;
  readonly store: Pick<Store, 'getMany'>;
  readonly index: Index;
  readonly situations: Situations;
  readonly settings: Settings;
  readonly views: Views;
  readonly acts: Acts;
  readonly undoing: Undoing;
  readonly random: () => string;
  readonly now: () => number;
  readonly nextReceipt: () => Promise<number>;
  readonly verifyPin: DeskPorts['verifyPin'];
  readonly makeVerifier: DeskPorts['makeVerifier'];
  /** False while the library is copied for the first time: books and people are not all known yet. */
  readonly isWhole: () => boolean;
  /** Notes that a machine is told about this patron (A3). */
  readonly told: (patron: string, session: string, machine: string) => void;
  /** Acts wait for each other, those of people and of machines. */
  readonly turns: Turns;
  /** Resolves when all is on the disk and in the view; rejects when nothing could be written. */
  readonly write: (
    drafts: readonly Draft[],
    session: string,
    policy: string,
    staff: string,
  ) => Promise<readonly AnyEntry[]>;
}

/** Somebody who stands at a machine. */
export interface Visitor {
  readonly at: PatronAtDesk;
  readonly view: PatronView;
  readonly counter: Counter;
}

/** Lending or renewing costs money, and the patron has not agreed to it. */
export interface FeeFirst {
  readonly kind: 'fee-first';
  readonly cents: number;
}

/** The patron has no such book. */
export interface NotYours {
  readonly kind: 'not-yours';
}

export interface Lending {
  readonly card: string;
  readonly item: string;
  readonly session: string;
  /** The patron agreed to what it costs. */
  readonly feeAccepted: boolean;
}

export interface Taken {
  readonly answer: Answer;
  /** What was written of the book; null where nothing was. */
  readonly body: Bodies['checkin'] | null;
  readonly book: ItemSituation;
}

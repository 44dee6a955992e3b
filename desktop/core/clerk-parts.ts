import type { Override } from '@balie/shared/deciding/decision.ts';
import type { Objection, Outcome } from '@balie/shared/deciding/outcome.ts';
import type { Counter } from '@balie/shared/deciding/situation.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { MoneyMoved } from '../contract/commands.ts';
import type { PatronView } from '../contract/views.ts';
import type { Acts } from './acts.ts';
import type { DeskIdentity, DeskPorts, Index, Store } from './ports.ts';
import type { Settings } from './settings.ts';
import type { Situations } from './situations.ts';
import type { View } from './view.ts';

export interface ClerkParts {
  readonly acts: Pick<Acts, 'did'>;
  readonly view: View;
  readonly store: Pick<Store, 'getMany'>;
  readonly index: Index;
  readonly situations: Situations;
  readonly settings: Settings;
  readonly identity: DeskIdentity;
  readonly random: () => string;
  readonly makeVerifier: DeskPorts['makeVerifier'];
  /** The card with which somebody was opened at the counter, if one was. */
  readonly cardOf: (patron: string) => string | null;
  readonly patronView: (patron: string, counter: Counter) => Promise<PatronView>;
  /** The number of the next receipt of the stream that goes on from here (M8). */
  readonly nextReceipt: () => Promise<number>;
  /** Resolves when all is on the disk and in the view; rejects when nothing could be written. */
  readonly write: (drafts: readonly Draft[], session: string, policy: string) => Promise<readonly AnyEntry[]>;
}

/** Where and when a command is decided. */
export interface Scene {
  readonly counter: Counter;
  readonly override: Override | undefined;
}

/** What a command comes to, before anything is written. */
export interface Decided {
  readonly outcome: Outcome;
  /** Whose panel it changes; null where it concerns nobody. */
  readonly patron: string | null;
  readonly money?: MoneyMoved;
}

export function refused(why: Objection): Decided {
  return { outcome: { kind: 'refused', objections: [why] }, patron: null };
}

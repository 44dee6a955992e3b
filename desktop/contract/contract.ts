import type { ActOutcome, DeskCommand } from './commands.ts';
import type { ActView } from './acts.ts';
import type { FailureCode } from './failures.ts';
import type { AccountView, TillView } from './money.ts';
import type { PaperView } from './papers.ts';
import type { Answer } from './answers.ts';
import type { DeskState, Mode, PatronView, SearchHits } from './views.ts';

interface Override {
  /** One of the policy's reasons. */
  readonly reason: string;
  readonly note?: string;
}

export interface ScanCommand {
  readonly code: string;
  /** How it came in: `typed` is slow digits and Enter, `scanned` a burst. */
  readonly by: 'scanned' | 'typed' | 'picked';
  readonly mode: Mode;
  readonly patron: string | null;
  /** One visit of one patron, or one pile taken back. Made by the renderer, a UUID. */
  readonly session: string;
  /** What a question was answered with: the act for `choose`, staff's word for `unlisted`. */
  readonly meant?: 'take' | 'renew' | 'lend';
  readonly confirmedUnlisted?: boolean;
  readonly override?: Override;
}

/** Every call from the screen to the core: payload and result. */
export interface Calls {
  'desk.state': { payload: Record<string, never>; result: DeskState };
  'desk.signIn': { payload: { staff: string; pin: string }; result: DeskState };
  'counter.scan': { payload: ScanCommand; result: Answer };
  'patron.get': { payload: { id: string; session: string }; result: PatronView | null };
  /** Everything that is done at a desk beside scanning. */
  'act.do': {
    payload: { command: DeskCommand; session: string; override?: { readonly reason: string } };
    result: ActOutcome;
  };
  /** One of today's acts, with what can be done about it. `document`: one that it stands in, needed when another desk did it. */
  'act.get': { payload: { id: string; document?: string; session: string }; result: Answer };
  /** L8. Without an `id` the last act of this desk; answered `act` where that is not one of this visit, to be asked for by its id. */
  'act.undo': { payload: { id: string | null; document?: string; session: string }; result: Answer };
  /** The receipt or slip that belongs to an act of this desk, its last one when null; null for an act without paper. */
  'paper.get': { payload: { act: string | null }; result: PaperView | null };
  /** A patron's charges, credit and payments (M1). */
  'account.get': { payload: { patron: string }; result: AccountView };
  /** A drawer (M8); left out, this desk's. */
  'till.get': { payload: { till?: string }; result: TillView };
  search: { payload: { text: string }; result: SearchHits };
  /** Today's acts for the read model, in the order of `seq`, those after `after`. */
  'acts.pull': {
    payload: { after: number; limit: number };
    result: { acts: readonly ActView[]; last: number };
  };
}

/** Every event from the core to the screen. */
export interface Events {
  'desk.state': DeskState;
  /** Acts that are new or whose `settled` changed. */
  'acts.changed': { readonly acts: readonly ActView[] };
  /** Something that this patron's panel shows changed elsewhere. */
  'patron.changed': { readonly id: string };
}

export type CallName = keyof Calls;
export type EventName = keyof Events;

export type Reply<T> =
  | { readonly ok: true; readonly result: T }
  | { readonly ok: false; readonly error: { readonly code: FailureCode; readonly message: string } };

export type ToCore = { readonly id: number; readonly call: CallName; readonly payload: unknown };
export type FromCore =
  | { readonly id: number; readonly reply: Reply<unknown> }
  | { readonly event: EventName; readonly payload: unknown };

/** What preload puts on `window.balie`; the port itself carries ToCore and FromCore. */
export interface Bridge {
  call<N extends CallName>(name: N, payload: Calls[N]['payload']): Promise<Reply<Calls[N]['result']>>;
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void;
  readonly language: 'nl' | 'en';
  readonly theme: 'light' | 'dark' | 'system';
}

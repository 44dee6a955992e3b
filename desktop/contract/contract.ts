import type { Returning } from '@balie/shared/deciding/decide-checkin.ts';
import type { Parts } from '@balie/shared/deciding/situation.ts';
import type { ActOutcome, DeskCommand } from './commands.ts';
import type { ActView } from './acts.ts';
import type { Answer } from './answers.ts';
import type { FailureCode } from './failures.ts';
import type { AccountView, TillView } from './money.ts';
import type {
  DevicesView,
  DeviceTest,
  DeviceTested,
  InventoryView,
  PileAnswer,
  PileCommand,
  PileView,
  ScanMisread,
  ScanRead,
  TagCommand,
  TagWritten,
} from './devices.ts';
import type { PaperView, PaperWanted, PrintAnswer, PrintingView } from './papers.ts';
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
  /** Of a book that comes back: when it was dropped, and what staff saw of it (L11, L12). */
  readonly returning?: Returning;
  /** Of a book that goes out: its parts as they were counted (L12). */
  readonly parts?: Parts;
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
  /** A patron's charges, credit and payments (M1). */
  'account.get': { payload: { patron: string }; result: AccountView };
  /** A drawer (M8); left out, this desk's. */
  'till.get': { payload: { till?: string }; result: TillView };
  /** A receipt or slip as it would be printed now; null where there is none, as for an act without paper. */
  'paper.get': { payload: PaperWanted; result: PaperView | null };
  /** Has it printed, once, whatever happens to printer and program. Fails with `no-paper` where there is none. */
  'paper.print': { payload: PaperWanted; result: PrintingView };
  'printing.state': { payload: Record<string, never>; result: PrintingView };
  /** What a person says of a job that is not being sent. */
  'printing.answer': { payload: { job: string; answer: PrintAnswer }; result: PrintingView };
  /** `opened` is false where the printer could not be told to. */
  'printing.drawer': { payload: Record<string, never>; result: { readonly opened: boolean } };
  /** What lies on the pads now. */
  'pile.get': { payload: Record<string, never>; result: PileView };
  /** Each item by itself, as `counter.scan` would; the answer does not wait for security. */
  'pile.act': { payload: PileCommand; result: PileAnswer };
  /** A person's word that these tags are to say what the desk knows of their items. */
  'pile.secure': { payload: { readonly numbers: readonly string[] }; result: PileView };
  'devices.state': { payload: Record<string, never>; result: DevicesView };
  'devices.test': { payload: DeviceTest; result: DeviceTested };
  'tag.write': { payload: TagCommand; result: TagWritten };
  /** Fails with `no-device` or `inventory-running`. */
  'inventory.start': {
    payload: { readonly pad: string; readonly shelf: string | null; readonly session: string };
    result: InventoryView;
  };
  /** The result when all that was met is noted; null where none was running. */
  'inventory.stop': { payload: Record<string, never>; result: InventoryView | null };
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
  'printing.changed': PrintingView;
  'scan.read': ScanRead;
  'scan.misread': ScanMisread;
  'pile.changed': PileView;
  'devices.changed': DevicesView;
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
  /** Never rejects: a core that gives no answer is an error of the reply too. */
  call<N extends CallName>(name: N, payload: Calls[N]['payload']): Promise<Reply<Calls[N]['result']>>;
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void;
  readonly language: 'nl' | 'en';
  readonly theme: 'light' | 'dark' | 'system';
}

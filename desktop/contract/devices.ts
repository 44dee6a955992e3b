import type { Answer } from './answers.ts';
import type {
  DrawerStateCode,
  MisreadCode,
  PadStateCode,
  PileTroubleCode,
  ProfileProblemCode,
  ScannerStateCode,
  ScanTestTroubleCode,
  SecurityTroubleCode,
  TaggingTroubleCode,
  TagReadingCode,
  UnreadableCode,
} from './device-codes.ts';
import type { RefusalCode } from './failures.ts';
import type { PrintingView } from './papers.ts';
import type { ItemView, Mode, Params, PatronView } from './views.ts';

/** A code from a scanner, or the number of a card that was laid on a pad. */
export interface ScanRead {
  readonly code: string;
  /** Null where the scanner does not tell. */
  readonly symbology: string | null;
  /** The device's name in the desk's profile; empty for scanners that type and are not in it. */
  readonly source: string;
}

/** What came is no code, or not read right: it is shown ("scan again") and never looked up. */
export interface ScanMisread {
  readonly source: string;
  readonly code: MisreadCode;
  readonly params: Params;
}

type SecurityState = 'in-library' | 'on-loan';

/** Whether the gates will take an item for what it is. */
export type SecurityView =
  | { readonly state: 'done' | 'pending' }
  /** Tried in vain, as often as makes sense; tried again when the tag comes back, or on `pile.secure`. */
  | { readonly state: 'failed'; readonly code: SecurityTroubleCode }
  /** Its tag says something else than the desk knows, by no act of this desk: never changed unasked. `tag` is null for neither. */
  | { readonly state: 'misfit'; readonly tag: SecurityState | null; readonly item: SecurityState }
  /** The desk knows nothing of the item, or the pad cannot tell. */
  | { readonly state: 'unknown' };

export interface PileItemView {
  /** The number on its tags, as the acts on the pile name it. */
  readonly number: string;
  readonly item: ItemView;
  readonly uids: readonly string[];
  /** Of how many parts it is, which do not lie there, and which lie there twice. */
  readonly parts: number;
  readonly missing: readonly number[];
  readonly doubled: readonly number[];
  readonly security: SecurityView;
}

/** What lies on the desk's pads. */
export interface PileView {
  readonly items: readonly PileItemView[];
  readonly cards: readonly { readonly uid: string; readonly number: string }[];
  /** Tags of no model of the library, or without a label. */
  readonly foreign: readonly { readonly uid: string; readonly reading: TagReadingCode }[];
  readonly unreadable: readonly { readonly uid: string; readonly code: UnreadableCode }[];
  /** Taken away before the gates would take them for what they are: to be put back. */
  readonly away: readonly {
    readonly uid: string;
    readonly item: ItemView;
    readonly wanted: SecurityState;
    readonly code: SecurityTroubleCode;
  }[];
}

/** What a person said of one item of a pile, beforehand or because it was asked. */
interface PileWord {
  readonly meant?: 'take' | 'renew' | 'lend';
  readonly confirmedUnlisted?: boolean;
  readonly override?: { readonly reason: string; readonly note?: string };
  /** It goes as it lies there, with parts missing or doubled. */
  readonly incomplete?: boolean;
}

/** One act on many items; each is decided and written by itself. Repeated in the same session it does nothing twice. */
export interface PileCommand {
  readonly mode: Mode;
  readonly patron: string | null;
  readonly session: string;
  /** Numbers of items that lie there. */
  readonly items: readonly string[];
  /** By number. */
  readonly words?: Readonly<Record<string, PileWord>>;
}

/** What became of one item; nothing was done of it but by `done`. */
export type PileLine = { readonly number: string } & (
  | { readonly kind: 'done'; readonly answer: Answer; readonly security: SecurityView }
  | { readonly kind: 'blocked'; readonly answer: Answer }
  | { readonly kind: 'asked'; readonly answer: Answer }
  /** Its parts are not all there, or some twice. */
  | {
      readonly kind: 'incomplete';
      readonly item: ItemView;
      readonly parts: number;
      readonly missing: readonly number[];
      readonly doubled: readonly number[];
    }
  | { readonly kind: 'failed'; readonly code: PileTroubleCode; readonly params: Params }
);

export interface PileAnswer {
  /** In the order of the command. */
  readonly lines: readonly PileLine[];
  /** Who is open, after all of it. */
  readonly patron: PatronView | null;
}

interface DeviceState<Code> {
  readonly code: Code;
  /** `detail` is the system's own word for it, for IT. */
  readonly params: Params;
}

interface DeviceOf<Kind, State> {
  readonly name: string;
  readonly kind: Kind;
  readonly state: State;
}

export type ScannerView = DeviceOf<'scanner', DeviceState<ScannerStateCode>>;
export type PadView = DeviceOf<'pad', DeviceState<PadStateCode>>;
export type PrinterView = DeviceOf<'printer', PrintingView['printer']> & {
  /** The cash drawer that is plugged into it; left out where there is none. */
  readonly drawer?: DeviceState<DrawerStateCode>;
};

/** A device, and whether it is there or why not. */
export type DeviceView = ScannerView | PadView | PrinterView;

/** How scanners that type are heard and read, as `hardware/codecs` takes it: all of them are one keyboard. */
export interface TypingView {
  /** As the desk's profile calls it; empty where it does not. */
  readonly name: string;
  /** When keys are a scanner's; times in ms. */
  readonly limits: { readonly quick: number; readonly divide: number; readonly shortestCode: number };
  readonly reading: {
    readonly prefix: string;
    readonly suffix: string;
    readonly sameScanMs: number;
    readonly codes: readonly {
      readonly pattern: string;
      readonly check: 'none' | 'luhn' | 'ean13' | 'mod43';
      readonly dropCheck: boolean;
      readonly symbologies?: readonly string[] | undefined;
    }[];
    readonly otherCodes: 'accepted' | 'refused';
  };
}

/** One thing that is wrong in `devices.json`. */
export interface ProfileProblemView {
  readonly code: ProfileProblemCode;
  /** Null where it is the file itself. */
  readonly line: number | null;
  /** `scanners[0].link.baudRate`; empty for all that stands in the file. */
  readonly place: string;
  readonly params: Params;
}

export interface DevicesView {
  /** Then none of the profile counts. */
  readonly problems: readonly ProfileProblemView[];
  readonly devices: readonly DeviceView[];
  readonly typing: TypingView;
  /** Items whose security is not as it should be, lying there or taken away. */
  readonly unsecured: number;
  readonly inventory: InventoryView | null;
}

/** `scan` waits for the next code of that scanner, which then goes nowhere else. */
export interface DeviceTest {
  readonly device: string;
  readonly what: 'scan' | 'tag' | 'print' | 'drawer';
}

export type DeviceTested =
  | { readonly kind: 'scan'; readonly code: string; readonly symbology: string | null }
  | {
      readonly kind: 'tags';
      readonly tags: readonly {
        readonly uid: string;
        readonly afi: number | null;
        readonly reading: TagReadingCode;
        readonly number: string | null;
      }[];
    }
  | { readonly kind: 'sent' }
  | { readonly kind: 'no-scan'; readonly code: ScanTestTroubleCode; readonly params: Params }
  /** The drawer's printer could not be told to. */
  | { readonly kind: 'no-drawer'; readonly state: PrintingView['printer'] };

/** Puts a label on a tag that lies there. `replaces` is the number that stands on it, where it has one already. */
export interface TagCommand {
  readonly uid: string;
  readonly item: string;
  /** 1 of 1 where they are left out. */
  readonly parts?: number;
  readonly ordinal?: number;
  readonly replaces?: string;
}

export type TagWritten =
  | { readonly kind: 'written'; readonly item: ItemView }
  | { readonly kind: 'failed'; readonly code: TaggingTroubleCode; readonly params: Params };

/** A walk along the shelves: each item that the reader meets is seen there, once. */
export interface InventoryView {
  readonly pad: string;
  readonly shelf: string | null;
  readonly seen: number;
  /** Numbers that this desk does not know. */
  readonly unknown: readonly string[];
  /** Numbers that could not be noted, and why. */
  readonly failed: readonly { readonly number: string; readonly code: RefusalCode }[];
  /** Tags that say no item: cards, blank ones, those that cannot be read. */
  readonly unread: number;
}

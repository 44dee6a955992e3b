import type { ObjectionCode } from '@balie/shared/deciding/objections.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';
import type { LocalDate, Params, PatronView } from './views.ts';

/** Personal fields by name: `familyName`, `birthDate`, `postcode`, ... (A1). */
type PersonalInput = Readonly<Record<string, string>>;

/** `queue` is `queue:title:<title>`, `queue:item:<barcode>`, `queue:work:<work>` or `queue:issue:<title>/<issue>` (H1). */
export type HoldCommand =
  | {
      readonly kind: 'hold.place';
      readonly queue: string;
      readonly patron: string;
      readonly pickup: string;
      readonly copies?: number;
      /** The last day on which it is wanted (H9). */
      readonly until?: LocalDate;
      /** Of a hold on a work: what will do. */
      readonly language?: string;
      readonly format?: string;
      /** Lower is served first. */
      readonly priority?: number;
    }
  | {
      readonly kind: 'hold.cancel';
      readonly queue: string;
      readonly hold: EntryId;
      readonly by: Bodies['hold.cancel']['by'];
    }
  | {
      readonly kind: 'hold.suspend';
      readonly queue: string;
      readonly hold: EntryId;
      /** The first day on which it counts again; null until it is resumed. */
      readonly until: LocalDate | null;
    }
  | { readonly kind: 'hold.resume'; readonly queue: string; readonly hold: EntryId }
  | {
      readonly kind: 'hold.move';
      readonly queue: string;
      readonly hold: EntryId;
      readonly pickup?: string;
      readonly priority?: number;
    }
  | {
      readonly kind: 'hold.notOnShelf';
      readonly queue: string;
      readonly hold: EntryId;
      readonly item: string;
    }
  | {
      readonly kind: 'hold.expire';
      readonly queue: string;
      readonly hold: EntryId;
      readonly why: Bodies['hold.expire']['why'];
      /** The copy that goes on, where several wait for one hold. */
      readonly item?: string;
    };

export type PersonCommand =
  | {
      readonly kind: 'patron.register';
      /** The number under which loans stand already (D7, G1); left out, a new one is made. */
      readonly patron?: string;
      readonly as: Bodies['patron.register']['kind'];
      /** A branch; left out, this one. */
      readonly home?: string;
      /** Identity or address was shown. */
      readonly verified: boolean;
      /** Of a guest: the library that has the contract (G2). */
      readonly homeLibrary?: string;
      readonly card?: string;
      readonly subscription?: string;
      readonly guardianConsents?: boolean;
      readonly personal: PersonalInput;
    }
  | {
      readonly kind: 'patron.edit';
      readonly patron: string;
      readonly set?: Bodies['patron.edit']['set'];
      readonly personal?: PersonalInput;
    }
  /** A PIN for the self-checks (A7), 4 to 12 digits; only its verifier is kept. */
  | { readonly kind: 'patron.pin'; readonly patron: string; readonly pin: string }
  | {
      readonly kind: 'patron.subscription';
      readonly patron: string;
      readonly act: 'new' | 'change';
      readonly subscription: string;
    }
  | { readonly kind: 'patron.subscription'; readonly patron: string; readonly act: 'renew' | 'end' }
  | {
      readonly kind: 'patron.block';
      readonly patron: string;
      /** One of the policy's. */
      readonly reason: string;
      readonly until: LocalDate | null;
    }
  | { readonly kind: 'patron.unblock'; readonly patron: string; readonly block: EntryId }
  | {
      readonly kind: 'patron.card';
      readonly patron: string;
      readonly act: Bodies['patron.card']['act'];
      readonly number: string;
      /** Of a new card: the one that it takes the place of. */
      readonly replaces?: string;
    }
  | {
      readonly kind: 'patron.note';
      readonly patron: string;
      readonly text: string;
      readonly show: Bodies['patron.note']['show'];
    }
  | { readonly kind: 'patron.note'; readonly patron: string; readonly ends: EntryId }
  | {
      readonly kind: 'patron.link';
      readonly patron: string;
      /** The guardian, relative or proxy (P6). */
      readonly other: string;
      readonly link: Bodies['patron.link']['link'];
      readonly act: Bodies['patron.link']['act'];
    }
  | {
      readonly kind: 'patron.consent';
      readonly patron: string;
      readonly to: Bodies['patron.consent']['to'];
      readonly given: boolean;
    }
  | { readonly kind: 'patron.merge' | 'patron.distinct'; readonly patron: string; readonly other: string }
  | { readonly kind: 'patron.erase'; readonly patron: string; readonly why: Bodies['patron.erase']['why'] };

/** What a terminal answered before the act is written (M8); one that declined moved nothing, and nothing is written. */
interface TerminalInput {
  readonly id: string;
  readonly outcome: 'approved' | 'unknown';
}

/** Money is in cents. */
export type MoneyCommand =
  | {
      readonly kind: 'charge';
      readonly patron: string;
      readonly reason: string;
      readonly cents: number;
      readonly item?: string;
    }
  | {
      readonly kind: 'pay';
      readonly patron: string;
      readonly method: Bodies['pay']['method'];
      /** Ids of charges; left out, all that is open, the oldest first. */
      readonly charges?: readonly string[];
      /** What was handed over; null for exactly what is asked. */
      readonly givenCents: number | null;
      readonly terminal?: TerminalInput;
    }
  | {
      readonly kind: 'waive';
      readonly patron: string;
      readonly charge: string;
      /** Left out, all that may be paid of it. */
      readonly cents?: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'refund';
      readonly patron: string;
      readonly method: Bodies['refund']['method'];
      /** Of the credit; left out, all of it. */
      readonly cents?: number;
      /** The payment that is given back. */
      readonly of?: EntryId;
      readonly terminal?: TerminalInput;
    }
  /** Of a payment or refund whose answer was unknown. */
  | {
      readonly kind: 'terminal.answer';
      readonly patron: string;
      readonly of: EntryId;
      readonly outcome: 'approved' | 'declined';
    };

/** `till` left out is the drawer of this desk. */
export type TillCommand = { readonly till?: string } & (
  | { readonly kind: 'till.open'; readonly person: string; readonly floatCents: number }
  | { readonly kind: 'till.drop'; readonly cents: number; readonly to: string }
  | {
      readonly kind: 'till.count';
      readonly cashCents: number;
      readonly terminals: readonly { readonly id: string; readonly cents: number }[];
    }
  | { readonly kind: 'till.close' }
);

export type ItemCommand =
  | ({ readonly kind: 'item.register' } & Omit<Bodies['item.register'], 'at'>)
  | { readonly kind: 'item.edit'; readonly item: string; readonly set: Bodies['item.edit']['set'] }
  | { readonly kind: 'item.mark'; readonly item: string; readonly mark: Bodies['item.mark']['mark'] }
  | {
      readonly kind: 'item.send';
      readonly item: string;
      readonly to: string;
      readonly why: Bodies['item.send']['why'];
    }
  | { readonly kind: 'item.receive'; readonly item: string }
  | { readonly kind: 'item.seen'; readonly item: string; readonly shelf?: string }
  /** The patron who has it says that it was returned (L13). */
  | { readonly kind: 'loan.claim'; readonly item: string }
  | { readonly kind: 'loan.lost'; readonly item: string; readonly why: 'patron-says' | 'search-ended' };

export interface ExceptionCommand {
  readonly kind: 'exception.settle';
  /** `exception:<kind>:<entry>` */
  readonly exception: string;
  /** One of those that the registry of exceptions offers for its kind (E4). */
  readonly answer: string;
}

/** What somebody asks the desk to do, beside scanning. What follows from it is the desk's to find. */
export type DeskCommand =
  HoldCommand | PersonCommand | MoneyCommand | TillCommand | ItemCommand | ExceptionCommand;

/** Why it cannot be done; all at once (D2). */
interface ObjectionView {
  readonly code: ObjectionCode;
  readonly params: Params;
  readonly overridable: boolean;
}

/** What changed hands, in cents: positive what was received, negative what was paid out. */
export interface MoneyMoved {
  readonly cents: number;
  /** Of cash (M8): in `cents`. */
  readonly roundingCents: number;
  /** To be given back of what was handed over. */
  readonly changeCents: number;
  readonly receipt: number;
}

/** `patron` is whom it concerned, as the panel shows them now; null where it concerned nobody. */
export type ActOutcome =
  | {
      readonly kind: 'done';
      readonly entries: readonly EntryId[];
      readonly patron: PatronView | null;
      /** Of a payment or refund. */
      readonly money: MoneyMoved | null;
    }
  | { readonly kind: 'refused'; readonly objections: readonly ObjectionView[] };

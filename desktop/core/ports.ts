import type { RewritableDisk } from '@balie/shared/journal/file-system.ts';
import type { Access } from '@balie/shared/privacy/access.ts';
import type { Reading, Sign } from '@balie/shared/journal/seal.ts';
import type { NumbersAnswer, PushAnswer, PushRequest, Status } from '@balie/shared/protocol/api.ts';
import type { DevicePorts } from './devices/device-ports.ts';
import type { PrintingPorts } from './printing/printing-ports.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';

/** `title:` documents are the catalogue's; all others are folded state. */
export interface TitleDocument {
  readonly _id: string;
  readonly _rev?: string;
  readonly v: 1;
  readonly record: TitleRecord;
}

export interface TitleRecord {
  readonly title: string;
  readonly subtitle?: string;
  readonly author?: string;
  readonly isbns?: readonly string[];
  readonly year?: number;
}

export type ReplicaDocument = StateDocument | TitleDocument;

/** None is called before the promise of `openStore` has resolved and `follow` was called. */
export interface StoreEvents {
  /** Documents that a pull has stored, the index not yet told. */
  changed(documents: readonly ReplicaDocument[], deleted: readonly string[]): Promise<void>;
  /** Progress of a first copy; `total` is 0 while unknown. Null when the replica is whole. */
  copying(progress: { readonly done: number; readonly total: number } | null): void;
  /** A pull failed; the store tries again by itself with a capped back-off. */
  lost(error: unknown): void;
  /** A new generation was filled beside the old one and is in use from now on. The index is to be made anew. */
  swapped(generation: string): Promise<void>;
}

/** The replica: a local copy of one library's state documents, pulled by replication. Never written by anyone else. */
export interface Store {
  /** Generation in use; null before the first copy has begun. */
  readonly generation: string | null;
  /** Winning revisions, other leaves joined by set union. Absent ids are left out. */
  getMany(ids: readonly string[]): Promise<ReadonlyMap<string, ReplicaDocument>>;
  /** All documents in order of id, for filling an index. */
  page(after: string | null, limit: number): Promise<readonly ReplicaDocument[]>;
  /** Pulls this database from now on; another generation is filled beside and swapped when it is whole. Idempotent. */
  follow(target: { readonly database: string; readonly generation: string }): void;
  close(): Promise<void>;
}

export interface PatronHit {
  readonly id: string;
  readonly name: string;
  readonly card: string;
  readonly born: number | null;
  readonly city: string | null;
}

export interface TitleHit {
  readonly id: string;
  readonly title: string;
  readonly author: string | null;
  readonly barcodes: readonly string[];
}

/** A disposable index over the replica: everything in it can be made again from the documents. */
export interface Index {
  apply(documents: readonly ReplicaDocument[], deleted: readonly string[]): Promise<void>;
  clear(): Promise<void>;
  patronByCard(card: string): Promise<string | null>;
  /** Barcodes of items whose folded state has an open loan of this patron. */
  loansOf(patron: string): Promise<readonly string[]>;
  /** Queues in which this patron has an open hold. */
  queuesOf(patron: string): Promise<readonly string[]>;
  copiesOf(title: string): Promise<readonly string[]>;
  titleByIsbn(isbn: string): Promise<string | null>;
  search(
    text: string,
    limit: number,
  ): Promise<{ readonly patrons: readonly PatronHit[]; readonly titles: readonly TitleHit[] }>;
  close(): Promise<void>;
}

/** The centre as a desk reaches it. Every call rejects with GatewayError within its time limit; none hangs. */
export interface Gateway {
  status(): Promise<Status>;
  push(request: PushRequest): Promise<PushAnswer>;
  numbers(streams: readonly string[]): Promise<NumbersAnswer>;
}

export class GatewayError extends Error {
  /** `unreachable`, or the server's own code. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'GatewayError';
    this.code = code;
  }
}

export interface DeskClock {
  reading(): Reading;
  /** Calls back once after `ms`; returns how to cancel. */
  after(ms: number, callback: () => void): () => void;
}

/** Who this desk is, as enrolment gave it. */
export interface DeskIdentity {
  readonly desk: string;
  readonly name: string;
  readonly library: string;
  readonly branch: string;
  readonly timeZone: string;
  /** The drawer whose cash this desk handles (M8); one that two desks share has one name. Left out, one of its own, called as the desk. */
  readonly till?: string;
  /** Of a demonstration desk: who is signed in from the start. */
  readonly signedIn?: string;
}

/** The drawer of this desk. */
export function tillNameOf({ till, desk }: DeskIdentity): string {
  return till ?? desk;
}

/** Who opened whose record (A3), apart from the journal. What is added is written off the path of who adds it. */
export interface AccessLog {
  add(access: Access): void;
  /** Deletes the months before this one (`2026-11`). */
  keepFrom(month: string): Promise<void>;
  /** Resolves when all is written, or was tried. */
  close(): Promise<void>;
}

export interface DeskPorts {
  readonly identity: DeskIdentity;
  readonly program: string;
  readonly disk: RewritableDisk;
  /** Opens the replica; its events are the desk's. */
  readonly openStore: (events: StoreEvents) => Promise<Store>;
  /** `failed` is told each time that lines cannot be written. */
  readonly openAccessLog: (failed: (error: unknown) => void) => AccessLog;
  readonly index: Index;
  readonly gateway: Gateway;
  readonly clock: DeskClock;
  /** A fresh random text of at least 16 lower-case letters and digits. */
  readonly random: () => string;
  readonly sign: Sign;
  /** Compares a PIN with its verifier, off the event loop (A7). */
  readonly verifyPin: (pin: string, verifier: string) => Promise<boolean>;
  /** Of a new PIN, as slowly, off the event loop. */
  readonly makeVerifier: (pin: string) => Promise<string>;
  /** The desk closes the printer. */
  readonly printing: PrintingPorts;
  readonly devices: DevicePorts;
}

import type { StreamClocks } from '../clock/timing.ts';
import type { AnyEntry } from '../journal/entry.ts';
import { type Fact, factOf, type Facts } from '../journal/fact.ts';
import { entryId, type EntryId } from '../journal/ids.ts';
import { documentsNamedBy } from '../protocol/document-ids.ts';
import { type Draft, seal, type Tip } from '../journal/seal.ts';
import { newestVersion } from '../journal/upcasters.ts';

export interface WriteOptions {
  readonly at: number;
  readonly session?: string | null;
  readonly branch?: string;
  readonly mono?: number;
  readonly boot?: string;
  readonly after?: readonly EntryId[];
}

/** A stream for tests: writes drafts one after another, with clocks as given. */
export class TestStream {
  readonly stream: string;
  private tip: Tip;
  readonly entries: AnyEntry[] = [];

  constructor(stream: string) {
    this.stream = stream;
    this.tip = { stream, seq: 0, hash: null };
  }

  write(
    draft: Pick<Draft, 'kind' | 'body'>,
    { at, session = null, branch = 'centrum', mono = at, boot = 'boot', after = [] }: WriteOptions,
  ): AnyEntry {
    const place = { library: 'NL-0999000001', branch, staff: 'demo', session, rules: 1, policy: 'p' };
    const sealed = seal(
      { ...draft, after } as Draft,
      place,
      { wall: at, mono, boot },
      this.tip,
      () => '',
      '',
    );
    this.tip = sealed.tip;
    this.entries.push(sealed.entry);
    return sealed.entry;
  }
}

/**
 * Entries with a mark in place of their hash, told apart by all that they say; nobody can check them. A fold reads no more of a hash
 * than whose it is, and properties write millions.
 */
export class QuickStream extends TestStream {
  override write(
    { kind, body }: Pick<Draft, 'kind' | 'body'>,
    { at, session = null, branch = 'centrum', mono = at, boot = 'boot', after = [] }: WriteOptions,
  ): AnyEntry {
    const { stream, entries } = this;
    const seq = entries.length + 1;
    const said = JSON.stringify(body);
    const hash = markOf(`${stream} ${seq} ${at} ${kind} ${said}`);
    const entry: AnyEntry = {
      ...{
        _id: entryId(stream, seq, hash),
        _rev: `1-${hash}${hash}`,
        v: newestVersion(kind),
        kind,
        stream,
        seq,
      },
      ...{
        library: 'NL-0999000001',
        branch,
        staff: 'demo',
        session,
        body: JSON.parse(said) as AnyEntry['body'],
      },
      ...{ prev: null, after: [...after], wall: at, mono, boot, rules: 1, policy: 'p', sig: '' },
    };
    entries.push(entry);
    return entry;
  }
}

/** Sixteen digits of two sums over a text (FNV-1a). */
function markOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x01000197);
  }
  const digits = (sum: number): string => (sum >>> 0).toString(16).padStart(8, '0');
  return digits(a) + digits(b);
}

/** The facts of entries at the times that these clocks give. */
export function factsOf(entries: readonly AnyEntry[], clocks: StreamClocks = new Map()): Facts {
  const facts: Record<EntryId, Fact> = {};
  for (const entry of entries) facts[entry._id] = factOf(entry, clocks)!;
  return facts;
}

export const terms: BodyOf<'checkout'>['terms'] = {
  periodDays: 21,
  loanGroup: 'boek',
  subscription: 'basis',
  ageClass: 'adult',
  late: null,
  feeCents: 0,
  credits: 0,
  lost: null,
};

type Written = Pick<Draft, 'kind' | 'body'>;

export const checkout = (
  item: string,
  patron: string,
  due = '2026-12-14',
  again: 'renew' | 'loan' = 'renew',
): Written => ({
  kind: 'checkout',
  body: { item, patron, due, again, terms },
});

export const checkin = (
  item: string,
  captured?: { hold: EntryId; queue: string; patron: string; pickup: string },
): Written => ({
  kind: 'checkin',
  body: {
    item,
    destination: { kind: 'shelf' },
    ...(captured ? { captured: { ...captured, place: 'A-01' } } : {}),
  },
});

export const renew = (item: string, loan: EntryId, patron: string, due: string): Written => ({
  kind: 'renew',
  body: { item, loan, patron, due, terms },
});

export const itemOpen = (item: string, title: string | null = 't1'): Written => ({
  kind: 'item.open',
  body: {
    source: `s:${item}`,
    item,
    title,
    work: null,
    owner: 'centrum',
    at: 'centrum',
    shelf: 'Romans',
    callNumber: 'K 3',
    loanGroup: 'boek',
    mark: null,
    priceCents: 1995,
    holdable: true,
    circulates: true,
  },
});

export const loanOpen = (item: string, patron: string, since: number, lost = false): Written => ({
  kind: 'loan.open',
  body: {
    source: `l:${item}:${patron}`,
    item,
    patron,
    branch: 'centrum',
    since,
    due: '2026-11-30',
    renewalsLeft: 2,
    lost,
  },
});

export const plainHold = {
  copies: 1,
  until: null,
  language: null,
  format: null,
  fees: { placingCents: 0, pickupCents: 0, uncollectedCents: 0 },
};

export const holdPlace = (queue: string, patron: string, pickup = 'centrum', priority = 0): Written => ({
  kind: 'hold.place',
  body: { queue, patron, pickup, priority, ...plainHold },
});

export const holdCancel = (queue: string, hold: EntryId): Written => ({
  kind: 'hold.cancel',
  body: { queue, hold, by: 'patron' },
});

type BodyOf<K extends Draft['kind']> = Extract<Draft, { kind: K }>['body'];

export const holdOpen = (
  queue: string,
  patron: string,
  change: Partial<BodyOf<'hold.open'>> = {},
): Written => ({
  kind: 'hold.open',
  body: {
    source: `h:${queue}:${patron}`,
    queue,
    patron,
    pickup: 'centrum',
    placed: 100,
    suspended: false,
    ...change,
  },
});

export const patronOpen = (patron: string, change: Partial<BodyOf<'patron.open'>> = {}): Written => ({
  kind: 'patron.open',
  body: {
    source: `p:${patron}`,
    patron,
    kind: 'person',
    subscription: 'basis',
    home: 'centrum',
    registered: '2020-01-01',
    expires: null,
    status: 'active',
    juvenile: false,
    cards: [{ number: `2${patron}`, active: true }],
    fields: [],
    ...change,
  },
});

export const chargeOpen = (patron: string, source: string, cents: number): Written => ({
  kind: 'charge.open',
  body: { source, patron, reason: 'late', cents },
});

export const loanClaim = (item: string, loan: EntryId, patron: string): Written => ({
  kind: 'loan.claim',
  body: { item, loan, patron, searchDays: 14 },
});

export const loanLost = (item: string, loan: EntryId, patron: string): Written => ({
  kind: 'loan.lost',
  body: { item, loan, patron, why: 'long-overdue' },
});

export const itemMark = (item: string, mark: BodyOf<'item.mark'>['mark']): Written => ({
  kind: 'item.mark',
  body: { item, mark },
});

export const itemSeen = (item: string): Written => ({ kind: 'item.seen', body: { item } });

export const itemMerge = (item: string, into: string): Written => ({
  kind: 'item.merge',
  body: { item, into },
});

/** In cash, for a charge that follows from a loan of `item`. */
export const payFor = (patron: string, charge: string, item: string, cents = 50): Written => ({
  kind: 'pay',
  body: {
    patron,
    method: 'cash',
    cents,
    lines: [{ charge, cents, item }],
    roundingCents: 0,
    till: null,
    terminal: null,
    receipt: 1,
  },
});

/** Stands in every document that the act stands in. */
export const undoOf = (entry: AnyEntry): Written => ({
  kind: 'undo',
  body: { entry: entry._id, kind: entry.kind, documents: [...documentsNamedBy(entry as unknown as Draft)] },
});

/** Whatever `holdPlace` leaves out: copies, last day, language and format, fees. */
export const holdPlaceAs = (
  queue: string,
  patron: string,
  change: Partial<BodyOf<'hold.place'>>,
): Written => ({
  kind: 'hold.place',
  body: { queue, patron, pickup: 'centrum', priority: 0, ...plainHold, ...change },
});

export const holdCancelByLibrary = (queue: string, hold: EntryId): Written => ({
  kind: 'hold.cancel',
  body: { queue, hold, by: 'library' },
});

export const holdSuspend = (queue: string, hold: EntryId, until: string | null = null): Written => ({
  kind: 'hold.suspend',
  body: { queue, hold, until },
});

export const holdResume = (queue: string, hold: EntryId): Written => ({
  kind: 'hold.resume',
  body: { queue, hold },
});

export const holdMove = (
  queue: string,
  hold: EntryId,
  to: { pickup?: string; priority?: number },
): Written => ({ kind: 'hold.move', body: { queue, hold, ...to } });

export const holdNotOnShelf = (queue: string, hold: EntryId, item: string): Written => ({
  kind: 'hold.notOnShelf',
  body: { queue, hold, item },
});

export const holdExpire = (
  queue: string,
  hold: EntryId,
  why: BodyOf<'hold.expire'>['why'],
  item?: string,
): Written => ({ kind: 'hold.expire', body: { queue, hold, why, ...(item ? { item } : {}) } });

export const titleMerge = (title: string, into: string): Written => ({
  kind: 'title.merge',
  body: { title, into },
});

import type { DerivedCharge } from '../accounts/derived-charge.ts';
import type { Claim, Fulfilment, ItemState } from '../circulation/item-state.ts';
import type { QueueState } from '../holds/queue-state.ts';
import { accountDoc, itemDoc } from './document-ids.ts';

/** What a document's state says of one higher document, replaced as a whole when it is folded again. */
export interface Contribution {
  /** Of items, to queues. */
  readonly claims?: readonly Claim[];
  readonly fulfilments?: readonly Fulfilment[];
  /** Of items and queues, to accounts. */
  readonly charges?: readonly DerivedCharge[];
}

/**
 * By the id of the document that they follow from: `item:<barcode>` or `queue:...`; with `past:` before it what that document let go
 * at the horizon, and can say no more.
 */
export type Contributions = Readonly<Record<string, Contribution>>;

const PAST = 'past:';

/** The name under which stands what a document said that it let go. */
export const pastOf = (source: string): string => `${PAST}${source}`;
export const isPast = (source: string): boolean => source.startsWith(PAST);
/** The document that a contribution follows from, or followed from. */
export const sourceOf = (name: string): string => (isPast(name) ? name.slice(PAST.length) : name);

/** By the id of the document that it is for; documents without a word are left out. */
export type Given = ReadonlyMap<string, Contribution>;

/** What one lower document says of a higher one, or of several ids that turned out to be one: in order of key, nothing empty. */
export function joinContributions(...all: readonly Contribution[]): Contribution {
  const claims = joinBy(
    all.flatMap((one) => one.claims ?? []),
    (c) => `${c.by} ${c.hold}`,
  );
  const fulfilments = joinBy(
    all.flatMap((one) => one.fulfilments ?? []),
    (f) => `${f.by} ${f.hold}`,
  );
  const charges = joinBy(
    all.flatMap((one) => one.charges ?? []),
    (c) => c.id,
  );
  return {
    ...(claims.length ? { claims } : {}),
    ...(fulfilments.length ? { fulfilments } : {}),
    ...(charges.length ? { charges } : {}),
  };
}

/** What `before` said and `after` does not: of one document, before and after it let something go. */
export function saidNoMore(before: Given, after: Given): Given {
  const gone = new Map<string, Contribution>();
  for (const [target, own] of before) {
    const left = after.get(target) ?? {};
    const lost = joinContributions({
      claims: lacking(own.claims, left.claims, (c) => c.by + c.hold),
      fulfilments: lacking(own.fulfilments, left.fulfilments, (f) => f.by + f.hold),
      charges: lacking(own.charges, left.charges, (c) => c.id),
    });
    if (Object.keys(lost).length) gone.set(target, lost);
  }
  return gone;
}

function lacking<T>(
  before: readonly T[] = [],
  after: readonly T[] = [],
  keyOf: (one: T) => string,
): readonly T[] {
  const left = new Set(after.map(keyOf));
  return before.filter((one) => !left.has(keyOf(one)));
}

function joinBy<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const byKey = new Map(all.map((one) => [keyOf(one), one]));
  return [...byKey].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, one]) => one);
}

/**
 * What a document's state says of higher ones. Documents of merged ids have one state: the root's alone speaks.
 */
export function contributionsOf(documentId: string, state: unknown): Given {
  if (documentId.startsWith('item:')) {
    const item = state as ItemState;
    return documentId === itemDoc(item.barcode) ? contributionsOfItem(item) : NOTHING;
  }
  const queue = state as QueueState;
  return documentId.startsWith('queue:') && documentId === queue.id ? contributionsOfQueue(queue) : NOTHING;
}

const NOTHING: Given = new Map();

/** What an item's timeline says of queues and accounts. */
export function contributionsOfItem({ claims, fulfilments, charges }: ItemState): Given {
  return given([
    ...claims.map((claim) => [claim.queue, { claims: [claim] }] as const),
    ...fulfilments.map((fulfilment) => [fulfilment.queue, { fulfilments: [fulfilment] }] as const),
    ...charges.map((charge) => [accountDoc(charge.patron), { charges: [charge] }] as const),
  ]);
}

/** What a queue says of accounts. */
function contributionsOfQueue({ charges }: QueueState): Given {
  return given(charges.map((charge) => [accountDoc(charge.patron), { charges: [charge] }] as const));
}

function given(words: readonly (readonly [string, Contribution])[]): Given {
  const result = new Map<string, Contribution[]>();
  for (const [target, one] of words) {
    const list = result.get(target);
    if (list) list.push(one);
    else result.set(target, [one]);
  }
  return new Map([...result].map(([target, list]) => [target, joinContributions(...list)]));
}

import { hashEntry, hashJson } from './canonical.ts';
import { type AnyEntry, type Payload, payloadId } from './entry.ts';
import { entryId, type EntryId, type Hash, type StreamId } from './ids.ts';
import type { Bodies, Kind } from './kinds.ts';
import { newestVersion } from './upcasters.ts';

/** What a decision wants written, before it has a place in a stream. */
export type Draft = {
  readonly [K in Kind]: {
    readonly kind: K;
    readonly body: Bodies[K];
    readonly after: readonly EntryId[];
    readonly personal?: Readonly<Record<string, string>>;
  };
}[Kind];

/** Where and by whom it is written. */
export interface Place {
  readonly library: string;
  readonly branch: string;
  readonly staff: string | null;
  readonly session: string | null;
  readonly rules: number;
  readonly policy: string;
}

export interface Reading {
  readonly wall: number;
  readonly mono: number;
  readonly boot: string;
}

export interface Tip {
  readonly stream: StreamId;
  readonly seq: number;
  readonly hash: Hash | null;
}

export interface Sealed {
  readonly entry: AnyEntry;
  readonly payload: Payload | null;
  readonly tip: Tip;
}

/** Signs the hexadecimal text of a hash; base64 out. */
export type Sign = (hash: Hash) => string;

/** Puts a draft at the end of a stream: number, chain, hash, id, revision, signature. `salt` only matters with personal fields. */
export function seal(
  draft: Draft,
  place: Place,
  reading: Reading,
  tip: Tip,
  sign: Sign,
  salt: string,
): Sealed {
  const payload = draft.personal ? { salt, fields: draft.personal } : null;
  const content = {
    v: newestVersion(draft.kind),
    kind: draft.kind,
    stream: tip.stream,
    seq: tip.seq + 1,
    ...place,
    body: withoutUndefined(draft.body),
    prev: tip.hash,
    after: [...draft.after],
    ...reading,
    ...(payload ? { personal: hashJson(payload) } : {}),
  };
  const hash = hashEntry(content);
  const id = entryId(tip.stream, tip.seq + 1, hash);
  const entry = { _id: id, _rev: `1-${hash.slice(0, 32)}`, ...content, sig: sign(hash) } as AnyEntry;
  return {
    entry,
    payload: payload ? { _id: payloadId(id), _rev: `1-${hashJson(payload).slice(0, 32)}`, ...payload } : null,
    tip: { stream: tip.stream, seq: tip.seq + 1, hash },
  };
}

/** True when a payload is the one its entry names. */
export function payloadFits(entry: AnyEntry, payload: Payload): boolean {
  return (
    payload._id === payloadId(entry._id) &&
    entry.personal === hashJson({ salt: payload.salt, fields: payload.fields })
  );
}

/** JSON drops what is undefined; the entry in memory has to be the entry on the disk. In a list that would move the others. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) {
    if (value.includes(undefined)) throw new TypeError('an entry holds no list with undefined in it');
    return value.map(withoutUndefined);
  }
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutUndefined(member)]));
}

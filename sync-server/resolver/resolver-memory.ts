import { type Couch, type CouchDocument } from '../couch/couch.ts';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { EntryId, StreamId } from '@balie/shared/journal/ids.ts';
import type { Place } from './journal-feed.ts';
import type { StreamState } from './stream-state.ts';

/** `feed:<isil>:<generation>` in `national`: how far a generation of a library was folded. Written last: it commits a step. */
export interface FeedDocument extends CouchDocument {
  readonly v: 1;
  /** Last change folded of each journal, for who watches; `places` is what reading resumes from. */
  readonly positions: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, Place>>;
  /** Entries whose personal fields were not there yet, with their journals. */
  readonly waiting: Readonly<Record<EntryId, string>>;
  readonly horizon?: HorizonPlace;
}

/** How far the documents of a library went by its horizons. */
export interface HorizonPlace {
  /** So many of them are in force, the oldest first. */
  readonly inForce: number;
  /** The last document that let go what is over by the newest of these; null when all did. */
  readonly reached: string | null;
}

export interface StreamDocument extends StreamState, CouchDocument {
  readonly v: 1;
}

/** What a resolver holds of `national` between steps; replaced as a whole, never changed. */
export interface ResolverMemory {
  readonly feed: FeedDocument;
  readonly streams: ReadonlyMap<StreamId, StreamDocument>;
}

export interface GenerationOf {
  readonly isil: string;
  readonly generation: string;
}

export const feedDoc = ({ isil, generation }: GenerationOf): string => `feed:${isil}:${generation}`;
export const streamDoc = ({ isil, generation }: GenerationOf, stream: StreamId): string =>
  `stream:${isil}:${generation}:${stream}`;

export async function loadMemory(couch: Couch, of: GenerationOf): Promise<ResolverMemory> {
  const id = feedDoc(of);
  const feeds = await couch.getMany<FeedDocument>(NATIONAL, [id]);
  const feed = feeds.get(id)?.winner ?? { _id: id, v: 1, positions: {}, places: {}, waiting: {} };
  const prefix = streamDoc(of, '');
  const documents = await couch.range<StreamDocument>(NATIONAL, {
    startkey: prefix,
    endkey: `${prefix}\ufff0`,
  });
  return { feed, streams: new Map(documents.map((document) => [document.stream, document])) };
}

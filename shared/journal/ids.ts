/** `<desk>.<epoch>`: one run of one desk's core. */
export type StreamId = string;

/** `entry:<stream>:<seq, 8 digits>:<first 16 hex of the hash>` */
export type EntryId = string;

/** 64 lower-case hexadecimal digits of a SHA-256. */
export type Hash = string;

export interface EntryIdParts {
  readonly stream: StreamId;
  readonly seq: number;
  readonly hash16: string;
}

const ENTRY_ID = /^entry:([a-z0-9-]+\.[a-z0-9]+):(\d{8}):([0-9a-f]{16})$/;
export const STREAM_ID = /^[a-z0-9-]+\.[a-z0-9]+$/;

export function streamId(desk: string, epoch: string): StreamId {
  return `${desk}.${epoch}`;
}

export function deskOf(stream: StreamId): string {
  return stream.slice(0, stream.lastIndexOf('.'));
}

export function entryId(stream: StreamId, seq: number, hash: Hash): EntryId {
  return `entry:${stream}:${String(seq).padStart(8, '0')}:${hash.slice(0, 16)}`;
}

/** The parts of an entry id, or null when the text is not one. */
export function parseEntryId(id: string): EntryIdParts | null {
  const match = ENTRY_ID.exec(id);
  if (!match) return null;
  return { stream: match[1]!, seq: Number(match[2]), hash16: match[3]! };
}

/** First and last possible key of a stream's entries in a journal database. */
export function streamKeyRange(stream: StreamId): { readonly startkey: string; readonly endkey: string } {
  return { startkey: `entry:${stream}:`, endkey: `entry:${stream}:\ufff0` };
}

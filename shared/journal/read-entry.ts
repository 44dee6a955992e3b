import { RULES } from '../protocol/api.ts';
import { hashEntry } from './canonical.ts';
import { type AnyEntry, entryHeadSchema } from './entry.ts';
import { isDeeplyFrozen } from './frozen.ts';
import { entryId, type Hash } from './ids.ts';
import { isKnownKind, kinds } from './kinds.ts';
import { upcast } from './upcasters.ts';

/** Entries above this many bytes of JSON are refused. */
export const MAX_ENTRY_BYTES = 64 * 1024;

export type ReadProblem =
  | { readonly code: 'entry-malformed'; readonly detail: string }
  | { readonly code: 'entry-hash'; readonly detail: string }
  | { readonly code: 'entry-body'; readonly detail: string };

export type ReadResult =
  | { readonly ok: true; readonly entry: AnyEntry; readonly hash: Hash; readonly known: boolean }
  | { readonly ok: false; readonly problem: ReadProblem };

/**
 * Checks a document as an entry: head, hash against `_id` and `_rev`, body of a known kind and version.
 * Unknown kinds, newer versions and newer rules are fine: `known` is false, they are kept and not folded.
 * The entry comes back as it was written; `upcast` is for those who fold it. What nobody can change any more is checked once.
 */
export function readEntry(document: unknown): ReadResult {
  if (typeof document !== 'object' || document === null) return checked(document);
  const known = resultsOfFrozen.get(document);
  if (known) return known;
  const result = checked(document);
  if (isDeeplyFrozen(document)) {
    if (result.ok) freeze(result.entry);
    resultsOfFrozen.set(document, result);
  }
  return result;
}

const resultsOfFrozen = new WeakMap<object, ReadResult>();

/** The parts of a body that was frozen are frozen already. */
function freeze(entry: AnyEntry): void {
  Object.freeze(entry.body);
  Object.freeze(entry.after);
  Object.freeze(entry);
}

function checked(document: unknown): ReadResult {
  const head = entryHeadSchema.safeParse(document);
  if (!head.success)
    return { ok: false, problem: { code: 'entry-malformed', detail: firstIssue(head.error) } };
  const entry = head.data;
  const hash = hashOf(entry);
  if (hash === null)
    return { ok: false, problem: { code: 'entry-malformed', detail: 'not well-formed text' } };
  if (entry._id !== entryId(entry.stream, entry.seq, hash) || entry._rev !== `1-${hash.slice(0, 32)}`) {
    return { ok: false, problem: { code: 'entry-hash', detail: entry._id } };
  }
  const current = upcast(entry);
  if (!current || !isKnownKind(entry.kind)) return { ok: true, entry, hash, known: false };
  const body = kinds[entry.kind].safeParse(current.body);
  if (!body.success)
    return { ok: false, problem: { code: 'entry-body', detail: `${entry.kind}: ${firstIssue(body.error)}` } };
  return { ok: true, entry, hash, known: entry.rules <= RULES };
}

/** Half a surrogate pair is no text that RFC 8785 can hold: such a document was never sealed. */
function hashOf(entry: AnyEntry): Hash | null {
  try {
    return hashEntry(entry);
  } catch {
    return null;
  }
}

function firstIssue(error: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.map(String).join('.')}: ${issue.message}` : 'unreadable';
}

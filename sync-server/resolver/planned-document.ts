import type { StreamClocks } from '@balie/shared/clock/timing.ts';
import type { Line } from '@balie/shared/journal/chain.ts';
import { type Fact, factOf, type Facts, retime } from '@balie/shared/journal/fact.ts';
import type { Horizon } from '@balie/shared/journal/horizon.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import { type Base, isIn, tookIn } from '@balie/shared/protocol/base.ts';
import { setLateApart } from '@balie/shared/protocol/beyond-horizon.ts';
import {
  type Content,
  contentOf,
  type StateDocument,
  uniteContent,
} from '@balie/shared/protocol/state-document.ts';
import type { CouchDocument, Found } from '../couch/couch.ts';
import type { JournalEntry } from './journal-entries.ts';
import { differs } from './write-documents.ts';

/** What all streams together say of times and of forks' branches, and how far back anything can still change. */
export interface Timeline {
  readonly clocks: StreamClocks;
  readonly lines: Readonly<Record<EntryId, Line>>;
  readonly horizon: Horizon;
}

/** A document as it is stored, and as it follows from what is known now. */
export interface PlannedDocument {
  readonly found: Found<StateDocument> | undefined;
  readonly after: StateDocument;
}

/** Everything that is stored of a document, joined with these entries, at the times known now; what came too late apart. */
export function contentWith(
  id: string,
  found: Found<StateDocument> | undefined,
  entries: readonly JournalEntry[],
  timeline: Timeline,
): Content {
  const stored: Content = found ? joined(found) : { facts: {} };
  const added: Record<EntryId, Fact> = {};
  for (const { entry, known } of entries) {
    const { _id } = entry;
    if (!known || isIn(stored, _id, timeline.lines)) continue;
    const fact = factOf(entry, timeline.clocks, timeline.lines[_id]);
    if (fact) added[_id] = fact;
  }
  const facts = Object.keys(added).length ? { ...stored.facts, ...added } : stored.facts;
  const late = stored.late && timed(stored.late, timeline);
  const content = { ...stored, facts: timed(facts, timeline, stored.base), ...(late ? { late } : {}) };
  return setLateApart(id, content, timeline.horizon);
}

/** A document beside what is stored of it. */
export function planned(found: Found<StateDocument> | undefined, after: StateDocument): PlannedDocument {
  return { found, after };
}

/** The revision to write, a deletion where nothing says anything of it any more; null when what is stored says the same. */
export function revisionToWrite({ found, after }: PlannedDocument): CouchDocument | null {
  const { facts, late = {}, base = {}, contributions = {} } = after;
  const isEmpty = [facts, late, base, contributions].every((part) => Object.keys(part).length === 0);
  if (!found) return isEmpty ? null : after;
  const { winner } = found;
  if (isEmpty) return { _id: after._id, _rev: winner._rev!, _deleted: true };
  const grown = Object.keys(after.facts).length !== Object.keys(winner.facts).length;
  return grown || differs(winner, after) ? { ...after, ...(winner._rev ? { _rev: winner._rev } : {}) } : null;
}

/** Deletions of the other leaves, which `after` has taken in. */
export function leavesToDelete({ found }: PlannedDocument): readonly CouchDocument[] {
  return (found?.conflicts ?? []).map(({ _id, _rev }) => ({ _id, _rev: _rev!, _deleted: true }));
}

function joined({ winner, conflicts }: Found<StateDocument>): Content {
  return conflicts.reduce<Content>(uniteContent, contentOf(winner));
}

/** A time that was final stays when the anchor that gave it is not known here: anchors are only ever added. So does that of what is beyond the horizon. */
function timed(facts: Facts, { clocks, lines }: Timeline, base?: Base): Facts {
  const result = retime(facts, clocks, lines);
  if (result === facts) return facts;
  const kept = Object.keys(facts).filter(
    (id) => tookIn(base, id) || (facts[id]!.final && !result[id]!.final),
  );
  if (kept.length === 0) return result;
  const asWas = kept.map((id) => [id, { ...result[id]!, at: facts[id]!.at, final: facts[id]!.final }]);
  return { ...result, ...Object.fromEntries(asWas) };
}

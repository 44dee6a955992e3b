import { type StreamClocks, timeOf } from '../clock/timing.ts';
import type { Fact, Facts } from '../journal/fact.ts';
import { joinedWith } from '../journal/classes.ts';
import type { Horizon } from '../journal/horizon.ts';
import { type EntryId, parseEntryId } from '../journal/ids.ts';
import { inOrder, type OrderedFact } from '../journal/order.ts';
import { tookIn, without } from './base.ts';
import { documentsNamedBy } from './document-ids.ts';
import type { Content } from './state-document.ts';

/**
 * A content with what came too late set apart, for ever (L7): acts from before the horizon that were not there when it was set, and
 * undoing such acts as were. What has no final time yet comes no earlier than the horizon. The content itself where nothing changes.
 */
export function setLateApart(id: string, content: Content, horizon: Horizon): Content {
  const { before } = horizon;
  if (before === -Infinity && !content.late) return content;
  const facts: Record<EntryId, Fact> = {};
  const late: Record<EntryId, Fact> = {};
  let changed = false;
  const all = content.late ? { ...content.facts, ...content.late } : content.facts;
  for (const [entry, fact] of Object.entries(all)) {
    const isLate =
      fact.kind === 'undo' ? undoesTooLate(entry, fact, content, horizon) : horizon.isLate(entry, fact);
    const early = !fact.final && fact.at < before && !horizon.cuts(entry, fact.line);
    (isLate ? late : facts)[entry] = early && !isLate ? { ...fact, at: before } : fact;
    changed ||= early || isLate !== (content.late?.[entry] !== undefined);
  }
  if (!changed) return content;
  const { late: _late, base, ...rest } = content;
  const ownLate = ofThoseJoined(id, late, facts);
  const joined = joinedWith(id, facts) ?? new Set([id]);
  const ownBase = Object.entries(base ?? {}).filter(([document]) => joined.has(document));
  return {
    ...rest,
    facts: ofThoseJoined(id, facts),
    ...(ownBase.length ? { base: Object.fromEntries(ownBase) } : {}),
    ...(Object.keys(ownLate).length ? { late: ownLate } : {}),
  };
}

/** Without the facts of documents that were joined with this one by a merge which is not among `merges`: it came too late, or later. */
function ofThoseJoined(id: string, facts: Facts, merges = facts): Facts {
  const joined = joinedWith(id, merges) ?? new Set([id]);
  return without(facts, (_, fact) => !documentsNamedBy(fact).some((document) => joined.has(document)));
}

/** What was beyond the horizon while the undo was not there yet stands, whatever the undo's own time is. */
function undoesTooLate(
  id: EntryId,
  fact: Extract<Fact, { kind: 'undo' }>,
  { facts, late = {}, base }: Content,
  horizon: Horizon,
): boolean {
  if (horizon.isLate(id, fact)) return true;
  const target = fact.body.entry;
  const known = facts[target] ?? late[target];
  if (!known) return late[id] !== undefined || (tookIn(base, target) && !tookIn(base, id));
  return horizon.undoesTooLate(id, fact.line, target, known);
}

/**
 * The acts of a document that nothing can change any more, in order (DESIGN, Folding): within the cut, their own and their
 * predecessors' times final and earlier than the horizon by what the cut alone tells. An act that a later one takes back waits for
 * that; a document in which some act within the cut has no final time waits as a whole. Of documents that were joined after the
 * cut each goes by itself.
 */
export function beyondHorizon(
  id: string,
  { facts, base }: Pick<Content, 'facts' | 'base'>,
  horizon: Horizon,
  clocks: StreamClocks,
): readonly OrderedFact[] {
  const cut = ofThoseJoined(
    id,
    without(facts, (entry, { line }) => !horizon.cuts(entry, line)),
  );
  const within: Record<EntryId, Fact> = {};
  for (const [entry, fact] of Object.entries(cut)) {
    const { at, final } = tookIn(base, entry) ? fact : timeOf(parseEntryId(entry)!.stream, fact, clocks);
    if (!final) return [];
    within[entry] = { ...fact, at, final };
  }
  const ordered = inOrder(within);
  const firstOpen = ordered.findIndex(
    ({ fact }) => fact.at >= horizon.before || fact.after.some((id) => !horizon.cuts(id)),
  );
  const places = new Map(ordered.map(({ id }, place) => [id, place]));
  let end = firstOpen === -1 ? ordered.length : firstOpen;
  for (let place = ordered.length - 1; place >= end; place--) {
    const { fact } = ordered[place]!;
    const target = fact.kind === 'undo' ? places.get(fact.body.entry) : undefined;
    if (target !== undefined && target < end) {
      end = target;
      place = ordered.length;
    }
  }
  const beyond = ordered.slice(0, end);
  const own = ofThoseJoined(id, factsIn(beyond));
  return beyond.filter((one) => own[one.id]);
}

export function factsIn(ordered: readonly OrderedFact[]): Facts {
  return Object.fromEntries(ordered.map(({ id, fact }) => [id, fact]));
}

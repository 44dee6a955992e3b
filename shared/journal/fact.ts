import { timeOf, type StreamClocks, type Timing } from '../clock/timing.ts';
import { RULES } from '../protocol/api.ts';
import type { Line } from './chain.ts';
import type { AnyEntry } from './entry.ts';
import { type EntryId, parseEntryId } from './ids.ts';
import { type Bodies, isKnownKind, type Kind } from './kinds.ts';
import { upcast } from './upcasters.ts';

interface FactHead extends Timing {
  readonly branch: string;
  readonly staff: string | null;
  readonly session: string | null;
  readonly after: readonly EntryId[];
  readonly wall: number;
  readonly mono: number;
  readonly boot: string;
  readonly line?: Line;
}

/** An entry as a state document keeps it: what folding needs, and nothing that the id holds already. */
export type Fact = { readonly [K in Kind]: FactHead & { readonly kind: K; readonly body: Bodies[K] } }[Kind];
export type FactOf<K extends Kind> = Extract<Fact, { kind: K }>;

/** By entry id. The set of these is what a document *is*; everything else in it is derived. */
export type Facts = Readonly<Record<EntryId, Fact>>;

/** The fact of an entry, or null when its kind, version or rules are unknown here (kept in the journal, not folded). */
export function factOf(entry: AnyEntry, clocks: StreamClocks, line?: Line): Fact | null {
  const current = upcast(entry);
  if (!current || !isKnownKind(entry.kind) || entry.rules > RULES) return null;
  const { branch, staff, session, after, wall, mono, boot } = entry;
  return {
    kind: entry.kind,
    body: current.body,
    ...{ branch, staff, session, after, wall, mono, boot },
    ...timeOf(entry.stream, entry, clocks),
    ...(line ? { line } : {}),
  } as unknown as Fact;
}

/** The same facts at the times that `clocks` give them now. Returns `facts` itself when nothing changes. */
export function retime(
  facts: Facts,
  clocks: StreamClocks,
  lines: Readonly<Record<EntryId, Line>> = {},
): Facts {
  let changed = false;
  const result: Record<EntryId, Fact> = {};
  for (const [id, fact] of Object.entries(facts)) {
    const stream = parseEntryId(id)!.stream;
    const timing = clocks.has(stream) || !fact.final ? timeOf(stream, fact, clocks) : fact;
    const line = lines[id] ?? fact.line;
    if (timing.at === fact.at && timing.final === fact.final && line === fact.line) {
      result[id] = fact;
      continue;
    }
    changed = true;
    result[id] = { ...fact, at: timing.at, final: timing.final, ...(line ? { line } : {}) };
  }
  return changed ? result : facts;
}

/** Set union by id, the same whichever comes first; where both have one, the final time wins, then the earlier. */
export function unite(a: Facts, b: Facts): Facts {
  let result: Record<EntryId, Fact> | null = null;
  for (const [id, fact] of Object.entries(b)) {
    const own = a[id];
    const joined = own ? joinFact(own, fact) : fact;
    if (joined === own) continue;
    result ??= { ...a };
    result[id] = joined;
  }
  return result ?? a;
}

function joinFact(a: Fact, b: Fact): Fact {
  const { at, final } = a.final === b.final ? (a.at <= b.at ? a : b) : a.final ? a : b;
  const line = deeper(a.line, b.line);
  for (const one of [a, b]) if (one.at === at && one.final === final && one.line === line) return one;
  return { ...a, at, final, ...(line === undefined ? {} : { line }) };
}

/** Lines only grow longer as forks come to light. */
function deeper(a: Line | undefined, b: Line | undefined): Line | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.length === b.length ? (a < b ? a : b) : a.length > b.length ? a : b;
}

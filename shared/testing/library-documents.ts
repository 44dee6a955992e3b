import type { StreamClocks } from '../clock/timing.ts';
import { relativesOf } from '../journal/classes.ts';
import type { AnyEntry } from '../journal/entry.ts';
import { factOf } from '../journal/fact.ts';
import { type Horizon, NO_HORIZON } from '../journal/horizon.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Draft } from '../journal/seal.ts';
import { isIn } from '../protocol/base.ts';
import { setLateApart } from '../protocol/beyond-horizon.ts';
import {
  type Contribution,
  contributionsOf,
  isPast,
  joinContributions,
  pastOf,
} from '../protocol/contribution.ts';
import { documentsNamedBy } from '../protocol/document-ids.ts';
import { leavingOf, letGo } from '../protocol/letting-go.ts';
import {
  type Content,
  type DocumentState,
  findingsOf,
  foldDocument,
  uniteRelatives,
} from '../protocol/state-document.ts';

/** Layers in the order in which they are folded. */
const LAYERS = [/^item:/, /^queue:/, /^(?!item:|queue:)/];

/** The state documents of a library in memory, folded layer by layer as the server does: what laws about the horizon are proven on. */
export class LibraryDocuments {
  readonly contents = new Map<string, Content>();
  private readonly clocks: StreamClocks;
  private horizon: Horizon = NO_HORIZON;

  constructor(clocks: StreamClocks) {
    this.clocks = clocks;
  }

  /** Puts entries in the documents that they name, unless they are in there. */
  add(entries: readonly AnyEntry[]): void {
    for (const entry of entries)
      for (const id of documentsNamedBy(entry as unknown as Draft)) {
        const content = this.contents.get(id) ?? { facts: {} };
        if (isIn(content, entry._id)) continue;
        const facts = { ...content.facts, [entry._id]: factOf(entry, this.clocks)! };
        this.contents.set(id, setLateApart(id, { ...content, facts }, this.horizon));
      }
    this.uniteMerged();
  }

  /** A new horizon; with `keeping`, nothing is let go. Parts whose exceptions nobody settled stay. */
  move(horizon: Horizon, settled: (exception: string) => boolean, keeping = false): void {
    this.horizon = horizon;
    for (const [id, content] of this.contents) this.contents.set(id, setLateApart(id, content, horizon));
    this.uniteMerged();
    if (keeping) return;
    for (const layer of LAYERS) {
      const states = this.states();
      for (const id of [...this.contents.keys()].sort()) if (layer.test(id)) this.leave(id, states, settled);
    }
  }

  /** The facts and the base of each document, and what was let go below it. */
  get stored(): Readonly<Record<string, Content>> {
    return Object.fromEntries([...this.contents].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Acts that a document took in and let go. */
  isLetGo(id: string, entry: EntryId): boolean {
    const content = this.contents.get(id) ?? { facts: {} };
    return content.facts[entry] === undefined && isIn(content, entry) && !content.late?.[entry];
  }

  states(): ReadonlyMap<string, DocumentState> {
    const states = new Map<string, DocumentState>();
    const named = new Set(this.contents.keys());
    for (const layer of LAYERS) {
      for (const id of [...named].sort())
        if (layer.test(id)) states.set(id, foldDocument(id, this.whole(id, states)));
      for (const [id, state] of states)
        for (const target of contributionsOf(id, state).keys()) named.add(target);
    }
    return states;
  }

  /** Exceptions of all documents, as `<kind> <entry>`. */
  exceptions(): readonly string[] {
    const states = this.states();
    return [...states]
      .flatMap(([id, state]) => findingsOf({ _id: id, v: 1, ...this.whole(id, states), state }))
      .flatMap(({ kind, entry, weight }) => (weight === 'exception' ? [`${kind} ${entry}`] : []))
      .sort();
  }

  private leave(
    id: string,
    states: ReadonlyMap<string, DocumentState>,
    settled: (exception: string) => boolean,
  ): void {
    const content = this.whole(id, states);
    const leaving = leavingOf(id, content, this.horizon, this.horizon.clocksWithin(this.clocks));
    const parts = leaving.parts.filter(({ exceptions }) =>
      exceptions.every(({ kind, entry }) => settled(`${kind} ${entry}`)),
    );
    if (parts.length === 0) return;
    const left = letGo(id, content, leaving, parts);
    for (const one of this.familyOf(id)) this.contents.set(one, onlyPast(left.content));
    for (const [target, lost] of left.said) this.remember(target, pastOf(left.source), lost);
  }

  private remember(target: string, source: string, lost: Contribution): void {
    for (const one of this.familyOf(target)) {
      const content = this.contents.get(one) ?? { facts: {} };
      const said = joinContributions(content.contributions?.[source] ?? {}, lost);
      this.contents.set(one, { ...content, contributions: { ...content.contributions, [source]: said } });
    }
  }

  /** A content with what the documents below say now. */
  private whole(id: string, states: ReadonlyMap<string, DocumentState>): Content {
    const content = this.contents.get(id) ?? { facts: {} };
    const contributions: Record<string, Contribution> = { ...content.contributions };
    const family = this.familyOf(id);
    for (const [source, state] of states) {
      const given = contributionsOf(source, state);
      const own = family.flatMap((one) => given.get(one) ?? []);
      if (own.length && !family.includes(source)) contributions[source] = joinContributions(...own);
    }
    return { ...content, ...(Object.keys(contributions).length ? { contributions } : {}) };
  }

  private familyOf(id: string): readonly string[] {
    return [id, ...relativesOf(id, this.contents.get(id)?.facts ?? {})];
  }

  private uniteMerged(): void {
    for (const id of [...this.contents.keys()]) {
      const family = new Set([id]);
      for (const member of family) for (const one of this.familyOf(member)) family.add(one);
      if (family.size === 1) continue;
      const members = [...family].sort();
      const united = uniteRelatives(members.map((one) => this.contents.get(one) ?? { facts: {} }));
      for (const one of members) this.contents.set(one, united);
    }
  }
}

/** What stands in a document by itself: what others say now is computed anew. */
function onlyPast({ contributions = {}, ...content }: Content): Content {
  const past = Object.entries(contributions).filter(([source]) => isPast(source));
  return { ...content, ...(past.length ? { contributions: Object.fromEntries(past) } : {}) };
}

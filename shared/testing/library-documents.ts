import type { StreamClocks } from '../clock/timing.ts';
import { relativesOf } from '../journal/classes.ts';
import type { AnyEntry } from '../journal/entry.ts';
import { type Fact, factOf } from '../journal/fact.ts';
import { type Horizon, NO_HORIZON } from '../journal/horizon.ts';
import type { EntryId } from '../journal/ids.ts';
import { isIn } from '../protocol/base.ts';
import { setLateApart } from '../protocol/beyond-horizon.ts';
import {
  type Contribution,
  type Contributions,
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

const NOTHING: Content = { facts: {} };

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
    const coming = new Map<string, Record<EntryId, Fact>>();
    for (const entry of entries) {
      const fact = factOf(entry, this.clocks)!;
      for (const id of documentsNamedBy(fact)) {
        if (isIn(this.contents.get(id) ?? NOTHING, entry._id)) continue;
        const facts = coming.get(id) ?? {};
        facts[entry._id] = fact;
        coming.set(id, facts);
      }
    }
    for (const [id, facts] of coming) {
      const content = this.contents.get(id) ?? NOTHING;
      const grown = { ...content, facts: { ...content.facts, ...facts } };
      this.contents.set(id, setLateApart(id, grown, this.horizon));
    }
    this.uniteMerged();
  }

  /** A new horizon; with `keeping`, nothing is let go. Parts whose exceptions nobody settled stay. */
  move(horizon: Horizon, settled: (exception: string) => boolean, keeping = false): void {
    this.horizon = horizon;
    for (const [id, content] of this.contents) this.contents.set(id, setLateApart(id, content, horizon));
    this.uniteMerged();
    if (keeping) return;
    const ids = [...this.contents.keys()].sort();
    const [items, queues, others] = LAYERS.map((layer) => ids.filter((id) => layer.test(id)));
    for (const id of items!) this.leave(id, new Map(), settled);
    const said = this.fold([...this.contents.keys()].filter((id) => LAYERS[0]!.test(id))).said;
    for (const id of [...new Set([...queues!, ...said.keys()])].filter((one) => LAYERS[1]!.test(one)).sort())
      this.leave(id, said, settled);
    for (const id of others!) this.leave(id, new Map(), settled);
  }

  /** The facts and the base of each document, and what was let go below it. */
  get stored(): Readonly<Record<string, Content>> {
    return Object.fromEntries([...this.contents].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Acts that a document took in and let go. */
  isLetGo(id: string, entry: EntryId): boolean {
    const content = this.contents.get(id) ?? NOTHING;
    return content.facts[entry] === undefined && isIn(content, entry) && !content.late?.[entry];
  }

  states(): ReadonlyMap<string, DocumentState> {
    return this.fold([...this.contents.keys()]).states;
  }

  /** Exceptions of all documents, as `<kind> <entry>`. */
  exceptions(): readonly string[] {
    return [...this.states()]
      .flatMap(([id, state]) => findingsOf({ _id: id, v: 1, ...(this.contents.get(id) ?? NOTHING), state }))
      .flatMap(({ kind, entry, weight }) => (weight === 'exception' ? [`${kind} ${entry}`] : []))
      .sort();
  }

  /** The states of these documents and of those that they speak of, and what is said of each. */
  private fold(ids: readonly string[]): {
    readonly states: ReadonlyMap<string, DocumentState>;
    readonly said: ReadonlyMap<string, Contributions>;
  } {
    const states = new Map<string, DocumentState>();
    const said = new Map<string, Record<string, Contribution>>();
    const named = new Set(ids);
    for (const layer of LAYERS)
      for (const id of [...named].filter((one) => layer.test(one)).sort()) {
        const state = foldDocument(id, this.whole(id, said));
        states.set(id, state);
        for (const [target, own] of contributionsOf(id, state)) {
          named.add(target);
          said.set(target, { ...said.get(target), [id]: own });
        }
      }
    return { states, said };
  }

  private leave(
    id: string,
    said: ReadonlyMap<string, Contributions>,
    settled: (exception: string) => boolean,
  ): void {
    const content = this.whole(id, said);
    const leaving = leavingOf(id, content, this.horizon, this.horizon.clocksWithin(this.clocks));
    const parts = leaving.parts.filter(({ exceptions }) =>
      exceptions.every(({ kind, entry }) => settled(`${kind} ${entry}`)),
    );
    if (parts.length === 0) return;
    const left = letGo(id, content, leaving, parts, {});
    for (const one of this.familyOf(id)) this.contents.set(one, onlyPast(left.content));
    for (const [target, lost] of left.said) this.remember(target, pastOf(left.source), lost);
  }

  private remember(target: string, source: string, lost: Contribution): void {
    for (const one of this.familyOf(target)) {
      const content = this.contents.get(one) ?? NOTHING;
      const said = joinContributions(content.contributions?.[source] ?? {}, lost);
      this.contents.set(one, { ...content, contributions: { ...content.contributions, [source]: said } });
    }
  }

  /** A content with what the documents below say now of any id that was merged with its own. */
  private whole(id: string, said: ReadonlyMap<string, Contributions>): Content {
    const content = this.contents.get(id) ?? NOTHING;
    const contributions: Record<string, Contribution> = { ...content.contributions };
    for (const one of this.familyOf(id))
      for (const [source, own] of Object.entries(said.get(one) ?? {})) {
        const other = contributions[source];
        contributions[source] = other ? joinContributions(other, own) : own;
      }
    return Object.keys(contributions).length ? { ...content, contributions } : content;
  }

  private familyOf(id: string): readonly string[] {
    return [id, ...relativesOf(id, this.contents.get(id)?.facts ?? {})];
  }

  private uniteMerged(): void {
    for (const id of [...this.contents.keys()]) {
      if (this.familyOf(id).length === 1) continue;
      const family = new Set([id]);
      for (const member of family) for (const one of this.familyOf(member)) family.add(one);
      const members = [...family].sort();
      const united = uniteRelatives(members.map((one) => this.contents.get(one) ?? NOTHING));
      for (const one of members) this.contents.set(one, united);
    }
  }
}

/** What stands in a document by itself: what others say now is computed anew. */
function onlyPast({ contributions = {}, ...content }: Content): Content {
  const past = Object.entries(contributions).filter(([source]) => isPast(source));
  return { ...content, ...(past.length ? { contributions: Object.fromEntries(past) } : {}) };
}

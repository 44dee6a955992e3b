import type { Facts } from '@balie/shared/journal/fact.ts';
import {
  type Contribution,
  type Contributions,
  contributionsOf,
  isPast,
  joinContributions,
} from '@balie/shared/protocol/contribution.ts';
import { accountDoc } from '@balie/shared/protocol/document-ids.ts';
import { type Content, type StateDocument, stateDocument } from '@balie/shared/protocol/state-document.ts';
import type { FoldPorts, Naming, Stored } from './fold-ports.ts';
import type { LettingGo } from './letting-go.ts';
import { type PlannedDocument, planned, type Timeline } from './planned-document.ts';
import { uniteFamilies } from './relatives.ts';

interface Layer {
  readonly layer: 'queue:' | 'account:';
  readonly naming: Naming;
  readonly timeline: Timeline;
  /** The documents of the layers below that this batch folded. */
  readonly below: readonly PlannedDocument[];
  /** Every document of this layer is folded again: what it looks at beside its facts has changed. */
  readonly all?: boolean;
  /** Documents of this layer, and of those below, that let go what is over. */
  readonly leaving?: LettingGo | undefined;
}

/** Documents that lower ones contribute to. */
export function isContributed(id: string): boolean {
  return id.startsWith('queue:') || id.startsWith('account:');
}

/**
 * A layer above others: the documents that entries name, and those that the timeline of anything folded below names now or ever
 * did. So a contribution that was lost between two writes comes again, and one that no longer follows goes.
 */
export async function foldContributed(ports: FoldPorts, layer: Layer): Promise<readonly PlannedDocument[]> {
  const sources = new Map(layer.below.map(({ after }) => [after._id, after]));
  const said = layer.leaving?.said ?? new Map<string, Contributions>();
  const touching = new Map<string, Set<string>>();
  for (const id of await namedIn(ports, layer)) touching.set(id, new Set());
  for (const id of said.keys()) if (id.startsWith(layer.layer)) touching.set(id, new Set());
  for (const { after, found: before } of layer.below) {
    for (const target of [after, ...(before ? [before.winner] : [])].flatMap((one) => [
      ...targetsIn(one, layer.layer),
    ]))
      touching.set(target, (touching.get(target) ?? new Set<string>()).add(after._id));
  }
  if (touching.size === 0) return [];
  const named = new Map([...touching.keys()].map((id) => [id, layer.naming.get(id) ?? []]));
  const found = await ports.documents.get<StateDocument>([...named.keys()]);
  const { contents, stored } = await uniteFamilies(ports.documents, named, found, layer.timeline);
  const doubtful = await sourcesOfConflicts(ports, stored, sources);
  const given = (source: string, target: string): Contribution | undefined => {
    const document = sources.get(source) ?? doubtful.get(source);
    return document && contributionsOf(source, document.state).get(target);
  };
  const surroundings = await ports.calendars.surroundings();
  const whole = new Map<string, Content>();
  for (const family of families(contents)) {
    const touchedBy = new Set(family.ids.flatMap((id) => [...(touching.get(id) ?? [])]));
    const conflicts = family.ids.some((id) => stored.get(id)?.conflicts.length);
    const contributions = { ...family.content.contributions };
    for (const source of conflicts ? [...touchedBy, ...doubtful.keys()] : touchedBy) {
      const own = family.ids.flatMap((id) => given(source, id) ?? []);
      if (own.length) contributions[source] = joinContributions(...own);
      else delete contributions[source];
    }
    for (const id of family.ids)
      for (const [source, own] of Object.entries(said.get(id) ?? {}))
        contributions[source] = joinContributions(contributions[source] ?? {}, own);
    const content = { ...family.content, contributions };
    for (const id of family.ids) whole.set(id, content);
  }
  const left = layer.leaving ? await layer.leaving.leave(whole) : whole;
  return [...left].map(([id, content]) => planned(stored.get(id), stateDocument(id, content, surroundings)));
}

type Contents = Awaited<ReturnType<typeof uniteFamilies>>['contents'];

/** Documents that share one content. */
function families(contents: Contents): readonly {
  readonly ids: readonly string[];
  readonly content: NonNullable<ReturnType<Contents['get']>>;
}[] {
  const byContent = new Map<object, string[]>();
  for (const [id, content] of contents) byContent.set(content, [...(byContent.get(content) ?? []), id]);
  return [...byContent].map(([content, ids]) => ({ ids, content: content as never }));
}

async function namedIn(ports: FoldPorts, { layer, naming, all }: Layer): Promise<readonly string[]> {
  const named = [...naming.keys()].filter((id) => id.startsWith(layer));
  return all ? [...new Set([...named, ...(await ports.documents.idsOf(layer))])] : named;
}

/** Leaves of a document may disagree about a source: then all its sources are asked. */
async function sourcesOfConflicts(
  ports: FoldPorts,
  stored: Stored,
  known: ReadonlyMap<string, StateDocument>,
): Promise<ReadonlyMap<string, StateDocument>> {
  const ids = new Set<string>();
  for (const { winner, conflicts } of stored.values()) {
    if (!conflicts.length) continue;
    for (const leaf of [winner, ...conflicts])
      for (const source of Object.keys(leaf.contributions ?? {}))
        if (!known.has(source) && !isPast(source)) ids.add(source);
  }
  const loaded = await ports.documents.get<StateDocument>([...ids]);
  return new Map([...loaded].map(([id, { winner }]) => [id, winner]));
}

/** What a document's facts ever named of the layer above it, whatever they mean now. */
function targetsIn(
  { _id, facts: counting, late }: StateDocument,
  layer: Layer['layer'],
): ReadonlySet<string> {
  const facts = late ? { ...counting, ...late } : counting;
  if (_id.startsWith('item:')) return layer === 'queue:' ? queuesNamedIn(facts) : borrowersIn(facts);
  return _id.startsWith('queue:') && layer === 'account:' ? payersIn(facts) : new Set();
}

function queuesNamedIn(facts: Facts): ReadonlySet<string> {
  const queues = new Set<string>();
  for (const { kind, body } of Object.values(facts)) {
    if (kind === 'checkin' && body.captured) queues.add(body.captured.queue);
    if (kind === 'checkout' && body.fulfils) queues.add(body.fulfils.queue);
    if (kind === 'hold.open') queues.add(body.queue);
  }
  return queues;
}

/** Accounts of those whose loans may cost something. */
function borrowersIn(facts: Facts): ReadonlySet<string> {
  const accounts = new Set<string>();
  for (const { kind, body } of Object.values(facts)) {
    if (kind === 'loan.claim' || kind === 'loan.lost') accounts.add(accountDoc(body.patron));
    if (kind !== 'checkout' && kind !== 'renew') continue;
    const { late, feeCents, credits, lost } = body.terms;
    if (late || feeCents || credits || lost) accounts.add(accountDoc(body.patron));
  }
  return accounts;
}

function payersIn(facts: Facts): ReadonlySet<string> {
  const accounts = new Set<string>();
  for (const { kind, body } of Object.values(facts)) {
    if (kind === 'hold.place' && Object.values(body.fees).some((cents) => cents > 0))
      accounts.add(accountDoc(body.patron));
  }
  return accounts;
}

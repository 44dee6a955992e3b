import type { Fact, Facts } from './fact.ts';
import { type EntryId, parseEntryId } from './ids.ts';

export interface OrderedFact {
  readonly id: EntryId;
  readonly fact: Fact;
}

interface Node extends OrderedFact {
  readonly stream: string;
  readonly seq: number;
  readonly hash16: string;
}

/**
 * The order in which a document's facts are folded (DESIGN, Time): repeatedly the earliest (time, stream, seq, hash) whose
 * predecessors in its stream and whose `after` in this document are out already. A function of the set alone (L1).
 */
export function inOrder(facts: Facts): readonly OrderedFact[] {
  const nodes = Object.entries(facts).map(([id, fact]): Node => ({ id, fact, ...parseEntryId(id)! }));
  nodes.sort(earliest);
  if (nodes.length < 2) return nodes;
  const waitsFor = predecessors(nodes);
  const done = new Set<EntryId>();
  const result: Node[] = [];
  const left = [...nodes];
  while (left.length) {
    let next = left.findIndex((node) => (waitsFor.get(node.id) ?? []).every((id) => done.has(id)));
    if (next < 0) next = 0;
    const [node] = left.splice(next, 1);
    done.add(node!.id);
    result.push(node!);
  }
  return result;
}

function predecessors(nodes: readonly Node[]): Map<EntryId, readonly EntryId[]> {
  const present = new Set(nodes.map((n) => n.id));
  const byStream = new Map<string, Node[]>();
  for (const node of nodes) byStream.set(node.stream, [...(byStream.get(node.stream) ?? []), node]);
  const result = new Map<EntryId, EntryId[]>();
  for (const node of nodes) {
    const waits = node.fact.after.filter((id) => present.has(id) && id !== node.id);
    for (const peer of byStream.get(node.stream)!) {
      if (peer.seq < node.seq && isAncestor(peer.fact.line ?? '', node.fact.line ?? '')) waits.push(peer.id);
    }
    if (waits.length) result.set(node.id, waits);
  }
  return result;
}

function isAncestor(line: string, of: string): boolean {
  return of === line || of.startsWith(line === '' ? '' : `${line}/`);
}

function earliest(a: Node, b: Node): number {
  return (
    a.fact.at - b.fact.at || compare(a.stream, b.stream) || a.seq - b.seq || compare(a.hash16, b.hash16)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
